"""Who the learners are: the roster joined with what the records say about themselves."""

from __future__ import annotations

from datetime import date

import msgspec

from coursemark.days import instant, parse_day
from coursemark.records.read import normal_name, plain_name
from coursemark.report.merge import Log
from coursemark.report.roster import Person


class Learner(msgspec.Struct, frozen=True, gc=False):
    """One learner of the report."""

    id: str
    name: str
    department: str
    role: str
    on_roster: bool | None
    start: date | None = None
    """Day of beginning to work here, by the roster, else by the latest record that says it."""
    said: tuple[str, ...] = ()
    """Every name that the records give, besides that of the roster."""
    file: str | None = None
    """The first of the files that hold something of theirs, by name; None without a record."""


def learner_of(id_: str, log: Log | None, person: Person | None, *, has_roster: bool) -> Learner:
    """A learner by the roster, whose word counts, and by the records."""
    if log is None:
        if person is None:
            raise ValueError(f"nobody knows {id_}")
        return Learner(id_, person.name, person.department, person.role, True, person.start)
    name, department, role = _said(log)
    said = {normal_name(name) for name in (*(header.name for header in log.headers), *log.names)}
    official = normal_name(person.name) if person else ""
    names, file = tuple(sorted(said - {"", official})), min(log.files, default="")
    if person is None:
        listed = False if has_roster else None
        return Learner(id_, name, department, role, listed, _start(log), names, file)
    return Learner(
        id_,
        person.name,
        person.department or department,
        person.role or role,
        True,
        person.start or _start(log),
        names,
        file,
    )


def _said(log: Log) -> tuple[str, str, str]:
    """Name, department and role by the latest file that gives one."""
    headers = log.headers
    if len(headers) > 1:
        headers = sorted(
            headers, key=lambda h: (instant(h.exported) or 0, h.name, h.department, h.role)
        )
    name = next((h.name for h in reversed(headers) if h.name), "")
    if not name and log.names:
        name = min(log.names, key=lambda each: (-log.names[each], each))
    department = next((h.department for h in reversed(headers) if h.department), "")
    return plain_name(name), department, next((h.role for h in reversed(headers) if h.role), "")


def _start(log: Log) -> date | None:
    """What the latest file says that names a day."""
    days = [(instant(h.exported) or 0, h.start) for h in log.headers if parse_day(h.start)]
    return date.fromisoformat(max(days)[1]) if days else None
