"""Roles of the roster that the site does not know: no course of a role is asked of those people."""

from __future__ import annotations

from coursemark.model import Site
from coursemark.problems import did_you_mean
from coursemark.records import Anomaly
from coursemark.report.roster import Person, Roster

_EVERYBODY = "全员"
_SAID = 20
"""Roles that are named; the rest are counted: the column may be another one."""
_LISTED = 10
_LONGEST = 20


def role_problems(roster: Roster, site: Site) -> list[Anomaly]:
    """One a role, those of most people first; without courses of a role names do not matter."""
    asked = {role: None for course in site.courses.values() for role in course.roles}
    asked.pop(_EVERYBODY, None)
    if not asked:
        return []
    known = tuple(dict.fromkeys((*site.roles, *asked)))
    strange: dict[str, list[Person]] = {}
    for person in roster.people.values():
        if person.role and person.role != _EVERYBODY and person.role not in known:
            strange.setdefault(person.role, []).append(person)
    found = sorted(strange.items(), key=lambda each: (-len(each[1]), each[1][0].line))
    problems = []
    for role, people in found[:_SAID]:
        shown = role[:_LONGEST]
        detail = f"本站没有岗位“{shown}”（{len(people)} 人），只算了全员的课程"
        detail += did_you_mean(shown, known) or _to_choose(known)
        problems.append(Anomaly(roster.file, people[0].line, "roster", detail))
    rest = [people for _, people in found[_SAID:]]
    if rest:
        detail = (
            f"还有 {len(rest)} 种岗位本站也没有（{sum(map(len, rest))} 人），只算了全员的课程；"
            "请核对“岗位”一列写的是不是岗位"
        )
        problems.append(Anomaly(roster.file, min(one[0].line for one in rest), "roster", detail))
    return problems


def _to_choose(known: tuple[str, ...]) -> str:
    more = "等" if len(known) > _LISTED else ""
    return f"；只是写法不同的，请在名册里改成{'、'.join(known[:_LISTED])}{more}"
