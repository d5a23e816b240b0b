"""Who the learners are: the roster joined with what the records say about themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from coursemark.days import instant, parse_day
from coursemark.report.merge import Log
from coursemark.report.roster import Roster


@dataclass(frozen=True)
class Learner:
    """One learner of the report."""

    id: str
    name: str
    department: str
    role: str
    on_roster: bool | None
    start: date | None = None
    """Day of beginning to work here, by the roster, else by the latest record that says it."""


def learners_of(logs: Mapping[str, Log], roster: Roster | None) -> list[Learner]:
    """Everybody on the roster in its order, then everybody else by id; the roster's word counts."""
    found: list[Learner] = []
    people = roster.people if roster else {}
    for person in people.values():
        log = logs.get(person.id)
        department, role, start = person.department, person.role, person.start
        if log:
            said = _said(log)
            department, role = department or said[1], role or said[2]
            start = start or _start(log)
        found.append(Learner(person.id, person.name, department, role, True, start))
    for id_, log in sorted(logs.items()):
        if id_ in people:
            continue
        name, department, role = _said(log)
        listed = None if roster is None else False
        found.append(Learner(id_, name, department, role, listed, _start(log)))
    return found


def _said(log: Log) -> tuple[str, str, str]:
    """Name, department and role by the latest file that gives one."""
    headers = sorted(
        log.headers, key=lambda h: (instant(h.exported) or 0, h.name, h.department, h.role)
    )
    name = next((h.name for h in reversed(headers) if h.name), "")
    if not name and log.names:
        name = min(log.names, key=lambda each: (-log.names[each], each))
    department = next((h.department for h in reversed(headers) if h.department), "")
    return name, department, next((h.role for h in reversed(headers) if h.role), "")


def _start(log: Log) -> date | None:
    """What the latest file says that names a day."""
    days = [(instant(h.exported) or 0, h.start) for h in log.headers if parse_day(h.start)]
    return date.fromisoformat(max(days)[1]) if days else None
