"""The periods of one course: when each was completed, until when it is valid, what is open.

A period is complete when every required step is done. What counts for the next one happened
after that; with a renewal window, also not before the window opens.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec

from coursemark.days import day_at, shift
from coursemark.progress.plans import Plan, StepPlan


class Happened(msgspec.Struct, frozen=True, gc=False):
    """An event at a known moment."""

    moment: int
    at: str
    """The timestamp as the event has it."""
    target: str = ""
    version: str = ""
    score: int | None = None
    """Of a pass, in hundredths of a percent."""


class StepState(msgspec.Struct, frozen=True, gc=False):
    """A step within one period."""

    done: Happened | None
    """What completed it: the first event, or of practice the one that made up the number."""
    have: int
    need: int


class Periods(msgspec.Struct, frozen=True):
    """Where the periods of a course have led."""

    completions: list[Happened] = []
    steps: list[StepState] = []
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


def periods(plan: Plan, found: Found, today: int, gate: Happened | None, *, shut: bool) -> Periods:
    """Every period up to `today`.

    `gate`: the last completion of the courses that this one asks for, before which it is not
    completed itself; `shut`: one of them is not completed.
    """
    last, counted = Periods(), found
    while True:
        earliest = None if last.completions else gate
        counted, states, done = _at_completion(plan, counted, earliest)
        best = _best(plan, counted)
        if done is None or shut:
            return _under_way(last, states, best, today)
        until, opens = None, None
        if plan.valid_for:
            begins = day_at(done.moment)
            if plan.renewal and last.valid_until is not None:
                # Renewing early costs nothing: the new period begins where the old one ends.
                begins = max(begins, last.valid_until)
            until = shift(begins, plan.valid_for)
            opens = shift(until, plan.renewal, -1) if plan.renewal else None
        last = Periods([*last.completions, done], states, None, until, opens, best)
        if until is None or (today <= until and (opens is None or today < opens)):
            return last
        after, since = done.moment, -math.inf if opens is None else opens
        counted = [
            [h for h in hs if h.moment > after and day_at(h.moment) >= since] for hs in found
        ]


def _at_completion(
    plan: Plan, counted: Found, gate: Happened | None
) -> tuple[Found, list[StepState], Happened | None]:
    """What counts, the steps by it, and what completed them: not before the gate.

    What was done before a text changed completes nothing on the day of the change or after it.
    """
    while True:
        states = [_state(step, hs) for step, hs in zip(plan.steps, counted, strict=True)]
        done = _completed(plan, states)
        if done is None:
            return counted, states, None
        if gate is not None and gate.moment > done.moment:
            done = gate
        if not plan.changes:
            return counted, states, done
        day = day_at(done.moment)
        current = [
            [h for h in hs if not _outdated(step, h, day)]
            for step, hs in zip(plan.steps, counted, strict=True)
        ]
        if current == counted:
            return counted, states, done
        counted = current


def _outdated(step: StepPlan, happened: Happened, day: int) -> bool:
    """Whether the text had changed since, as of a day."""
    since = step.retrain_from
    return since is not None and day_at(happened.moment) < since <= day


def fresh(step: StepPlan, happened: Happened) -> bool:
    """Whether it counts for the step as the page is: its version, and not before the change."""
    since = step.retrain_from
    if since is not None and day_at(happened.moment) < since:
        return False
    return not step.version or happened.version == step.version


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


def _state(step: StepPlan, counted: Sequence[Happened]) -> StepState:
    if step.kind != "practise":
        return StepState(counted[0], 1, 1) if counted else StepState(None, 0, 1)
    first: dict[str, Happened] = {}
    for happened in counted:
        first.setdefault(happened.target, happened)
    have = list(first.values())[: step.need]
    return StepState(have[-1] if len(have) == step.need else None, len(have), step.need)


def _completed(plan: Plan, states: Sequence[StepState]) -> Happened | None:
    """What completed the last required step; None while one is open, or where none is required."""
    last: Happened | None = None
    for step, state in zip(plan.steps, states, strict=True):
        if not step.optional:
            if state.done is None:
                return None
            if last is None or state.done.moment > last.moment:
                last = state.done
    return last


def _best(plan: Plan, counted: Found) -> int | None:
    """The best score of the required tests."""
    scores = [
        happened.score
        for step, found in zip(plan.steps, counted, strict=True)
        if step.kind == "pass" and not step.optional
        for happened in found
        if happened.score is not None
    ]
    return max(scores, default=None)
