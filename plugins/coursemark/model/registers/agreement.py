"""The hospital's own agreement: from when to when, and what is due before it ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coursemark.model.items import NOWHERE
from coursemark.problems import Place


@dataclass(frozen=True)
class Deadline:
    """Something to be done by a day that follows from the agreement's dates."""

    title: str
    when: str
    """In words, from the agreement's dates: 到期前3个月."""
    day: date
    roles: tuple[str, ...] = ()
    """The first leads."""
    page: str = ""
    basis: str = ""
    """Document and article, or that the hospital set it."""
    note: str = ""
    done: date | None = None
    place: Place = NOWHERE


@dataclass(frozen=True)
class Successor:
    """The agreement that follows, once it is signed."""

    title: str
    start: date
    end: date | None = None


@dataclass(frozen=True)
class OwnAgreement:
    """The agreement in force and its deadlines, by day."""

    title: str
    start: date
    end: date
    note: str = ""
    example: bool = False
    """The dates are made up: pages say so, and no check asks to renew."""
    successor: Successor | None = None
    deadlines: tuple[Deadline, ...] = ()
    place: Place = NOWHERE
    """Of its end."""
