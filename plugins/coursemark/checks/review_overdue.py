"""A page has not been reviewed for longer than it says it should be.

Fails, on 2026-11-22::

    reviewed: 2025-11-01
    review_every: 12 months

Passes::

    reviewed: 2026-11-01
    review_every: 12 months
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

from coursemark.model import Site
from coursemark.problems import Level, Problem

ID = "review-overdue"
LEVEL: Level = "warning"


def check(site: Site, today: date) -> Iterator[Problem]:
    for page in site.pages.values():
        if page.reviewed is None or not page.review_every:
            continue
        due = later(page.reviewed, page.review_every)
        if due is not None and due < today:
            yield Problem(
                page.places.get("reviewed", page.place),
                ID,
                f"本页应在 {due} 前复核；请核对内容后更新 reviewed",
                LEVEL,
            )


def later(start: date, duration: str) -> date | None:
    """The day this long after `start`; the month's last day where the day does not exist."""
    number, unit = duration.split()
    try:
        if unit == "days":
            return start + timedelta(days=int(number))
        years, month = divmod(start.month - 1 + int(number), 12)
        year = start.year + years
        last = calendar.monthrange(year, month + 1)[1]
        return date(year, month + 1, min(start.day, last))
    except (OverflowError, ValueError):
        return None
