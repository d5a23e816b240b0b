"""Fields of competence, and what is known of them at which level."""

from __future__ import annotations

from dataclasses import dataclass

from coursemark.model.items import NOWHERE
from coursemark.problems import Place


@dataclass(frozen=True)
class Competence:
    """One field; pages and items belong to it by their `domains`."""

    id: str
    """As in `domains`."""
    about: str
    basic: str = ""
    """What somebody new is able to do."""
    skilled: str = ""
    expert: str = ""
    place: Place = NOWHERE
