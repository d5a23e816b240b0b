"""Moments in milliseconds since 1970, their days at UTC+08:00, and how records write them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

DAY_MS = 86_400_000
_EIGHT_HOURS = 28_800_000
_EPOCH = date(1970, 1, 1).toordinal()


@lru_cache(1 << 14)
def _day_text(day: int) -> str:
    return date.fromordinal(_EPOCH + day).isoformat()


def stamp(moment: int) -> str:
    """Milliseconds since 1970 as a timestamp at UTC+08:00."""
    day, rest = divmod(moment + _EIGHT_HOURS, DAY_MS)
    minutes, rest = divmod(rest, 60_000)
    return (
        f"{_day_text(day)}T{minutes // 60:02d}:{minutes % 60:02d}"
        f":{rest // 1000:02d}.{rest % 1000:03d}+08:00"
    )


def moment_of(day: date, hour: float = 12) -> int:
    """Of a day at UTC+08:00."""
    return (day.toordinal() - _EPOCH) * DAY_MS - _EIGHT_HOURS + int(hour * 3_600_000)


def day_of(moment: int) -> date:
    return date.fromordinal(_EPOCH + (moment + _EIGHT_HOURS) // DAY_MS)


def span(seconds: int) -> str:
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    text = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    return "PT" + text + (f"{rest}S" if rest or not text else "")
