"""Something regional or historical does not say where it holds or held.

Fails::

    status: regional

Passes::

    status: regional
    region: 广西
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.checks.references import every_item
from coursemark.model import Site
from coursemark.problems import Level, Problem

ID = "no-region"
LEVEL: Level = "warning"

_LOCAL = {"regional": "地区规定", "historical": "历史规定"}


def check(site: Site, today: date) -> Iterator[Problem]:
    for item in every_item(site):
        if item.status in _LOCAL and not item.region:
            yield Problem(
                item.places.get("status", item.place),
                ID,
                f"题目 {item.id} 是{_LOCAL[item.status]}，却没有写地区；请写 region:",
                LEVEL,
            )
    for page in site.pages.values():
        if page.status in _LOCAL and not page.region:
            yield Problem(
                page.places.get("status", page.place),
                ID,
                f"本页是{_LOCAL[page.status]}，却没有写地区；请写 region:",
                LEVEL,
            )
