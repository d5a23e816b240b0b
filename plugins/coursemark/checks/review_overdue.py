"""A page has not been reviewed for longer than it says it should be.

A strict run lets it pass for the days of the option `review_grace`; after them it fails.

Fails, on 2026-11-22::

    reviewed: 2025-11-01
    review_every: 12 months

Passes::

    reviewed: 2026-11-01
    review_every: 12 months
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.model import Site
from coursemark.model.currency import review_due
from coursemark.problems import Level, Problem

ID = "review-overdue"
LEVEL: Level = "warning"


def check(site: Site, today: date) -> Iterator[Problem]:
    grace = site.config.review_grace
    for page in site.pages.values():
        due = review_due(page)
        if due is None or due >= today:
            continue
        late = (today - due).days
        said = f"，已逾期 {late} 天，超过宽限的 {grace} 天" if late > grace else ""
        yield Problem(
            page.places.get("reviewed", page.place),
            ID,
            f"本页应在 {due} 前复核{said}；请核对内容后更新 reviewed",
            LEVEL,
            tolerated=late <= grace,
        )
