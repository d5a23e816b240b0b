"""The words of the subject."""

from __future__ import annotations

from dataclasses import dataclass

from coursemark.model.items import NOWHERE
from coursemark.problems import Place


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
