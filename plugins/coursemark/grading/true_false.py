"""A statement that holds or not: response `true` or `false`, key a boolean."""

from __future__ import annotations

from coursemark.grading.marks import Mark
from coursemark.grading.text import trim
from coursemark.model import Definition


def mark(definition: Definition, response: str) -> Mark:
    right = trim(response) == ("true" if definition["key"] else "false")
    return Mark(right=int(right), wrong=int(not right), total=1)
