"""A page that calls itself current is past its last day.

Fails, on 2026-11-22::

    status: current
    expires: 2026-06-30

Passes::

    status: historical
    expires: 2026-06-30
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.model import Site
from coursemark.problems import Level, Problem

ID = "page-expired"
LEVEL: Level = "warning"


def check(site: Site, today: date) -> Iterator[Problem]:
    for page in site.pages.values():
        if page.expires and page.expires < today and page.status not in ("historical", "draft"):
            yield Problem(
                page.places.get("expires", page.place),
                ID,
                f"本页内容已于 {page.expires} 失效；请更新内容，或把 status 改成 historical",
                LEVEL,
            )
