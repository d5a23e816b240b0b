"""A quiz fence or a course step names a survey that does not exist.

Fails::

    steps:
      - survey: after-courses

Passes, with a file `quizzes/surveys/after-course.yml`::

    steps:
      - survey: after-course
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.checks.references import survey_may_exist
from coursemark.model import Site
from coursemark.problems import Level, Place, Problem, did_you_mean

ID = "unknown-survey"
LEVEL: Level = "error"


def check(site: Site, today: date) -> Iterator[Problem]:
    for name, place in _named(site):
        if name not in site.surveys and not survey_may_exist(site, name):
            remedy = did_you_mean(name, site.surveys) or "；请核对问卷文件名"
            yield Problem(place, ID, f"找不到问卷 {name}{remedy}", LEVEL)


def _named(site: Site) -> Iterator[tuple[str, Place]]:
    for page in site.pages.values():
        for fence in page.fences:
            if fence.survey:
                yield fence.survey
        for step in page.course.steps if page.course else ():
            if step.kind == "survey":
                yield step.target, step.place
