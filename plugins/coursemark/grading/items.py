"""Grading of one response to one item of any type."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from coursemark.grading import (
    case,
    fill_in,
    matching,
    multiple,
    numeric,
    ordering,
    responses,
    single,
    true_false,
)
from coursemark.grading.marks import Grade, Mark, grade_of
from coursemark.model import Definition, Json

_MARKS: Mapping[str, Callable[[Definition, str], Mark]] = {
    "single": single.mark,
    "multiple": multiple.mark,
    "true-false": true_false.mark,
    "ordering": ordering.mark,
    "matching": matching.mark,
    "numeric": numeric.mark,
    "fill-in": fill_in.mark,
}
_BLANKS: Mapping[str, Callable[[Json], bool]] = {"case": case.is_blank}


def is_blank(type: str, response: Json) -> bool:
    """Whether a response to an item of this type answers nothing."""
    return _BLANKS.get(type, responses.is_blank)(response)


def gradable(definition: Definition) -> bool:
    """Whether the definition holds a key; a case needs one in each part."""
    if "parts" in definition:
        return all(gradable(part) for part in definition["parts"])
    return definition.get("key") is not None


def grade(definition: Definition, response: Json) -> Grade:
    """What the response earns. Never raises for a response, whatever it holds."""
    if "parts" in definition:
        return case.grade(definition, response, grade)
    if responses.is_blank(response):
        return Grade(None, definition["points"], None)
    if not gradable(definition):
        return Grade(None, definition["points"], None, pending=True)
    return grade_of(definition, _MARKS[definition["type"]](definition, response))
