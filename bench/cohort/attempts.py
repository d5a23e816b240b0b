"""What one learner's facts come to by the documented rules: attempts, scores, events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cohort.handed import Said
from cohort.journal import Fact
from cohort.moments import day_of, moment_of, stamp
from cohort.school import TESTS, UNITS, Revisions

_CLOCK = 60_000


@dataclass
class Attempt:
    """One sitting."""

    test: str
    registration: str
    begin: Fact | None = None
    outcome: Fact | None = None
    end: Fact | None = None
    answers: dict[str, Fact] = field(default_factory=dict)
    away: list[int] = field(default_factory=list)
    raw: int = 0
    most: int = 0
    passed: bool = False
    reason: str = ""
    """limit, unsubmitted, unknown; empty when it counts."""

    @property
    def last(self) -> Fact | None:
        return self.outcome or self.end

    @property
    def started(self) -> int:
        assert self.begin is not None
        assert self.begin.moment is not None
        return self.begin.moment

    @property
    def ended(self) -> int:
        assert self.last is not None
        assert self.last.moment is not None
        return self.last.moment

    @property
    def leaves(self) -> tuple[str, ...]:
        assert self.begin is not None
        return tuple(self.begin.value)

    @property
    def revision(self) -> str:
        assert self.begin is not None
        return self.begin.revision

    @property
    def score(self) -> int | None:
        """Hundredths of a percent, half up."""
        return int(10_000 * self.raw / self.most + 0.5) if self.most else None


def in_order(statements: Iterable[Said]) -> list[Fact]:
    """Each id once, oldest first, those without a time last."""
    once = {one.id: one for one in statements}
    ordered = sorted(once.values(), key=lambda o: (o.fact.moment is None, o.fact.moment or 0, o.id))
    return [one.fact for one in ordered]


def attempts_of(facts: Iterable[Fact], revisions: Revisions) -> dict[str, list[Attempt]]:
    """By test, in the order of their beginnings, graded."""
    found: dict[str, Attempt] = {}
    for fact in facts:
        if not fact.registration:
            continue
        attempt = found.setdefault(fact.registration, Attempt(fact.test, fact.registration))
        if fact.kind == "begin":
            attempt.begin = fact
        elif fact.kind == "answer":
            if not _too_late(fact, attempt):
                attempt.answers[fact.target] = fact
        elif fact.kind == "away":
            attempt.away.append(fact.seconds or 0)
        elif fact.kind == "outcome":
            attempt.outcome = fact
        else:
            attempt.end = fact
    by_test: dict[str, list[Attempt]] = {}
    for attempt in found.values():
        by_test.setdefault(attempt.test, []).append(attempt)
    for name, attempts in by_test.items():
        _judge(name, attempts, revisions)
    return by_test


def _too_late(fact: Fact, attempt: Attempt) -> bool:
    """Facts come in order, so whatever ended it was before."""
    if attempt.last is None or attempt.test not in TESTS or TESTS[attempt.test].mode != "exam":
        return False
    if attempt.begin is None:
        return False  # It ended before it began: the clock says nothing.
    return (fact.moment or 0) > attempt.ended + _CLOCK


def _judge(name: str, attempts: list[Attempt], revisions: Revisions) -> None:
    test = TESTS.get(name)
    counting = 0
    for attempt in attempts:
        if test is None:
            attempt.reason = "unknown"
            continue
        if attempt.last is None:
            attempt.reason = "unsubmitted"
            continue
        for leaf in attempt.leaves:
            attempt.most += UNITS[leaf].most
            given = attempt.answers.get(leaf)
            if given is not None:
                attempt.raw += UNITS[leaf].responses.get(given.value, 0)
        if attempt.revision == revisions.tests[name]:
            # Every place that a rule would have filled costs its points.
            asked = len(test.fixed) + test.drawn
            attempt.most += 100 * (asked - len(attempt.leaves))
        attempt.passed = 100 * attempt.raw >= test.pass_mark * attempt.most
        if test.limit is not None and counting == test.limit:
            attempt.reason = "limit"
        else:
            counting += 1


def counted(attempts: list[Attempt]) -> list[Attempt]:
    return [attempt for attempt in attempts if not attempt.reason]


def chosen(name: str, attempts: list[Attempt]) -> list[Attempt]:
    """Those that may make the result."""
    those = counted(attempts)
    grading = TESTS[name].grading
    return those[:1] if grading == "first" else those[-1:] if grading == "last" else those


def best(attempts: list[Attempt]) -> Attempt | None:
    """The earliest of the best."""
    found: Attempt | None = None
    for attempt in attempts:
        if found is None or (attempt.score or 0) > (found.score or 0):
            found = attempt
    return found


@dataclass(frozen=True)
class Event:
    """Something that may count for a course."""

    kind: str
    target: str
    moment: int
    at: str
    version: str = ""
    score: int | None = None


def events_of(facts: Iterable[Fact], by_test: dict[str, list[Attempt]]) -> list[Event]:
    """Oldest first."""
    found: list[Event] = []
    for fact in facts:
        moment = fact.moment
        if moment is None:
            continue
        at = stamp(moment)
        if (fact.kind == "read" and fact.value) or fact.kind == "survey":
            found.append(Event(fact.kind, fact.target, moment, at))
        elif fact.kind == "accept":
            found.append(Event("accept", fact.target, moment, at, version=fact.value))
        elif fact.kind == "attend":
            found.append(_attended(fact, moment, at))
        elif fact.kind == "practice" or (fact.kind == "answer" and fact.test == "drill"):
            unit = UNITS.get(fact.target)
            if unit and unit.responses.get(fact.value) == unit.most:
                found.append(Event("practise", fact.target, moment, at))
    for name, attempts in by_test.items():
        if name not in TESTS:
            continue
        passing = chosen(name, attempts)
        for attempt in counted(attempts):
            passed = attempt.passed and any(attempt is one for one in passing)
            kind, score = ("pass", attempt.score) if passed else ("attempt", None)
            at = stamp(attempt.ended)
            found.append(Event(kind, name, attempt.ended, at, score=score))
    return sorted(found, key=lambda event: event.moment)


def _attended(fact: Fact, moment: int, at: str) -> Event:
    """On the day it was held, at noon, when that was before the day it was told."""
    held = date.fromisoformat(fact.value[0])
    if held < day_of(moment):
        return Event("attend", fact.target, moment_of(held), f"{held.isoformat()}T12:00:00+08:00")
    return Event("attend", fact.target, moment, at)


def rows_of(name: str, attempts: list[Attempt]) -> list[dict[str, Any]]:
    """As `learners[].attempts` of the report has them."""
    result = best(chosen(name, attempts)) if name in TESTS else None
    rows = []
    for number, one in enumerate(attempts, 1):
        graded = one.reason in ("", "limit")
        submitted = one.last is not None
        rows.append(
            {
                "assessment": name,
                "number": number,
                "registration": one.registration,
                "started": stamp(one.started) if one.begin else None,
                "submitted_at": stamp(one.ended) if submitted else None,
                "seconds": (one.ended - one.started) / 1000 if submitted else None,
                "score": one.score / 100 if graded and one.score is not None else None,
                "raw": one.raw / 100 if graded else None,
                "max": one.most / 100 if graded else None,
                "passed": one.passed if graded else None,
                "submitted": submitted,
                "counts": "no" if one.reason else "result" if one is result else "yes",
                "revision": one.revision,
                "away": len(one.away),
                "away_seconds": sum(one.away),
                "pending": 0,
            }
        )
    return rows


def result_of(name: str, attempts: list[Attempt]) -> dict[str, Any] | None:
    """As `learners[].assessments` has it."""
    one = best(chosen(name, attempts))
    if one is None:
        return None
    return {
        "assessment": name,
        "title": TESTS[name].title,
        "score": (one.score or 0) / 100,
        "raw": one.raw / 100,
        "max": one.most / 100,
        "passed": one.passed,
        "attempts": len(counted(attempts)),
        "submitted_at": stamp(one.ended),
        "registration": one.registration,
        "revision": one.revision,
    }
