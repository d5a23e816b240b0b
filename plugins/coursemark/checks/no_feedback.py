"""An item explains nothing after it is answered.

Fails::

    - {id: triage, type: true-false, stem: …, key: true}

Passes::

    - {id: triage, type: true-false, stem: …, key: true, feedback: 先救治，后补手续。}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.checks.references import every_item
from coursemark.model import Site
from coursemark.problems import Level, Problem

ID = "no-feedback"
LEVEL: Level = "warning"


def check(site: Site, today: date) -> Iterator[Problem]:
    for item in every_item(site):
        for leaf in item.leaves:
            if leaf.type and not leaf.feedback and not item.feedback:
                yield Problem(
                    leaf.place, ID, f"题目 {leaf.id} 没有解析；请写 feedback: 说明为什么", LEVEL
                )
