"""The periods of one course: when each was completed, until when it is valid, what is open.

A period is complete when every required step is done. What counts for the next one happened
after that; with a renewal window, also not before the window opens.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from coursemark.days import day_at, parse_day, shift
from coursemark.model import Json


@dataclass(frozen=True, slots=True)
class Happened:
    """An event at a known moment."""

    moment: int
    at: str
    """The timestamp as the event has it."""
    target: str = ""
    version: str = ""
    score: int | None = None
    """Of a pass, in hundredths of a percent."""


@dataclass(frozen=True, slots=True)
class StepState:
    """A step within one period."""

    done: Happened | None
    """What completed it: the first event, or of practice the one that made up the number."""
    have: int
    need: int


@dataclass(frozen=True, slots=True)
class Periods:
    """Where the periods of a course have led."""

    completions: list[Happened] = field(default_factory=list)
    steps: list[StepState] = field(default_factory=list)
    """Of the last completed period while it is valid, else of the one under way."""
    renewing: list[StepState] | None = None
    """Of the next period, while this one is valid and the renewal window is open."""
    valid_until: int | None = None
    """Last valid day of the last completed period."""
    renew_from: int | None = None
    score: int | None = None
    """Best of the last completed period, or of the first one under way."""
    expired: bool = False


Found = Sequence[Sequence[Happened]]
"""For each step the events that belong to it, oldest first."""


def periods(rules: Json, found: Found, today: int, gate: Happened | None, *, shut: bool) -> Periods:
    """Every period up to `today`.

    `gate`: the last completion of the courses that this one asks for, before which it is not
    completed itself; `shut`: one of them is not completed.
    """
    steps, span, window = rules["steps"], rules.get("valid_for"), rules.get("renewal")
    last = Periods()
    after, since = -math.inf, -math.inf
    while True:
        counted: Found = [
            [h for h in hs if h.moment > after and day_at(h.moment) >= since] for hs in found
        ]
        earliest = None if last.completions else gate
        counted, states, done = _at_completion(steps, counted, earliest)
        best = _best(steps, counted)
        if done is None or shut:
            return _under_way(last, states, best, today)
        until, opens = None, None
        if span:
            begins = day_at(done.moment)
            if window and last.valid_until is not None:
                # Renewing early costs nothing: the new period begins where the old one ends.
                begins = max(begins, last.valid_until)
            until = shift(begins, span)
            opens = shift(until, window, -1) if window else None
        last = Periods([*last.completions, done], states, None, until, opens, best)
        if until is None or (today <= until and (opens is None or today < opens)):
            return last
        after, since = done.moment, -math.inf if opens is None else opens


def _at_completion(
    steps: Sequence[Json], counted: Found, gate: Happened | None
) -> tuple[Found, list[StepState], Happened | None]:
    """What counts, the steps by it, and what completed them: not before the gate.

    What was done before a text changed completes nothing on the day of the change or after it.
    """
    while True:
        states = [_state(step, hs) for step, hs in zip(steps, counted, strict=True)]
        done = _completed(steps, states)
        if done is None:
            return counted, states, None
        if gate is not None and gate.moment > done.moment:
            done = gate
        day = day_at(done.moment)
        current = [
            [h for h in hs if not _outdated(step, h, day)]
            for step, hs in zip(steps, counted, strict=True)
        ]
        if current == counted:
            return counted, states, done
        counted = current


def _outdated(step: Json, happened: Happened, day: int) -> bool:
    """Whether the text had changed since, as of a day."""
    since = parse_day(step.get("retrain_from"))
    return since is not None and day_at(happened.moment) < since <= day


def fresh(step: Json, happened: Happened) -> bool:
    """Whether it counts for the step as the page is: its version, and not before the change."""
    since = parse_day(step.get("retrain_from"))
    if since is not None and day_at(happened.moment) < since:
        return False
    version = step.get("version") if step["kind"] == "accept" else None
    return not version or happened.version == version


def _under_way(last: Periods, states: list[StepState], best: int | None, today: int) -> Periods:
    if not last.completions:
        return Periods(steps=states, score=best)
    valid = last.valid_until is None or today <= last.valid_until
    return Periods(
        completions=last.completions,
        steps=last.steps if valid else states,
        renewing=states if valid else None,
        valid_until=last.valid_until,
        renew_from=last.renew_from,
        score=last.score,
        expired=not valid,
    )


def _state(step: Json, counted: Sequence[Happened]) -> StepState:
    if step["kind"] != "practise":
        return StepState(counted[0] if counted else None, 1 if counted else 0, 1)
    need = max(1, step.get("count") or 1)
    first: dict[str, Happened] = {}
    for happened in counted:
        first.setdefault(happened.target, happened)
    have = list(first.values())[:need]
    return StepState(have[-1] if len(have) == need else None, len(have), need)


def _completed(steps: Sequence[Json], states: Sequence[StepState]) -> Happened | None:
    """What completed the last required step; None while one is open, or where none is required."""
    required = [s.done for step, s in zip(steps, states, strict=True) if not step.get("optional")]
    done = [h for h in required if h is not None]
    if len(done) < len(required) or not done:
        return None
    return max(done, key=lambda h: h.moment)


def _best(steps: Sequence[Json], counted: Found) -> int | None:
    """The best score of the required tests."""
    scores = [
        happened.score
        for step, happened_all in zip(steps, counted, strict=True)
        if not step.get("optional")
        for happened in happened_all
        if happened.score is not None
    ]
    return max(scores, default=None)
