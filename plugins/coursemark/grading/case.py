"""A shared stem with its own items: response an object from part id to response.

The points are the sum of the parts', each graded by its own type and scoring. A part left out
earns nothing once another is answered.
"""

from __future__ import annotations

from collections.abc import Callable

from coursemark.grading.marks import Grade
from coursemark.grading.responses import is_blank as is_blank_text
from coursemark.model import Definition, Json


def grade(
    definition: Definition, response: Json, grade_part: Callable[[Definition, Json], Grade]
) -> Grade:
    given = response if isinstance(response, dict) else {}
    grades = [grade_part(part, given.get(part["id"])) for part in definition["parts"]]
    most = sum(each.max for each in grades)
    if any(each.pending for each in grades):
        return Grade(None, most, None, pending=True)
    if all(each.raw is None for each in grades):
        return Grade(None, most, None)
    raw = sum(each.raw or 0 for each in grades)
    return Grade(raw, most, all(each.success is True for each in grades))


def is_blank(response: Json) -> bool:
    """Whether no part is answered; what is not an object says nothing."""
    return not isinstance(response, dict) or all(map(is_blank_text, response.values()))
