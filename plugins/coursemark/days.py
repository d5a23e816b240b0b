"""Moments and calendar days: what a timestamp says, and the day it is at UTC+08:00.

The same functions exist in `browser/days.js`. A moment is an integer of milliseconds since 1970,
a day an integer of days since 1970-01-01. Days stay within the years 1000 to 9999, so that every
one can be written; a calculation that leads further ends there.
"""

from __future__ import annotations

import re
import time
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

_TIMESTAMP = re.compile(
    r"([12][0-9]{3})-([0-9]{2})-([0-9]{2})"
    r"[Tt ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,12}))?)?"
    r"(?:([Zz])|([+-])([0-9]{2}):?([0-9]{2})?)?"
)
# The one form of millions of timestamps is put together from what its pieces mean.
_MINUTES = {f"{h:02}:{m:02}:": (h * 60 + m) * 60_000 for h in range(24) for m in range(60)}
_SECONDS = {f"{second:02}.": second * 1000 for second in range(60)}
_MILLISECONDS = {f"{ms:03}": ms for ms in range(1000)}
_DAY = re.compile(r"([12][0-9]{3})-([0-9]{2})-([0-9]{2})")

_MS_A_DAY = 86_400_000
_ZONE_MS = 8 * 3_600_000
_EPOCH = date(1970, 1, 1)
_FIRST = (date(1000, 1, 1) - _EPOCH).days
_LAST = (date(9999, 12, 31) - _EPOCH).days


def instant(text: Any) -> int | None:
    """The moment of an ISO 8601 timestamp; without a zone it is UTC+08:00. None if it is none."""
    if not isinstance(text, str):
        return None
    start = _start(text[:11], text[23:29])
    if start is not None and len(text) < 30:
        try:
            return (
                start + _MINUTES[text[11:17]] + _SECONDS[text[17:20]] + _MILLISECONDS[text[20:23]]
            )
        except KeyError:
            pass
    match = _TIMESTAMP.fullmatch(text)
    if match is None:
        return None
    day = _number(match.group(1), match.group(2), match.group(3))
    hour, minute, second = int(match.group(4)), int(match.group(5)), int(match.group(6) or 0)
    zone_hour, zone_minute = int(match.group(10) or 0), int(match.group(11) or 0)
    if day is None or hour > 23 or minute > 59 or second > 59 or zone_hour > 18 or zone_minute > 59:
        return None
    offset = (zone_hour * 60 + zone_minute) * 60_000 * (-1 if match.group(9) == "-" else 1)
    if match.group(8) is None and match.group(9) is None:
        offset = _ZONE_MS
    ms = int((match.group(7) or "0")[:3].ljust(3, "0"))
    return day * _MS_A_DAY + ((hour * 60 + minute) * 60 + second) * 1000 + ms - offset


@lru_cache(4096)
def _start(day: str, zone: str) -> int | None:
    """The first moment of a day, as `2026-11-23T`, in a zone: `Z` or `+08:00`."""
    known = day[10:] == "T" and zone.startswith(("Z", "+", "-"))
    return instant(f"{day[:10]}T00:00{zone}") if known else None


def today() -> date:
    """The day it is at UTC+08:00 by the clock of this machine, wherever its zone is."""
    return day_of(time.time_ns() // 1_000_000)


def end_of(day: date) -> str:
    """The last moment of a day at UTC+08:00, as a timestamp."""
    return f"{day.isoformat()}T23:59:59.999+08:00"


def day_of(moment: int) -> date:
    """The calendar day of a moment at UTC+08:00."""
    return _date(day_at(moment))


def day_at(moment: int) -> int:
    """The day of a moment at UTC+08:00."""
    return (moment + _ZONE_MS) // _MS_A_DAY


def parse_day(text: Any) -> int | None:
    """The day that an ISO date names, or None when the calendar has no such day."""
    match = _DAY.fullmatch(text) if isinstance(text, str) else None
    return None if match is None else _number(*match.groups())


@lru_cache(4096)
def iso_day(day: int) -> str:
    return _date(day).isoformat()


def shift(day: int, span: Mapping[str, int], direction: int = 1) -> int:
    """The day a span later, or earlier with -1.

    `span`: `{days}`, or `{months}`, which leads to the same day of the month or its last one.
    """
    if "days" in span:
        return min(_LAST, max(_FIRST, day + direction * span["days"]))
    start = _EPOCH + timedelta(days=day)
    months = start.year * 12 + start.month - 1 + direction * span["months"]
    year, month = months // 12, months % 12 + 1
    if not 1000 <= year <= 9999:
        return _FIRST if year < 1000 else _LAST
    return (date(year, month, min(start.day, monthrange(year, month)[1])) - _EPOCH).days


@lru_cache(16_384)
def _date(day: int) -> date:
    return _EPOCH + timedelta(days=day)


def _number(year: str, month: str, day: str) -> int | None:
    try:
        return (date(int(year), int(month), int(day)) - _EPOCH).days
    except ValueError:
        return None
