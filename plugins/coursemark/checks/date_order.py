"""A page expires before it takes effect, or the line of a change ends before it is announced.

Fails::

    effective: 2026-05-01
    expires: 2026-01-31

Passes::

    effective: 2026-01-31
    expires: 2026-05-01
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.model import Site
from coursemark.problems import Level, Problem

ID = "date-order"
LEVEL: Level = "error"


def check(site: Site, today: date) -> Iterator[Problem]:
    for page in site.pages.values():
        if page.effective and page.expires and page.effective > page.expires:
            yield Problem(
                page.places.get("expires", page.place),
                ID,
                f"失效日期 {page.expires} 早于生效日期 {page.effective}；请改正其中一个",
                LEVEL,
            )
        change = page.change
        if change and change.until and change.until < change.announced:
            yield Problem(
                change.places.get("until", change.place),
                ID,
                f"until {change.until} 早于公布日期 {change.announced}，提示不会显示；"
                "请改正其中一个",
                LEVEL,
            )
