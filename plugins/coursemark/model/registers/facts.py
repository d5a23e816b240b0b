"""Claims that pages and items rest on, by id."""

from __future__ import annotations

from dataclasses import dataclass

from coursemark.model.items import NOWHERE
from coursemark.problems import Place


@dataclass(frozen=True)
class Fact:
    """One claim; what it says stands in the author's own collection."""

    id: str
    topic: str
    region: str = ""
    place: Place = NOWHERE
