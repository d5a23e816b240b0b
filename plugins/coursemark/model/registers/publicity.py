"""What is done in a year to make the rules known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coursemark.model.items import NOWHERE
from coursemark.problems import Place


@dataclass(frozen=True)
class Activity:
    """One activity with the five fields of a publicity plan."""

    id: str
    topic: str
    content: str
    form: str
    day: date
    """When it is to be done, at the latest."""
    owner: str
    audience: str = ""
    materials: tuple[str, ...] = ()
    """Pages."""
    done: date | None = None
    place: Place = NOWHERE
