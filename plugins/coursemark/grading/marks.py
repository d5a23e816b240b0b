"""What grading returns: which parts are right, and the points they earn."""

from __future__ import annotations

from dataclasses import dataclass

from coursemark.grading.points import share
from coursemark.model import Definition


@dataclass(frozen=True)
class Mark:
    """The parts of one response: options, positions, pairs or blanks."""

    right: int
    wrong: int
    """Given and wrong; a part left out is neither."""
    total: int
    """Parts of the key."""


MALFORMED = Mark(right=0, wrong=1, total=1)
"""The mark of a response that the item's own controls cannot produce."""


@dataclass(frozen=True)
class Grade:
    """What one response to one item earned."""

    raw: int | None
    """Hundredths of a point; None when unanswered or pending."""
    max: int
    success: bool | None
    """Whether everything is right; None when unanswered or pending."""
    pending: bool = False
    """Answered, but the definition holds no key to grade it by."""


def grade_of(definition: Definition, mark: Mark) -> Grade:
    """The grade that a mark earns under the item's scoring.

    `exact` gives all or nothing, `partial` each right part its share, `penalised` the share of
    right minus wrong, not below 0.
    """
    points: int = definition["points"]
    scoring: str = definition.get("scoring", "exact")
    success = mark.right == mark.total and mark.wrong == 0
    if scoring == "partial":
        raw = share(points, mark.right, mark.total)
    elif scoring == "penalised":
        raw = share(points, max(0, mark.right - mark.wrong), mark.total)
    else:
        raw = points if success else 0
    return Grade(raw, points, success)
