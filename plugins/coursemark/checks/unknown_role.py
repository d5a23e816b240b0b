"""A role is not among those the site lists.

Only checked when the plugin option `roles` lists them; 全员 is always known.

Fails, with `roles: [临床医师, 护士]`::

    roles: [护师]

Passes::

    roles: [护士]
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.checks.references import bank_items
from coursemark.model import Site
from coursemark.problems import Level, Place, Problem, did_you_mean

ID = "unknown-role"
LEVEL: Level = "error"


def check(site: Site, today: date) -> Iterator[Problem]:
    if not site.config.roles:
        return
    known = {*site.config.roles, "全员"}
    # Items that take their roles from the bank share one tuple; each bank reports it once.
    seen: set[tuple[str, str]] = set()
    for place, roles in _named(site):
        for role in roles:
            if role not in known and (str(place), role) not in seen:
                seen.add((str(place), role))
                near = did_you_mean(role, known)
                remedy = near or f"；可以写 {'、'.join(site.config.roles)}、全员"
                yield Problem(place, ID, f"没有 {role} 这个岗位{remedy}", LEVEL)


def _named(site: Site) -> Iterator[tuple[Place, tuple[str, ...]]]:
    for bank in site.banks.values():
        for item in bank_items(bank):
            for one in (item, *item.parts):
                if "roles" in one.places:
                    yield one.places["roles"], one.roles
                elif one is item:
                    yield bank.places.get("roles", bank.place), one.roles
    planned = {month.course for month in site.registers.plan.months}
    for page in site.pages.values():
        yield page.places.get("roles", page.place), page.roles
        # What a data file names is checked as its reference.
        if page.course and page.course.id not in planned:
            yield page.course.places.get("roles", page.course.place), page.course.roles
    for assessment in site.assessments.values():
        for draw in assessment.draw:
            yield draw.place, draw.roles
