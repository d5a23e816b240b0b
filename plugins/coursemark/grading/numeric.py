"""A number typed: key `{"value": "24"}` or `{"min": "10", "max": "20"}`.

A value may have a tolerance, `{"absolute": "0.5"}` or `{"percent": "5"}` of the value; its limits
and those of a range are included. Key and response are read alike (see `numbers.py`).
"""

from __future__ import annotations

from fractions import Fraction

from coursemark.grading.marks import Mark
from coursemark.grading.numbers import parse_number
from coursemark.model import Definition


def mark(definition: Definition, response: str) -> Mark:
    number = parse_number(response, definition.get("unit", ""))
    limits = _limits(definition)
    right = number is not None and limits is not None and limits[0] <= number <= limits[1]
    return Mark(right=int(right), wrong=int(not right), total=1)


def _limits(definition: Definition) -> tuple[Fraction, Fraction] | None:
    key, unit = definition["key"], definition.get("unit", "")
    if "value" not in key:
        least, most = parse_number(key["min"], unit), parse_number(key["max"], unit)
        return None if least is None or most is None else (least, most)
    value = parse_number(key["value"], unit)
    if value is None:
        return None
    tolerance = definition.get("tolerance") or {}
    absolute = parse_number(tolerance.get("absolute", "0")) or Fraction(0)
    percent = parse_number(tolerance.get("percent", "0")) or Fraction(0)
    width = absolute + abs(value) * percent / 100
    return value - width, value + width
