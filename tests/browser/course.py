"""What the newcomer's course of the flagship site asks for, read from the built site."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from browser.places import Place

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
    """The steps before the exam, in the author's order."""
    steps = []
    seen: set[str] = set()
    for step in course(place)["rules"]["steps"]:
        if step["kind"] == "pass":
            continue
        chosen = []
        for id, kind in practice_items(place, step["target"]):
            if kind not in seen:
                seen.add(kind)
                chosen.append(id)
        steps.append(Step(step["kind"], step["target"], tuple(chosen)))
    return steps
