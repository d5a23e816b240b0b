"""An item does not say which page teaches it.

Fails::

    - {id: triage, type: true-false, stem: …, key: true}

Passes::

    - {id: triage, type: true-false, stem: …, key: true, source: guides/triage.md#night}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.checks.references import every_item
from coursemark.model import Site
from coursemark.problems import Level, Problem

ID = "no-source"
LEVEL: Level = "warning"


def check(site: Site, today: date) -> Iterator[Problem]:
    for item in every_item(site):
        if item.type and not all(leaf.source for leaf in item.leaves):
            yield Problem(
                item.place,
                ID,
                f"题目 {item.id} 没有出处；请写 source: 加上讲它的页面，如 guides/triage.md#night",
                LEVEL,
            )
