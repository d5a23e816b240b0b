"""A course is for a department that is nearly, but not quite, one of those the site lists.

Learners may type departments the site does not list, so other names are left alone.

Fails, with `departments: [内科, 收费处]`::

    departments: [收费科]

Passes::

    departments: [收费处]
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.model import Site
from coursemark.problems import Level, Problem, did_you_mean

ID = "unknown-department"
LEVEL: Level = "warning"


def check(site: Site, today: date) -> Iterator[Problem]:
    known = {*site.config.departments, "全院"}
    for course in (page.course for page in site.pages.values() if page.course):
        for department in course.departments:
            near = did_you_mean(department, known) if department not in known else ""
            if near:
                place = course.places.get("departments", course.place)
                text = f"课程 {course.id} 的科室 {department} 不在站点的科室里{near}"
                yield Problem(place, ID, text, LEVEL)
