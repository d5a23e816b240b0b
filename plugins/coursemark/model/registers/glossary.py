"""The words of the subject."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coursemark.model.items import NOWHERE
from coursemark.problems import Place

_LATIN = re.compile(r"[0-9A-Za-z_]")


def is_word(text: str, start: int, end: int) -> bool:
    """Whether a piece of a text is no part of a longer word in Latin letters; Chinese has none."""
    return not (
        (start > 0 and _LATIN.match(text[start]) and _LATIN.match(text[start - 1]))
        or (end < len(text) and _LATIN.match(text[end - 1]) and _LATIN.match(text[end]))
    )


@dataclass(frozen=True)
class Term:
    """A word, what else it is called, and what it means."""

    id: str
    """Its anchor on the glossary page."""
    term: str
    definition: str
    """One plain text."""
    synonyms: tuple[str, ...] = ()
    plain: bool = False
    """An everyday word: no note in pages, and patients know it."""
    page: str = ""
    """Page, perhaps with an anchor, that explains it at length."""
    place: Place = NOWHERE
