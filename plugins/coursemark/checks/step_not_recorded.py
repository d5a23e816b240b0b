"""A course has a step of a kind that this version does not record.

Completion does not wait for such a step, and learners do not see it among the steps.

Fails::

    steps:
      - survey: after-course

Passes::

    steps:
      - pass: settlement-check
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.model import Site
from coursemark.problems import Level, Problem

ID = "step-not-recorded"
LEVEL: Level = "warning"

_RECORDED = ("read", "accept", "pass")


def check(site: Site, today: date) -> Iterator[Problem]:
    for course in (page.course for page in site.pages.values() if page.course):
        for step in course.steps:
            if step.kind not in _RECORDED:
                yield Problem(
                    step.place,
                    ID,
                    f"本版本还不记录 {step.kind} 这一步，暂不计入完成；请另行登记",
                    LEVEL,
                )
