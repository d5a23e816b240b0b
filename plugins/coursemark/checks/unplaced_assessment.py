"""A course asks to pass an assessment that no page has a place for, so that nobody can sit it.

Fails, when no page names `catalogue-check` in a fence::

    steps:
      - pass: catalogue-check

Passes, when a page has::

    ```quiz
    assessment: catalogue-check
    ```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.model import Site
from coursemark.problems import Level, Problem

ID = "unplaced-assessment"
LEVEL: Level = "warning"


def check(site: Site, today: date) -> Iterator[Problem]:
    for course in (page.course for page in site.pages.values() if page.course):
        for step in course.steps:
            if (
                step.kind == "pass"
                and step.target in site.assessments
                and step.target not in site.sat_at
            ):
                text = (
                    f"测评 {step.target} 没有放在任何页面，学员找不到；"
                    "请在一个页面的 quiz 块里写 assessment: " + step.target
                )
                yield Problem(step.place, ID, text, LEVEL)
