"""Builds a small site of literals and the record files that its learners would hand in."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path
from random import Random
from typing import Any

from coursemark import statements
from coursemark.grading import grade, passes
from coursemark.model import Assessment, Bank, Course, Draw, Item, Page, Site, SiteConfig, Step

SITE_ID = "https://yibao.example/"
CHINA = timezone(timedelta(hours=8))
OPTIONS = {"A": "甲", "B": "乙", "C": "丙", "D": "丁"}


def single(name: str, key: str = "B", points: int = 100) -> Item:
    return Item(f"bank/{name}", "single", f"题干 {name}", key, OPTIONS, points=points)


def a_site(**changes: Any) -> Site:
    """Ten single questions q0…q9, a case, an exam of five of them, and a course."""
    items = (
        *(single(f"q{n}") for n in range(10)),
        Item(
            "bank/case",
            "case",
            "病例",
            parts=(
                Item("bank/case/1", "true-false", "对吗", True, points=100),
                Item("bank/case/2", "multiple", "哪些", ["A", "C"], OPTIONS, points=200),
            ),
        ),
    )
    exam = Assessment(
        id="exam",
        title="结业考试",
        mode="exam",
        pass_mark="80",
        draw=(Draw(item="bank/q0"), Draw(banks=("bank",), type="single", count=4)),
    )
    pages = (
        Page("a.md", "甲页"),
        Page(
            "course.md",
            "课程页",
            kind="course",
            course=Course(
                "newcomer",
                "新入职通识",
                "course.md",
                (Step("read", "a.md"), Step("pass", "exam")),
                roles=("护士",),
            ),
        ),
    )
    given = {
        "config": SiteConfig(SITE_ID, "医保学堂"),
        "banks": {"bank": Bank("bank", "题库", items)},
        "assessments": {"exam": exam},
        "pages": {page.path: page for page in pages},
    }
    return Site(**{**given, **changes})


class Learner:
    """Does things on a site one after the other; `log` grows by real statements."""

    def __init__(
        self,
        id: str = "10023",
        name: str = "张三",
        *,
        site: Site | None = None,
        start: str = "2026-03-01T09:00:00",
        seed: int | None = None,
    ) -> None:
        self.id, self.name = id, name
        self.site = site or a_site()
        self.now = datetime.fromisoformat(start).replace(tzinfo=CHINA)
        self.log: list[dict[str, Any]] = []
        self.random = Random(id if seed is None else seed)

    def uuid(self) -> str:
        return str(uuid.UUID(int=self.random.getrandbits(128), version=4))

    def add(self, build: str, details: Mapping[str, Any], after: float = 0) -> dict[str, Any]:
        self.now += timedelta(seconds=after)
        stamp = statements.Stamp(
            self.site.config.id,
            {"id": self.id, "name": self.name},
            self.uuid(),
            statements.timestamp(self.now),
        )
        self.log.append(getattr(statements, build)(stamp, details))
        return self.log[-1]

    def read(self, path: str = "a.md", after: float = 60) -> None:
        self.add("experienced", {"page": {"path": path, "name": path}, "seconds": 60}, after)

    def practise(self, item: str, response: str, after: float = 10) -> None:
        leaf = self.site.leaves[item]
        self.add("answered", {**_answer(leaf, response), "page": {"path": "a.md"}}, after)

    def attempt(
        self,
        responses: Mapping[str, str],
        *,
        assessment: str = "exam",
        submit: bool = True,
        seconds: float = 300,
        withheld: bool = False,
        interruptions: Iterable[tuple[str, float]] = (),
    ) -> None:
        """One attempt whose drawn items are those of the responses; "" is a blank.

        `interruptions`: cause and seconds of each, within the time of the attempt.
        """
        about = self.site.assessments[assessment]
        leaves = [self.site.leaves[item] for item in responses]
        registration = self.uuid()
        revision = self.site.assessment_revision(about)
        named = {"id": about.id, "name": about.title, "revision": revision}
        where = {"assessment": named, "registration": registration}
        draw = [{"item": i.id, "revision": i.revision, "points": i.points} for i in leaves]
        self.add("initialized", {**where, "seed": 1, "draw": draw}, 60)
        if not submit:
            return
        raw = most = 0
        for cause, length in interruptions:
            self.add("interrupted", {**where, "cause": cause, "seconds": length}, after=1)
            seconds -= 1
        self.now += timedelta(seconds=seconds)
        for leaf in leaves:
            result = grade(leaf.definition, responses[leaf.id])
            raw, most = raw + (result.raw or 0), most + result.max
            if responses[leaf.id]:
                answer = _answer(leaf, responses[leaf.id])
                if withheld:
                    answer |= {"raw": None, "success": None}
                self.add("answered", {**answer, **where})
        success = None if withheld else passes(raw, most, about.pass_mark)
        score = {"raw": None if withheld else raw, "max": most, "success": success}
        self.add("outcome", {**where, **score, "seconds": seconds})
        self.add("terminated", {**where, "seconds": seconds})

    def header(self, **changes: Any) -> dict[str, Any]:
        return {
            "format": "coursemark-record/1",
            "site": {"id": self.site.config.id, "title": "医保学堂", "build": "0"},
            "learner": {"id": self.id, "name": self.name, "department": "心内科", "role": "护士"},
            "exported": statements.timestamp(self.now + timedelta(minutes=5)),
            **changes,
        }

    def record(self, **changes: Any) -> bytes:
        """The file handed in."""
        return record(self.header(**changes), self.log)

    def hand_in(self, folder: Path, name: str = "") -> Path:
        path = folder / (name or f"coursemark-{self.id}.jsonl")
        path.write_bytes(self.record())
        return path


def record(header: Any, log: Iterable[Any]) -> bytes:
    """A whole record file: header, statements, end line."""
    log = list(log)
    body = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in [header, *log]).encode()
    end = {"end": len(log), "sha256": hashlib.sha256(body).hexdigest()}
    return body + json.dumps(end).encode() + b"\n"


def right(*names: str) -> dict[str, str]:
    """Right responses to the single questions named."""
    return {f"bank/{name}": "B" for name in names}


def _answer(leaf: Item, response: str) -> dict[str, Any]:
    result = grade(leaf.definition, response)
    return {
        "item": {"id": leaf.id, "type": leaf.type, "name": leaf.stem, "revision": leaf.revision},
        "response": response,
        "raw": result.raw,
        "max": result.max,
        "success": result.success,
    }
