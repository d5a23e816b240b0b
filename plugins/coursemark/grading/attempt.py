"""The score of an attempt: what all drawn items earned, and whether it passes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coursemark.grading.items import gradable, grade
from coursemark.grading.marks import Grade
from coursemark.grading.points import apportion, passes, share
from coursemark.model import Definition, Json


@dataclass(frozen=True)
class AttemptGrade:
    """What one attempt of an assessment earned."""

    raw: int
    """Hundredths of a point; an unanswered item counts 0, and so does a pending one until then."""
    max: int
    scaled: int | None
    """Hundredths of a percent, for showing only; None when pending or with nothing to earn."""
    success: bool | None
    """Whether the pass mark is met; None when a drawn item has no key to grade it by."""
    grades: tuple[Grade, ...]
    """Of each drawn item, with the points it has in this attempt."""

    @property
    def pending(self) -> bool:
        return self.success is None


def with_points(definition: Definition, points: int | None) -> Definition:
    """The definition worth these points instead of its own; None leaves it.

    The parts of a case share them in proportion to their own points.
    """
    if points is None:
        return definition
    changed = {**definition, "points": points}
    if "parts" in definition:
        parts = definition["parts"]
        shares = apportion(points, [part["points"] for part in parts])
        changed["parts"] = [with_points(part, own) for part, own in zip(parts, shares, strict=True)]
    return changed


def grade_attempt(
    drawn: Sequence[tuple[Definition, int | None]], responses: Mapping[str, Json], pass_mark: str
) -> AttemptGrade:
    """Grade all drawn items, each with the points the assessment gives it, if it does.

    `responses` go by item id; a case has one for the whole case.
    """
    definitions = [with_points(definition, points) for definition, points in drawn]
    grades = tuple(grade(each, responses.get(each["id"])) for each in definitions)
    raw = sum(each.raw or 0 for each in grades)
    most = sum(each.max for each in grades)
    if not all(gradable(each) for each in definitions):
        return AttemptGrade(raw, most, None, None, grades)
    scaled = share(10_000, raw, most) if most else None
    return AttemptGrade(raw, most, scaled, passes(raw, most, pass_mark), grades)
