"""Questions put to the authority, until they are answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coursemark.model.items import NOWHERE
from coursemark.problems import Place


@dataclass(frozen=True)
class OpenQuestion:
    """A question that the rules at hand leave open."""

    id: str
    question: str
    raised: date
    owner: str
    to: str = ""
    """The authority asked."""
    meanwhile: str = ""
    """What the desks do until there is an answer."""
    pages: tuple[str, ...] = ()
    """Pages that it concerns."""
    answered: date | None = None
    reply: str = ""
    result: str = ""
    """Page, perhaps with an anchor, that holds the answer now."""
    place: Place = NOWHERE
