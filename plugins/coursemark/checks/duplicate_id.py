"""Two items of a bank, or two courses of the site, have the same id.

Records are kept by id, so two things with one id would share their results. Banks and
assessments are named by their files; loading reports two files of one name.

Fails::

    items:
      - {id: triage, …}
      - {id: triage, …}

Passes::

    items:
      - {id: triage, …}
      - {id: triage-night, …}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.checks.references import bank_items
from coursemark.model import Site
from coursemark.problems import Level, Place, Problem

ID = "duplicate-id"
LEVEL: Level = "error"


def check(site: Site, today: date) -> Iterator[Problem]:
    for bank in site.banks.values():
        seen: dict[str, Place] = {}
        for item in bank_items(bank):
            place = item.places.get("id", item.place)
            if item.id in seen:
                short = item.id.split("/", 1)[1]
                yield Problem(
                    place,
                    ID,
                    f"题目编号 {short} 在第 {seen[item.id].line} 行已用过；请换一个编号",
                    LEVEL,
                )
            else:
                seen[item.id] = place
    courses: dict[str, str] = {}
    for page in site.pages.values():
        course = page.course
        if course is None:
            continue
        if course.id in courses:
            yield Problem(
                course.places.get("id", course.place),
                ID,
                f"课程编号 {course.id} 已由 {courses[course.id]} 使用；请换一个编号",
                LEVEL,
            )
        else:
            courses[course.id] = page.path
