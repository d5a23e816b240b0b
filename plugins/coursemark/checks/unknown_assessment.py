"""A quiz fence names an assessment that does not exist.

Fails::

    ```quiz
    assessment: fire-basics
    ```

Passes, with a file `quizzes/assessments/fire-basic.yml`::

    ```quiz
    assessment: fire-basic
    ```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.checks.references import assessment_may_exist
from coursemark.model import Site
from coursemark.problems import Level, Problem, did_you_mean

ID = "unknown-assessment"
LEVEL: Level = "error"


def check(site: Site, today: date) -> Iterator[Problem]:
    for page in site.pages.values():
        for fence in page.fences:
            if fence.assessment is None:
                continue
            name, place = fence.assessment
            if name not in site.assessments and not assessment_may_exist(site, name):
                remedy = did_you_mean(name, site.assessments) or "；请核对测评文件名"
                yield Problem(place, ID, f"找不到测评 {name}{remedy}", LEVEL)
