"""One option of several: response `B`, key `B`."""

from __future__ import annotations

from coursemark.grading.marks import Mark
from coursemark.grading.text import trim
from coursemark.model import Definition


def mark(definition: Definition, response: str) -> Mark:
    right = trim(response) == definition["key"]
    return Mark(right=int(right), wrong=int(not right), total=1)
