"""Courses require one another in a circle, so that none of them can be completed.

Fails::

    course: {id: a, requires: [b], …}
    course: {id: b, requires: [a], …}

Passes::

    course: {id: a, …}
    course: {id: b, requires: [a], …}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.model import Site
from coursemark.problems import Level, Problem

ID = "circular-course"
LEVEL: Level = "error"


def check(site: Site, today: date) -> Iterator[Problem]:
    told: set[str] = set()
    for course in site.courses.values():
        circle = _circle(course.id, site)
        if len(circle) < 2 or told & set(circle):
            continue
        told.update(circle)
        way = " → ".join((*circle, circle[0]))
        text = f"课程互为先修，永远学不完：{way}；请删去其中一个 requires"
        yield Problem(course.places.get("requires", course.place), ID, text, LEVEL)


def _circle(start: str, site: Site) -> tuple[str, ...]:
    """A shortest way from a course back to itself over what is required, without the return."""
    came: dict[str, str] = {}
    queue = [start]
    for here in queue:
        for id_ in site.courses[here].requires:
            if id_ == start:
                way = [here]
                while way[-1] != start:
                    way.append(came[way[-1]])
                return tuple(reversed(way))
            if id_ in site.courses and id_ not in came:
                came[id_] = here
                queue.append(id_)
    return ()
