"""An assessment draws an item or a bank that does not exist.

Fails::

    draw: [catalogue/class-d]

Passes::

    draw: [catalogue/class-b]
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.checks.references import bank_may_exist, every_item
from coursemark.model import Site
from coursemark.problems import Level, Problem, did_you_mean

ID = "unknown-draw"
LEVEL: Level = "error"


def check(site: Site, today: date) -> Iterator[Problem]:
    known = {item.id for item in every_item(site)}
    for assessment in site.assessments.values():
        for draw in assessment.draw:
            for bank in draw.banks:
                if bank not in site.banks and not bank_may_exist(site, bank):
                    near = did_you_mean(bank, site.banks) or "；请核对题库文件名"
                    yield Problem(draw.place, ID, f"抽题：找不到题库 {bank}{near}", LEVEL)
            if draw.item is None or bank_may_exist(site, draw.item.split("/", 1)[0]):
                continue
            if draw.item not in known:
                near = did_you_mean(draw.item, known) or "；请写成 题库/题目"
                if draw.item in site.banks:
                    near = f"；要从整个题库抽题请写 {{bank: {draw.item}, count: 题数}}"
                yield Problem(draw.place, ID, f"抽题：找不到题目 {draw.item}{near}", LEVEL)
