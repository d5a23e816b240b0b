"""Plain records of learners of a large site: one exam each, then practice and pages read."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from random import Random
from uuid import UUID

from big_site import Size, write_site

from coursemark import statements as build
from coursemark.checks import check_site
from coursemark.grading import grade, grade_attempt
from coursemark.loading.config import read_config
from coursemark.model import Assessment, Item, Site

SITE = Size(pages=100, items_a_page=5, pages_a_folder=50)
DAY = date(2026, 11, 22)
START = datetime(2026, 11, 1, 9, tzinfo=timezone(timedelta(hours=8)))
DEPARTMENTS = ("内科", "外科", "急诊科", "药学部", "收费处")


class Journey:
    """One learner's log, built by the same functions as any record."""

    def __init__(self, site: Site, number: int) -> None:
        self.site = site
        self.random = Random(number)
        self.learner = {"id": f"{10000 + number}", "name": f"学员{number:05d}"}
        self.now = START + timedelta(minutes=number)
        self.log: list[dict[str, object]] = []

    def stamp(self) -> build.Stamp:
        self.now += timedelta(seconds=self.random.randint(20, 90))
        uuid = str(UUID(int=self.random.getrandbits(128), version=4))
        return build.Stamp(self.site.config.id, self.learner, uuid, build.timestamp(self.now))

    def answer(self, item: Item, response: str, points: int, **where: object) -> None:
        got = grade({**item.definition, "points": points}, response)
        self.log.append(
            build.answered(
                self.stamp(),
                {
                    "item": {
                        "id": item.id,
                        "type": item.type,
                        "name": item.stem[:80],
                        "revision": item.revision,
                    },
                    "response": response,
                    "raw": got.raw,
                    "max": got.max,
                    "success": got.success,
                    "seconds": self.random.randint(5, 60),
                    **where,
                },
            )
        )

    def sit(self, assessment: Assessment) -> None:
        """One attempt of an exam; about nine answers in ten are right."""
        drawn: list[tuple[Item, int]] = []
        for draw in assessment.draw:
            pool = list(self.site.pool(draw, DAY))
            chosen = self.random.sample(pool, draw.count or len(pool))
            drawn += [(item, draw.points or item.max) for item in chosen]
        registration = str(UUID(int=self.random.getrandbits(128), version=4))
        name = {
            "id": assessment.id,
            "name": assessment.title,
            "revision": assessment.revision,
        }
        about = {"assessment": name, "registration": registration}
        self.log.append(
            build.initialized(
                self.stamp(),
                {
                    **about,
                    "seed": 1,
                    "draw": [
                        {"item": item.id, "revision": item.revision, "points": points}
                        for item, points in drawn
                    ],
                },
            )
        )
        responses = {item.id: self.response(item) for item, _ in drawn}
        for item, points in drawn:
            self.answer(item, responses[item.id], points, **about)
        drawn_definitions = [(item.definition, points) for item, points in drawn]
        result = grade_attempt(drawn_definitions, responses, assessment.pass_mark)
        claim = {"raw": result.raw, "max": result.max, "success": result.success, "seconds": 600}
        self.log.append(build.outcome(self.stamp(), {**about, **claim}))
        self.log.append(build.terminated(self.stamp(), {**about, "seconds": 600}))

    def response(self, item: Item) -> str:
        wrong = self.random.random() < 0.1
        if item.type == "true-false":
            return "true" if item.key != wrong else "false"
        return "A" if wrong else str(item.key)

    def practise(self) -> None:
        pages = list(self.site.pages.values())
        items = [i for i in self.site.items.values() if i.type in ("single", "true-false")]
        if self.random.random() < 0.3:
            page = self.random.choice(pages)
            about = {"path": page.path, "name": page.title, "revision": page.revision}
            self.log.append(build.experienced(self.stamp(), {"page": about, "seconds": 60}))
        else:
            item = self.random.choice(items)
            self.answer(item, self.response(item), item.max)


def record(journey: Journey) -> bytes:
    """The file such a learner hands in."""
    header = {
        "format": "coursemark-record/1",
        "site": {"id": journey.site.config.id, "title": "消防安全学堂", "build": "bench"},
        "learner": {**journey.learner, "department": "内科", "role": "值班员"},
        "exported": build.timestamp(journey.now),
    }
    lines = [json.dumps(line, ensure_ascii=False) for line in (header, *journey.log)]
    body = ("\n".join(lines) + "\n").encode()
    end = {"end": len(journey.log), "sha256": hashlib.sha256(body).hexdigest()}
    return body + json.dumps(end).encode() + b"\n"


def records(site: Site, learners: int, statements: int) -> Iterator[tuple[str, bytes]]:
    """File names and bytes, one a learner."""
    exams = list(site.assessments.values())
    for number in range(learners):
        journey = Journey(site, number)
        journey.sit(exams[number % len(exams)])
        while len(journey.log) < statements:
            journey.practise()
        yield f"coursemark-{journey.learner['id']}-{DAY}.jsonl", record(journey)


def write_inputs(root: Path, learners: int, statements: int) -> None:
    write_site(root, SITE)
    shutil.copy(root / "with.yml", root / "mkdocs.yml")
    site, problems = check_site(root, read_config(root / "mkdocs.yml"), DAY)
    assert not problems, problems
    (root / "records").mkdir()
    for name, data in records(site, learners, statements):
        (root / "records" / name).write_bytes(data)
    rows = [
        f"{10000 + n},学员{n:05d},{DEPARTMENTS[n % len(DEPARTMENTS)]},值班员"
        for n in range(learners)
    ]
    (root / "roster.csv").write_text("\n".join(["工号,姓名,科室,岗位", *rows]), "utf-8-sig")
