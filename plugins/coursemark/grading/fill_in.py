"""Blanks filled in: response `first[,]second`, key one list of accepted texts for each blank.

Each blank is a part; one left empty is neither right nor wrong. A text is right when it equals an
accepted one after normalisation (see `text.py`), or when both are numbers and equal (see
`numbers.py`). More texts than blanks earn nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from coursemark.grading.marks import MALFORMED, Mark
from coursemark.grading.numbers import parse_number
from coursemark.grading.responses import SEPARATOR
from coursemark.grading.text import normalise, trim
from coursemark.model import Definition


def mark(definition: Definition, response: str) -> Mark:
    texts, key = response.split(SEPARATOR), definition["key"]
    if len(texts) > len(key):
        return MALFORMED
    filled = [(text, accepted) for text, accepted in zip(texts, key, strict=False) if trim(text)]
    right = sum(_accepts(accepted, text) for text, accepted in filled)
    return Mark(right, wrong=len(filled) - right, total=len(key))


def _accepts(accepted: Sequence[str], text: str) -> bool:
    if normalise(text) in [normalise(each) for each in accepted]:
        return True
    number = parse_number(text)
    return number is not None and number in [parse_number(each) for each in accepted]
