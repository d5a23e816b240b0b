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

from coursemark.checks.references import bank_may_exist, every_item
from coursemark.model import Site
from coursemark.problems import Level, Problem, did_you_mean

ID = "unknown-item"
LEVEL: Level = "error"


def check(site: Site, today: date) -> Iterator[Problem]:
    known = {item.id for item in every_item(site)}
    for page in site.pages.values():
        for fence in page.fences:
            for item, place in fence.items:
                if item in known:
                    continue
                bank = item.split("/", 1)[0]
                if bank_may_exist(site, bank):
                    continue
                case = item.rpartition("/")[0]
                if case in known:
                    text = f"{item} 是案例题的小题，不能单独出现；请写整道题 {case}"
                    yield Problem(place, ID, text, LEVEL)
                    continue
                remedy = did_you_mean(item, known) or "；请核对题库和题目编号"
                yield Problem(place, ID, f"找不到题目 {item}{remedy}", LEVEL)
