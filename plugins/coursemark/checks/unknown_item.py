"""A quiz fence shows an item that no bank has.

Fails::

    ```quiz
    catalogue/class-d
    ```

Passes::

    ```quiz
    catalogue/class-b
    ```
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.checks.references import bank_may_exist, item_ids
from coursemark.model import Site
from coursemark.problems import Level, Problem, did_you_mean

ID = "unknown-item"
LEVEL: Level = "error"


def check(site: Site, today: date) -> Iterator[Problem]:
    known = item_ids(site)
    for page in site.pages.values():
        for fence in page.fences:
            for item, place in fence.items:
                if item in known:
                    continue
                bank = item.split("/", 1)[0]
                if bank_may_exist(site, bank):
                    continue
                remedy = did_you_mean(item, known) or "；请核对题库和题目编号"
                yield Problem(place, ID, f"找不到题目 {item}{remedy}", LEVEL)
