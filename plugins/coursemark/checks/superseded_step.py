"""A course still sends learners to a page that another has replaced.

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
            page = site.pages.get(step.target) if step.kind in ("read", "accept") else None
            if page and page.superseded_by:
                yield Problem(
                    step.place,
                    ID,
                    f"学习步骤的页面 {page.path} 已被 {page.superseded_by} 取代；请换成新页面",
                    LEVEL,
                )
