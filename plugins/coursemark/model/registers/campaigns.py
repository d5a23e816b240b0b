"""Campaigns: what everybody reads and does on one subject by a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coursemark.model.items import NOWHERE
from coursemark.problems import Place


@dataclass(frozen=True)
class Evidence:
    """One line of a campaign's evidence log."""

    day: date
    what: str
    count: int | None = None
    """Copies handed out, or people present."""
    file: str = ""
    """Name of the file or folder where it is kept; not published."""


@dataclass(frozen=True)
class Campaign:
    """A subject with a reading list, a deadline, materials, tasks and evidence."""

    id: str
    title: str
    starts: date
    deadline: date
    owner: str
    about: str = ""
    roles: tuple[str, ...] = ()
    read: tuple[str, ...] = ()
    """Pages everybody concerned reads."""
    materials: tuple[str, ...] = ()
    """Pages that are printed or handed out."""
    course: str = ""
    assessment: str = ""
    meeting: str = ""
    """Subject of the meeting that opens it; empty: none."""
    agenda: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    """The checklist."""
    evidence: tuple[Evidence, ...] = ()
    place: Place = NOWHERE
