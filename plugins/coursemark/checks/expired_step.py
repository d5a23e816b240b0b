"""A course names a page that is past its last day; the step counts no more.

Fails, on 2026-11-22, when `policies/old.md` says `expires: 2026-06-30`::

    steps:
      - read: policies/old.md

Passes, when it says `expires: 2027-06-30`::

    steps:
      - read: policies/old.md
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.model import Site
from coursemark.problems import Level, Problem

ID = "expired-step"
LEVEL: Level = "warning"


def check(site: Site, today: date) -> Iterator[Problem]:
    for course in (page.course for page in site.pages.values() if page.course):
        for step in course.steps:
            path = step.path
            page = site.pages.get(path)
            # That another page took its place is said by superseded-step.
            if page is None or path in site.successors or site.holds(path, today):
                continue
            yield Problem(
                step.place,
                ID,
                f"学习步骤的页面 {path} 已于 {page.expires} 失效，不再计入课程《{course.title}》；"
                "请删去这一步或更新页面",
                LEVEL,
            )
