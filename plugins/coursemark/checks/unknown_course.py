"""A course requires a course that does not exist, or itself.

Fails, when the other course has `id: newcomer`::

    requires: [new-comer]

Passes::

    requires: [newcomer]
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.model import Site
from coursemark.problems import Level, Problem, did_you_mean

ID = "unknown-course"
LEVEL: Level = "error"


def check(site: Site, today: date) -> Iterator[Problem]:
    for course in (page.course for page in site.pages.values() if page.course):
        place = course.places.get("requires", course.place)
        for id_ in course.requires:
            if id_ == course.id:
                text = f"课程 {course.id} 的先修课程是它自己，永远学不完；请删去"
                yield Problem(place, ID, text, LEVEL)
            elif id_ not in site.courses:
                near = did_you_mean(id_, site.courses) or "；请写另一门课程的 id"
                text = f"课程 {course.id} 的先修课程 {id_} 不存在{near}"
                yield Problem(place, ID, text, LEVEL)
