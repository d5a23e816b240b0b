"""A survey that no page and no course shows.

Fails, when nothing names `quizzes/surveys/after-course.yml`::

    steps:
      - read: policies/a.md

Passes::

    steps:
      - read: policies/a.md
      - {survey: after-course, optional: true}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.model import Site
from coursemark.problems import Level, Problem

ID = "unused-survey"
LEVEL: Level = "warning"


def check(site: Site, today: date) -> Iterator[Problem]:
    shown: set[str] = set()
    for page in site.pages.values():
        shown.update(fence.survey[0] for fence in page.fences if fence.survey)
        if page.course:
            shown.update(step.target for step in page.course.steps if step.kind == "survey")
    for survey in site.surveys.values():
        if survey.id not in shown:
            text = (
                f"没有页面或课程用到问卷 {survey.id}；"
                "请在课程里写 survey: 步骤，或在页面里放 quiz 块"
            )
            yield Problem(survey.place, ID, text, LEVEL)
