"""How far a learner is in a course, from what they did and when.

The same function exists in `browser/progress.js`; both run `tests/spec/progress/*.json`.
Days are those of UTC+08:00, whatever zone a timestamp is written in.
"""

from __future__ import annotations

import math
import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coursemark.model import Course, Json, Page

_TIMESTAMP = re.compile(
    r"([12][0-9]{3})-([0-9]{2})-([0-9]{2})"
    r"[Tt ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,12}))?)?"
    r"(?:([Zz])|([+-])([0-9]{2}):?([0-9]{2})?)?"
)
_DAY = re.compile(r"([12][0-9]{3})-([0-9]{2})-([0-9]{2})")
_SPAN = re.compile(r"([0-9]{1,4}) *(month|day|year)s?")

RECORDED = ("read", "accept", "pass")
"""The kinds of step a record can hold; a step of another kind does not bear on completion."""

_MS_A_DAY = 86_400_000
_ZONE_MS = 8 * 3_600_000
_EPOCH = date(1970, 1, 1)


def instant(text: Json) -> int | None:
    """Milliseconds since 1970 of an ISO 8601 timestamp; without a zone it is UTC+08:00."""
    match = _TIMESTAMP.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        return None
    day = _day(match.group(1), match.group(2), match.group(3))
    hour, minute, second = int(match.group(4)), int(match.group(5)), int(match.group(6) or 0)
    zone_hour, zone_minute = int(match.group(10) or 0), int(match.group(11) or 0)
    if day is None or hour > 23 or minute > 59 or second > 59 or zone_hour > 18 or zone_minute > 59:
        return None
    offset = (zone_hour * 60 + zone_minute) * 60_000 * (-1 if match.group(9) == "-" else 1)
    if match.group(8) is None and match.group(9) is None:
        offset = _ZONE_MS
    ms = int((match.group(7) or "0")[:3].ljust(3, "0"))
    return day * _MS_A_DAY + ((hour * 60 + minute) * 60 + second) * 1000 + ms - offset


def day_of(moment: int) -> date:
    """The calendar day of an instant at UTC+08:00."""
    return _EPOCH + timedelta(days=_day_number(moment))


def course_progress(course: Json, events: Sequence[Json], now: str) -> dict[str, Json]:
    """Status, steps, dates and best score of one learner in one course.

    `course`: `{id, steps: [{kind, target, retrain_from?}], valid_for?: {months} | {days}}`;
    `events`: `[{kind, target, at, score?}]`, in any order, those after `now` are ignored;
    the result: `{status, steps: [{done, at}], completed_at, valid_until, score}`.
    """
    present = instant(now)
    if present is None:
        raise ValueError(f"not a timestamp: {now!r}")
    steps: list[Json] = course["steps"]
    happened = [_happened(steps, e) for e in events]
    seen = [h for h in happened if h is not None and h.moment <= present]
    span = course.get("valid_for")
    strict = _latest_cycle(steps, seen, span, present, retrain=True)
    shown, status = strict, strict.status
    if status == "in-progress":
        # What was done before `retrain_from` may still make a completion to be renewed.
        plain = _latest_cycle(steps, seen, span, present, retrain=False)
        if plain.status != "in-progress":
            shown, status = plain, "expired" if plain.status == "expired" else "retrain"
        elif not seen:
            status = "not-started"
    return {
        "status": status,
        "steps": [{"done": h is not None, "at": h and h.at} for h in strict.steps],
        "completed_at": shown.completed_at and shown.completed_at.at,
        "valid_until": shown.valid_until and shown.valid_until.isoformat(),
        "score": shown.score,
    }


def rules_of(course: Course, pages: Mapping[str, Page]) -> dict[str, Json]:
    """The course as `course_progress` reads it.

    A page's `retrain_from` renews its own steps and, because the test may ask what changed,
    every pass step of the course.
    """
    dates = {p.path: p.retrain_from for p in pages.values() if p.retrain_from}
    on_pages = [_path(s.target) for s in course.steps if s.kind in ("read", "accept")]
    renewed = max((dates[path] for path in on_pages if path in dates), default=None)
    steps: list[Json] = []
    for step in course.steps:
        if step.kind not in RECORDED:
            continue
        on_page = step.kind in ("read", "accept")
        target = _path(step.target) if on_page else step.target
        since = dates.get(target) if on_page else renewed if step.kind == "pass" else None
        fresh = {"retrain_from": since.isoformat()} if since else {}
        steps.append({"kind": step.kind, "target": target, **fresh})
    rules: dict[str, Json] = {"id": course.id, "steps": steps}
    span = _SPAN.fullmatch(course.valid_for.strip())
    if span:
        count, unit = int(span.group(1)), span.group(2)
        rules["valid_for"] = (
            {"days": count} if unit == "day" else {"months": count * (12 if unit == "year" else 1)}
        )
    return rules


# ---------------------------------------------------------------- one cycle


@dataclass(frozen=True, slots=True)
class _Happened:
    """An event that belongs to a step of the course."""

    steps: frozenset[int]
    moment: int
    at: str
    score: int | None


@dataclass(frozen=True, slots=True)
class _Cycle:
    """The latest cycle's steps, and the last completion with its dates and score."""

    status: str
    steps: list[_Happened | None]
    completed_at: _Happened | None
    valid_until: date | None
    score: int | None


def _latest_cycle(
    steps: list[Json], seen: list[_Happened], span: Json, present: int, *, retrain: bool
) -> _Cycle:
    """Cycles in turn: each counts what happened after the completion of the one before."""
    done: _Happened | None = None
    valid_until: date | None = None
    score: int | None = None
    while True:
        after = done.moment if done else -math.inf
        found = [
            [
                h
                for h in seen
                if i in h.steps and h.moment > after and (not retrain or _fresh(step, h))
            ]
            for i, step in enumerate(steps)
        ]
        first = [min(hs, key=lambda h: h.moment, default=None) for hs in found]
        best = max((h.score for hs in found for h in hs if h.score is not None), default=None)
        earliest = [h for h in first if h is not None]
        if len(earliest) < len(steps) or not steps:
            if done:
                return _Cycle("expired", first, done, valid_until, score)
            return _Cycle("in-progress", first, None, None, best)
        done, score = max(earliest, key=lambda h: h.moment), best
        valid_until = _valid_until(day_of(done.moment), span)
        if valid_until is None or day_of(present) <= valid_until:
            return _Cycle("completed", first, done, valid_until, score)


def _fresh(step: Json, happened: _Happened) -> bool:
    match = _DAY.fullmatch(step.get("retrain_from") or "")
    since = _day(*match.groups()) if match else None
    return since is None or _day_number(happened.moment) >= since


def _happened(steps: list[Json], event: Json) -> _Happened | None:
    moment = instant(event["at"])
    which = frozenset(
        i
        for i, step in enumerate(steps)
        if step["kind"] == event["kind"] and step["target"] == event["target"]
    )
    if moment is None or not which:
        return None
    scaled = event.get("score") if event["kind"] == "pass" else None
    score = None if scaled is None else math.floor(min(1, max(0, scaled)) * 10000 + 0.5)
    return _Happened(which, moment, event["at"], score)


def _valid_until(start: date, span: Json) -> date | None:
    """The last valid day, on the same day of the month or at the month's end."""
    if not span:
        return None
    if "days" in span:
        return start + timedelta(days=span["days"])
    months = start.year * 12 + start.month - 1 + span["months"]
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def _day_number(moment: int) -> int:
    return (moment + _ZONE_MS) // _MS_A_DAY


def _day(year: str, month: str, day: str) -> int | None:
    """Days since 1970, or None when the calendar has no such day."""
    try:
        return (date(int(year), int(month), int(day)) - _EPOCH).days
    except ValueError:
        return None


def _path(target: str) -> str:
    return target.split("#", 1)[0]
