"""The state of a learner's courses at the end of the report's day, from the documented rules."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cohort.attempts import Event
from cohort.moments import day_of
from cohort.school import (
    AS_OF,
    CONDUCT_VERSION,
    LESSONS,
    PRACTISED,
    RETRAIN_FROM,
    UNITS,
    Lesson,
)


def months_later(day: date, months: int) -> date:
    """The same day of the month, or the month's last."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def required_of(role: str, department: str) -> set[str]:
    return {
        one.id
        for one in LESSONS.values()
        if one.required
        and (not one.roles or role in one.roles)
        and (not one.departments or department in one.departments)
    }


@dataclass(frozen=True)
class Done:
    """A completed period."""

    moment: int
    at: str
    until: date | None
    steps: tuple[bool, ...]
    score: int | None


def states_of(
    events: list[Event], start: date | None, results: dict[str, dict[str, Any]], required: set[str]
) -> list[dict[str, Any]]:
    """Courses that are required, or were begun; required ones first, by id."""
    newcomer = _periods(LESSONS["newcomer"], _belonging(LESSONS["newcomer"], events), None)[0]
    found = []
    for lesson in LESSONS.values():
        state = _state(lesson, events, start, results, newcomer[0] if newcomer else None)
        state["required"] = lesson.id in required
        if state["required"] or state.pop("begun"):
            state.pop("begun", None)
            found.append(state)
    return sorted(found, key=lambda one: (not one["required"], one["id"]))


def _belonging(lesson: Lesson, events: list[Event]) -> list[list[Event]]:
    """For each step the events that can do it, in the order of their moments."""
    return [
        [e for e in events if _fits(lesson, kind, target, e)] for kind, target, _ in lesson.steps
    ]


def _fits(lesson: Lesson, kind: str, target: str, event: Event) -> bool:
    if event.kind != kind or (lesson.since and day_of(event.moment) < lesson.since):
        return False
    if kind == "practise":
        return target in UNITS[event.target].topics
    return event.target == target


def _fresh(lesson: Lesson, found: list[list[Event]]) -> list[list[Event]]:
    """Without what a change took away: of the page its reading, the passes of its course, and
    what was accepted in another version."""
    kept = []
    for (kind, target, _), events in zip(lesson.steps, found, strict=True):
        if lesson.id == "fund" and (target == "rules/fund.md" or kind == "pass"):
            events = [e for e in events if day_of(e.moment) >= RETRAIN_FROM]
        if kind == "accept":
            events = [e for e in events if e.version == CONDUCT_VERSION]
        kept.append(events)
    return kept


def _when(kind: str, events: list[Event]) -> Event | None:
    """The event that did a step."""
    if kind != "practise":
        return events[0] if events else None
    seen: dict[str, Event] = {}
    for event in events:
        seen.setdefault(event.target, event)
    return list(seen.values())[PRACTISED - 1] if len(seen) >= PRACTISED else None


def _steps(lesson: Lesson, found: list[list[Event]]) -> list[Event | None]:
    """Of the required steps."""
    return [
        _when(kind, events)
        for (kind, _, optional), events in zip(lesson.steps, found, strict=True)
        if not optional
    ]


def _score(lesson: Lesson, found: list[list[Event]]) -> int | None:
    scores = [
        event.score
        for (kind, _, optional), events in zip(lesson.steps, found, strict=True)
        if kind == "pass" and not optional
        for event in events
        if event.score is not None
    ]
    return max(scores, default=None)


def _periods(
    lesson: Lesson, found: list[list[Event]], gate: Done | None
) -> tuple[list[Done], list[list[Event]]]:
    """The completed periods, and what counts for the one under way."""
    done: list[Done] = []
    counting = found
    while True:
        steps = _steps(lesson, counting)
        if any(step is None for step in steps):
            return done, counting
        last = max((step for step in steps if step is not None), key=lambda e: e.moment)
        moment, at = last.moment, last.at
        if not done and gate is not None and gate.moment > moment:
            moment, at = gate.moment, gate.at
        until = opens = None
        if lesson.valid_months:
            begins = day_of(moment)
            before = done[-1].until if done else None
            if lesson.renewal_days and before is not None and begins <= before:
                begins = before
            until = months_later(begins, lesson.valid_months)
            if lesson.renewal_days:
                opens = until - timedelta(days=lesson.renewal_days)
        flags = tuple(step is not None for step in steps)
        done.append(Done(moment, at, until, flags, _score(lesson, counting)))
        if until is None or (until >= AS_OF and (opens is None or opens > AS_OF)):
            return done, [[] for _ in found]
        counting = [
            [e for e in es if e.moment > moment and (opens is None or day_of(e.moment) >= opens)]
            for es in found
        ]


def _state(
    lesson: Lesson,
    events: list[Event],
    start: date | None,
    results: dict[str, dict[str, Any]],
    newcomer: Done | None,
) -> dict[str, Any]:
    found = _belonging(lesson, events)
    waiting = [one for one in lesson.requires if newcomer is None]
    done, under_way = _periods(lesson, found, newcomer if lesson.requires else None)
    if waiting:
        done, under_way = [], found
    retrain = False
    fresh = _fresh(lesson, found)
    if fresh != found:
        again, under_way = _periods(lesson, fresh, None)
        # What was read before the text changed completes nothing after it.
        changed = lesson.id == "fund"
        before = [one for one in done[:1] if not changed or day_of(one.moment) < RETRAIN_FROM]
        earlier = [one for one in before if not again or one.moment < again[0].moment]
        retrain, done = bool(earlier) and not again, [*earlier, *again]
    tests = [t for kind, t, optional in lesson.steps if kind == "pass" and not optional]
    last = done[-1] if done else None
    valid = last is not None and (last.until is None or last.until >= AS_OF)
    begun = any(found) or any(
        e.kind == "attempt"
        and e.target in tests
        and (lesson.since is None or day_of(e.moment) >= lesson.since)
        for e in events
    )
    due = None if done else _due(lesson, start)
    if last is not None:
        status = "retrain" if valid and retrain else "completed" if valid else "expired"
    elif due is not None and due < AS_OF:
        status = "overdue"
    else:
        status = "in-progress" if begun else "not-started"
    steps = [step is not None for step in _steps(lesson, under_way)]
    if last is not None and valid and not retrain:
        steps = list(last.steps)
    score = last.score if last else _score(lesson, under_way)
    taken = [results[t] for t in tests if t in results]
    points = None if score is None else score / 100
    if points is None:
        points = max((t["score"] for t in taken), default=None)
    return {
        "id": lesson.id,
        "title": lesson.title,
        "status": status,
        "score": points,
        "passed": all(t in results and results[t]["passed"] for t in tests),
        "completed_at": last.at if last else None,
        "valid_until": last.until.isoformat() if last and last.until else None,
        "attempts": sum(t["attempts"] for t in taken),
        "steps_done": sum(steps),
        "steps": len(steps),
        "type": lesson.type,
        "hours": lesson.hours,
        "hours_earned": lesson.hours if last else None,
        "due": due.isoformat() if due else None,
        "days_overdue": (AS_OF - due).days if due and status == "overdue" else None,
        "waits_for": waiting,
        "completions": [one.at for one in done],
        "begun": begun,
    }


def _due(lesson: Lesson, start: date | None) -> date | None:
    if lesson.due_after_start is not None:
        return start + timedelta(days=lesson.due_after_start) if start else None
    if lesson.due is not None and start is not None and lesson.due < start:
        return None
    return lesson.due
