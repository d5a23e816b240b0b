"""A session counts although nothing is named that proves who was there.

Fails::

    - {attend: 院内讲座, hours: 2}

Passes::

    - {attend: 院内讲座, hours: 2, evidence: 签到表}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.model import Site
from coursemark.problems import Level, Problem

ID = "no-evidence"
LEVEL: Level = "warning"


def check(site: Site, today: date) -> Iterator[Problem]:
    for course in (page.course for page in site.pages.values() if page.course):
        for step in course.steps:
            if step.kind == "attend" and not step.evidence:
                text = (
                    f"参加 {step.target} 由学员自己登记，没有写凭什么核对；"
                    "请写 evidence: 签到表 之类"
                )
                yield Problem(step.place, ID, text, LEVEL)
