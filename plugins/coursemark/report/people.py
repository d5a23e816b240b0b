"""Who the learners are: the roster joined with what the records say about themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from coursemark.days import instant, parse_day
from coursemark.records import Anomaly
from coursemark.records.read import normal_id
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


def learners_of(
    logs: Mapping[str, Log], roster: Roster | None
) -> tuple[list[Learner], list[Anomaly]]:
    """Everybody on the roster in its order, then everybody else by id; the roster's word counts."""
    problems: list[Anomaly] = []
    found: list[Learner] = []
    people = roster.people if roster else {}
    for person in people.values():
        log = logs.get(person.id)
        department, role, start = person.department, person.role, person.start
        if log:
            said = _said(log)
            department, role = department or said[1], role or said[2]
            start = start or _start(log)
            problems += _name_problems(person.id, log, person.name)
        found.append(Learner(person.id, person.name, department, role, True, start))
    for id_, log in sorted(logs.items()):
        if id_ in people:
            continue
        name, department, role = _said(log)
        listed = None if roster is None else False
        found.append(Learner(id_, name, department, role, listed, _start(log)))
        problems += _name_problems(id_, log, "")
        if roster is not None:
            problems.append(_stranger(id_, log, roster))
    return found, problems


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


def _name_problems(id_: str, log: Log, on_roster: str) -> list[Anomaly]:
    names = {normal_id(h.name) for h in log.headers} | set(log.names)
    names.discard("")
    file = next(iter(sorted(log.files)), "")
    official = normal_id(on_roster)
    if official and names - {official}:
        said = "、".join(sorted(names - {official}))
        text = f"工号 {id_} 在名册上是{official}，记录里是{said}"
    elif len(names) > 1:
        said = "、".join(sorted(names))
        text = f"工号 {id_} 有不同的姓名：{said}；记录合在一起计，请核实是不是两个人"
    else:
        return []
    return [Anomaly(file, None, "identity-conflict", text, id_)]


def _stranger(id_: str, log: Log, roster: Roster) -> Anomaly:
    file = next(iter(sorted(log.files)), "")
    near = [person for person in roster.people.values() if _loose(person.id) == _loose(id_)]
    if len(near) == 1:
        text = (
            f"名册里没有工号 {id_}，但有 {near[0].id}（{near[0].name}），"
            "可能漏了前导零或大小写不同；请核实后改正，没有自动合并"
        )
        return Anomaly(file, None, "identity-conflict", text, id_)
    return Anomaly(file, None, "not-on-roster", f"名册里没有工号 {id_}", id_)


def _loose(id_: str) -> str:
    return id_.lstrip("0").casefold()
