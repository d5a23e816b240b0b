"""Where changes of the rules are looked for, by whom and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coursemark.model.items import NOWHERE
from coursemark.problems import Place


@dataclass(frozen=True)
class WatchedSource:
    """A place where rules are published, which one person looks at."""

    id: str
    title: str
    owner: str
    checked: date
    every: str
    """`7 days`, `1 months`: how long until it is looked at again."""
    publisher: str = ""
    watches: str = ""
    """What to look for there."""
    pages: tuple[str, ...] = ()
    """Pages that rest on it."""
    place: Place = NOWHERE
