"""Every step of a course is optional, so that it never completes.

Fails::

    steps:
      - {read: policies/a.md, optional: true}

Passes::

    steps:
      - read: policies/a.md
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.model import Site
from coursemark.problems import Level, Problem

ID = "no-required-step"
LEVEL: Level = "warning"


def check(site: Site, today: date) -> Iterator[Problem]:
    for course in (page.course for page in site.pages.values() if page.course):
        if course.steps and all(step.optional for step in course.steps):
            text = f"课程 {course.id} 的步骤都是选做，永远不会完成；请至少去掉一个 optional"
            yield Problem(course.places.get("steps", course.place), ID, text, LEVEL)
