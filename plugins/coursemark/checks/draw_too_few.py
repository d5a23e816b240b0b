"""A draw asks for more usable items than its banks have.

Drafts and expired items are not usable.

Fails, when the bank has 5 single items::

    draw: [{bank: catalogue, type: single, count: 8}]

Passes::

    draw: [{bank: catalogue, type: single, count: 5}]
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.checks.references import pool, pool_may_grow
from coursemark.model import Item, Site
from coursemark.problems import Level, Problem

ID = "draw-too-few"
LEVEL: Level = "error"


def check(site: Site, today: date) -> Iterator[Problem]:
    for assessment in site.assessments.values():
        for draw in assessment.draw:
            if draw.item is not None:
                item = site.items.get(draw.item)
                if item is not None and not site.usable(item, today):
                    why = _why(item, today)
                    yield Problem(
                        draw.place, ID, f"抽题：题目 {draw.item} {why}，不能用；请换一题", LEVEL
                    )
                continue
            if pool_may_grow(site, draw) or not site.banks.keys() >= set(draw.banks):
                continue
            found = sum(1 for _ in pool(site, draw, today))
            wanted = draw.count or 1
            if found < wanted:
                where = f"题库 {'、'.join(draw.banks)} " if draw.banks else "全部题库"
                yield Problem(
                    draw.place,
                    ID,
                    f"要从{where}抽 {wanted} 题，符合条件且可用的只有 {found} 题；"
                    "请放宽条件、减少题数或补充题目",
                    LEVEL,
                )


def _why(item: Item, today: date) -> str:
    if item.status == "draft":
        return "是草稿"
    if not item.usable(today):
        return f"已于 {item.valid_until} 到期"
    return f"的出处 {item.source} 已经失效"
