"""What the newcomer's course of the flagship site asks for, read from the built site."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from browser.learner import Person
from browser.places import Place
from browser.record_file import dump

COURSE = "newcomer"
EXAM = "newcomer-exam"
_FORM = re.compile(r'<form class="cm-item" data-item="([^"]+)" data-type="([^"]+)"')


@dataclass(frozen=True)
class Step:
    kind: str
    page: str
    practice: tuple[str, ...]
    """Items to practise on the page: over the course one of each type, the first met."""


def practice_items(place: Place, page: str) -> list[tuple[str, str]]:
    """Id and type of each item in the page's fences, parts of cases too."""
    path = place.folder / place.url(page).removeprefix(place.base)
    html = (path / "index.html" if path.is_dir() else path).read_text("utf-8")
    return _FORM.findall(html)


def course(place: Place) -> dict[str, Any]:
    found: dict[str, Any] = next(c for c in place.data("site")["courses"] if c["id"] == COURSE)
    return found


def reading_steps(place: Place) -> list[Step]:
    """The pages to read or accept, in the author's order."""
    steps = []
    seen: set[str] = set()
    for step in course(place)["rules"]["steps"]:
        if step["kind"] not in ("read", "accept"):
            continue
        chosen = []
        for id, kind in practice_items(place, step["target"]):
            if kind not in seen:
                seen.add(kind)
                chosen.append(id)
        steps.append(Step(step["kind"], step["target"], tuple(chosen)))
    return steps


def practice_steps(place: Place) -> list[tuple[str, int]]:
    """Address and number of items of each step that asks for practice."""
    base = place.url("my-practice.md")
    return [
        (f"{base}?topic={quote(step['target'])}", step["count"])
        for step in course(place)["steps"]
        if step["kind"] == "practise"
    ]


def required_steps(place: Place) -> int:
    return sum(not step["optional"] for step in course(place)["steps"])


_VERBS = {
    "read": "http://adlnet.gov/expapi/verbs/experienced",
    "accept": "http://activitystrea.ms/schema/1.0/accept",
    "pass": "http://adlnet.gov/expapi/verbs/passed",
    "practise": "http://adlnet.gov/expapi/verbs/answered",
}
_KINDS = {"read": "page", "accept": "page", "pass": "assessment", "practise": "item"}


def _done(step: dict[str, Any], site: str) -> list[dict[str, Any]]:
    """What is peculiar to each statement by which the step is done."""
    kind = step["kind"]
    targets = step["items"][: step["count"]] if kind == "practise" else [step["target"]]
    result: dict[str, Any] = {"completion": True}
    context: dict[str, Any] = {}
    if kind == "pass":
        score = {"raw": 88, "min": 0, "max": 100, "scaled": 0.88}
        result |= {"success": True, "score": score, "duration": "PT20M"}
        context = {"registration": str(uuid4())}
    elif kind == "practise":
        result = {"success": True, "response": "A"}
    elif step.get("version"):
        context = {"extensions": {f"{site}x/version": step["version"]}}
    return [
        {
            "verb": {"id": _VERBS[kind]},
            "object": {"id": f"{site}{_KINDS[kind]}/{target.removesuffix('.md')}"},
            "result": result,
            "context": context,
        }
        for target in targets
    ]


def finished_record(place: Place, person: Person) -> bytes:
    """A record by which the person has completed the course, as another device made it."""
    site = place.data("site")["id"]
    account = {"homePage": site, "name": person.id}
    required = [s for s in course(place)["rules"]["steps"] if not s.get("optional")]
    statements = [
        {
            "id": str(uuid4()),
            "actor": {"objectType": "Agent", "name": person.name, "account": account},
            **statement,
            "timestamp": f"2026-11-20T09:{n:02}:00.000+08:00",
        }
        for n, statement in enumerate(s for step in required for s in _done(step, site))
    ]
    header = {"format": "coursemark-record/1", "site": {"id": site}, "learner": vars(person)}
    return dump(header, statements)
