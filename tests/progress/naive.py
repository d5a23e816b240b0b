"""The status of simple courses, worked out another way: what completes is found one by one.

Knows neither requirements nor changed texts. Days are dates of the library, months are counted
by hand; nothing of the package is used.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any

CHINA = timezone(timedelta(hours=8))


def status_of(course: dict[str, Any], events: list[Any], now: str, start: str | None) -> list[Any]:
    """Status, day of completion, last valid day and term, in words."""
    present = read(now)
    assert present is not None
    today = present.date()
    first = date.fromisoformat(course.get("from") or "0001-01-01")
    seen = [(at, e) for e in events if (at := read(e["at"])) and at <= present]
    seen = [(at, e) for at, e in seen if at.date() >= first]
    seen.sort(key=lambda pair: pair[0])
    required = [s for s in course["steps"] if not s.get("optional")]
    ends: list[tuple[datetime, date | None]] = []
    after, opens = None, date.min
    while required:
        last = ends[-1][1] if ends else None
        if ends and (last is None or (today <= last and not course.get("renewal"))):
            break
        counted = [(at, e) for at, e in seen if (not after or at > after) and at.date() >= opens]
        moments = [moment_of(step, counted) for step in required]
        if None in moments:
            break
        after = max(moments)
        until = None
        if course.get("valid_for"):
            begins = after.date()
            if last and course.get("renewal") and begins <= last:
                begins = last
            until = add(begins, course["valid_for"])
            if course.get("renewal"):
                opens = subtract(until, course["renewal"])
        ends.append((after, until))
    if ends:
        at, until = ends[-1]
        expired = until is not None and until < today
        return ["expired" if expired else "completed", str(at.date()), until and str(until), None]
    terms = [term_of(course, course, start)] if required else []
    terms += [term_of(course, step, start) for step in required if not moment_of(step, seen)]
    due = min((term for term in terms if term), default=None)
    if due and due < today:
        return ["overdue", None, None, str(due)]
    begun = any(belongs(step, e) or tries(step, e) for step in course["steps"] for _, e in seen)
    return ["in-progress" if begun else "not-started", None, None, due and str(due)]


def moment_of(step: dict[str, Any], counted: list[Any]) -> datetime | None:
    """When the step was done by these, which are in the order of time."""
    need = max(1, step.get("count") or 1) if step["kind"] == "practise" else 1
    right = set()
    for at, event in counted:
        if belongs(step, event):
            right.add(event["target"])
            if len(right) == need:
                return at
    return None


def belongs(step: dict[str, Any], event: dict[str, Any]) -> bool:
    if step["kind"] != event["kind"]:
        return False
    if step["kind"] == "practise":
        return event["target"] in step["items"]
    return event["target"] == step["target"]


def tries(step: dict[str, Any], event: dict[str, Any]) -> bool:
    """Whether it is a test of the course that was sat in vain."""
    return (step["kind"], event["kind"]) == ("pass", "attempt") and belongs(
        step, {**event, "kind": "pass"}
    )


def term_of(course: dict[str, Any], dated: dict[str, Any], start: str | None) -> date | None:
    due = dated.get("due")
    if not due or not ("day" in due or start):
        return None
    came = date.fromisoformat(start or "0001-01-01")
    day = date.fromisoformat(due["day"]) if "day" in due else add(came, due)
    began = date.fromisoformat(course.get("from") or "0001-01-01")
    return day if day >= max(came, began) else None


def read(text: str) -> datetime | None:
    """At UTC+08:00, to the millisecond."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at.replace(tzinfo=CHINA) if at.tzinfo is None else at.astimezone(CHINA)


def add(day: date, span: dict[str, int]) -> date:
    if "days" in span:
        return day + timedelta(days=span["days"])
    year, month = day.year, day.month
    for _ in range(span["months"]):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return fitting(year, month, day.day)


def subtract(day: date, span: dict[str, int]) -> date:
    if "days" in span:
        return day - timedelta(days=span["days"])
    year, month = day.year, day.month
    for _ in range(span["months"]):
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
    return fitting(year, month, day.day)


def fitting(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        return fitting(year, month, day - 1)


def simple(course: dict[str, Any]) -> dict[str, Any]:
    """The course without what this module does not know."""
    steps = [
        {k: v for k, v in step.items() if k not in ("retrain_from", "version")}
        for step in course["steps"]
    ]
    kept = {k: v for k, v in course.items() if k != "requires"}
    return {**kept, "steps": steps}
