"""When a page holds: from which day, until which, and when it is to be reviewed.

Everything here is in days; an empty answer means that the page names no such day.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date, timedelta

from coursemark.model.pages import Page

NOTICE_DAYS = 90
"""How long a page says at its top that it was changed, from the day the change takes effect."""


def days_on(day: date, number: int) -> date:
    """The day so many days later, or earlier; at an end of the calendar its first or last."""
    return date.fromordinal(min(max(day.toordinal() + number, 1), date.max.toordinal()))


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


def review_due(page: Page) -> date | None:
    """The last day in time for the next review."""
    if page.reviewed is None or not page.review_every:
        return None
    return later(page.reviewed, page.review_every)


def successors(pages: Mapping[str, Page]) -> dict[str, str]:
    """By path the page that takes its place, whichever of the two says so."""
    found = {
        old: page.path
        for page in pages.values()
        for old in page.supersedes
        if old in pages and old != page.path
    }
    for page in pages.values():
        if page.superseded_by in pages and page.superseded_by != page.path:
            found[page.path] = page.superseded_by
    return found


def lapsed_from(page: Page, successor: Page | None) -> date | None:
    """The first day on which the page holds no longer.

    A page that another replaces holds up to its own last day, else until the other takes effect.
    9999-12-31, as registers write 长期, is no last day.
    """
    if page.expires and page.expires != date.max:
        return days_on(page.expires, 1)
    if successor is None:
        return None
    return successor.effective or date.min


def noticed_until(page: Page) -> date:
    """The last day on which the pages that a change affects say so at the top."""
    assert page.change is not None
    begins = max(page.change.announced, page.effective or date.min)
    return days_on(begins, NOTICE_DAYS)
