"""A course names a page that another has replaced; the step counts no more.

Fails, when `policies/old.md` says `superseded_by: policies/new.md`::

    steps:
      - read: policies/old.md

Passes::

    steps:
      - read: policies/new.md
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.model import Site
from coursemark.problems import Level, Problem

ID = "superseded-step"
LEVEL: Level = "warning"


def check(site: Site, today: date) -> Iterator[Problem]:
    for course in (page.course for page in site.pages.values() if page.course):
        for step in course.steps:
            path = step.path
            successor = site.successors.get(path)
            if successor is None:
                continue
            counts = "届时不再计入" if site.holds(path, today) else "不再计入"
            yield Problem(
                step.place,
                ID,
                f"学习步骤的页面 {path} 已被 {successor} 取代，{counts}课程《{course.title}》；"
                "请换成新页面",
                LEVEL,
            )
