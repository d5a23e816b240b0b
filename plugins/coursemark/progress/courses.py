"""Every course of a learner, with its status."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from coursemark.days import day_at, instant, iso_day, parse_day, shift
from coursemark.model import Json
from coursemark.progress.periods import Happened, Periods, StepState, fresh, periods
from coursemark.progress.plans import Plan, Plans, StepPlan, Term


def progress_of(
    courses: Sequence[Json], events: Sequence[Json], now: str, start: str | None
) -> dict[str, dict[str, Json]]:
    """Status, steps and dates of one learner in every course, by id.

    `courses`: as `rules_of` writes them; `events`: `{kind, target, at, score?, version?}` in any
    order, those after `now` are ignored (`moment`, where it is known, need not be read off `at`);
    `start`: the ISO day on which the learner began to work
    here, without which terms after it do not apply. The result is the browser's
    `CoursemarkCourseProgress`.
    """
    present = instant(now)
    if present is None:
        raise ValueError(f"not a timestamp: {now!r}")
    plans = Plans(courses)
    learner = Progress(plans, events, present, parse_day(start))
    return {name: _as_json(learner.of(name)) for name in plans.by_id}


class Standing(msgspec.Struct, frozen=True):
    """How far a learner is in a course. Days are numbers, as everywhere below the edges."""

    status: str
    steps: list[StepState]
    """Of the last completed period while it is valid, else of the one under way."""
    terms: list[int | None]
    """Of each step, as far as it binds."""
    completions: list[Happened]
    """Oldest first."""
    valid_until: int | None
    renew_from: int | None
    renewing: list[StepState] | None
    due: int | None
    """The earliest term that is not met."""
    score: int | None
    """Hundredths of a percent."""
    waits_for: list[str]


class _Log:
    """Events up to now that some course asks for, oldest first, by what they are about."""

    def __init__(self, plans: Plans, events: Sequence[Json], present: int) -> None:
        self._about: dict[tuple[str, str], list[Happened]] = defaultdict(list)
        self._practised: list[Happened] = []
        for event in events:
            about = (event["kind"], event["target"])
            if about in plans.asked:
                found = self._about[about]
            elif event["kind"] == "practise" and event["target"] in plans.practised:
                found = self._practised
            else:
                continue
            happened = _happened(event)
            if happened is not None and happened.moment <= present:
                found.append(happened)
        for found in (*self._about.values(), self._practised):
            if len(found) > 1:
                # By the timestamp where the moment is one, so that the order never shows.
                found.sort(key=_moment_and_text)

    def of(self, step: StepPlan) -> list[Happened]:
        if step.kind != "practise":
            return self._about.get((step.kind, step.target), [])
        return [happened for happened in self._practised if happened.target in step.items]

    def tries(self, step: StepPlan) -> list[Happened]:
        """Of a test those that were no pass."""
        return self._about.get(("attempt", step.target), [])


class Progress:
    """The courses of a site against one log; a course may ask for the completion of others."""

    def __init__(
        self, plans: Plans, events: Sequence[Json], present: int, start: int | None
    ) -> None:
        """`present`: a moment, `start`: a day, else as of `progress_of`."""
        self._courses, self._log = plans.by_id, _Log(plans, events, present)
        self._today, self._start = day_at(present), start
        self._found: dict[str, list[list[Happened]]] = {}
        self._plain: dict[str, Periods] = {}

    def begun(self, name: str) -> bool:
        """Whether anything was done for the course, be it sitting one of its tests in vain."""
        if any(self._found_of(name)):
            return True
        plan = self._courses[name]
        tests = [step for step in plan.steps if step.kind == "pass"]
        return any(_since(plan, self._log.tries(test)) for test in tests)

    def of(self, name: str) -> Standing:
        plan, plain = self._courses[name], self._plain_of(name)
        strict = self._strict_of(name)
        latest = strict if strict.completions else plain
        status = self._status(name, strict, plain)
        before = math.inf if not strict.completions else strict.completions[0].moment
        earlier = [h for h in plain.completions if h.moment < before]
        completions = [*earlier, *strict.completions]
        # A term is for the first completion; later periods have their dates of validity.
        first = status not in ("expired", "retrain") and len(completions) < 2
        terms = [self._term(plan, step.due) if first else None for step in plan.steps]
        due = None if completions else self._due(plan, strict.steps, terms)
        if due is not None and self._today > due:
            status = "overdue"
        shown = latest if completions else strict
        return Standing(
            status=status,
            steps=strict.steps,
            terms=terms,
            completions=completions,
            valid_until=shown.valid_until,
            renew_from=strict.renew_from,
            renewing=strict.renewing,
            due=due,
            score=shown.score,
            waits_for=self._waits_for(name),
        )

    def _status(self, name: str, strict: Periods, plain: Periods) -> str:
        if strict.completions:
            return "expired" if strict.expired else "completed"
        if plain.completions:
            # What was done before the text changed makes a completion to be renewed.
            return "expired" if plain.expired else "retrain"
        return "in-progress" if self.begun(name) else "not-started"

    def _found_of(self, name: str) -> list[list[Happened]]:
        if name not in self._found:
            plan = self._courses[name]
            self._found[name] = [_since(plan, self._log.of(step)) for step in plan.steps]
        return self._found[name]

    def _plain_of(self, name: str) -> Periods:
        """The periods as if no text had ever changed."""
        if name not in self._plain:
            # Whoever asks for it meanwhile is required by it: neither is ever completed.
            self._plain[name] = Periods()
            self._plain[name] = self._periods(name, self._found_of(name))
        return self._plain[name]

    def _strict_of(self, name: str) -> Periods:
        """The periods of what counts for the texts as they are."""
        plan, found = self._courses[name], self._found_of(name)
        if not plan.changes:
            return self._plain_of(name)
        counting = [
            [h for h in hs if fresh(step, h)] for step, hs in zip(plan.steps, found, strict=True)
        ]
        return self._plain_of(name) if counting == found else self._periods(name, counting)

    def _periods(self, name: str, found: list[list[Happened]]) -> Periods:
        plan = self._courses[name]
        shut = bool(self._waits_for(name))
        required = [self._plain_of(r).completions[:1] for r in plan.requires]
        gates = [h for first in required for h in first]
        gate = max(gates, key=lambda h: h.moment, default=None)
        return periods(plan, found, self._today, gate, shut=shut)

    def _waits_for(self, name: str) -> list[str]:
        return [r for r in self._courses[name].requires if not self._plain_of(r).completions]

    def _due(
        self, plan: Plan, states: Sequence[StepState], terms: Sequence[int | None]
    ) -> int | None:
        """The earliest term that is not met; none where nothing is required."""
        required = [
            (state, term)
            for step, state, term in zip(plan.steps, states, terms, strict=True)
            if not step.optional
        ]
        days = [term for state, term in required if state.done is None]
        days += [self._term(plan, plan.due)] if required else []
        return min((day for day in days if day is not None), default=None)

    def _term(self, plan: Plan, due: Term | None) -> int | None:
        """The last day in time of a course or step; None without one.

        A term that was over before the learner came here, or before the course began, binds nobody.
        """
        if due is None:
            return None
        day = due.day
        if due.span and self._start is not None:
            day = shift(self._start, due.span)
        bounds = (self._start, plan.begins)
        late = any(day is not None and since is not None and day < since for since in bounds)
        return None if late else day


def _since(plan: Plan, happened: list[Happened]) -> list[Happened]:
    """What counts for a course that begins on a day."""
    begins = plan.begins
    if begins is None:
        return happened
    return [each for each in happened if day_at(each.moment) >= begins]


def _moment_and_text(happened: Happened) -> tuple[int, str]:
    return happened.moment, happened.at


def _happened(event: Json) -> Happened | None:
    moment = event.get("moment") or instant(event.get("at"))
    if moment is None:
        return None
    scaled = event.get("score") if event["kind"] == "pass" else None
    score = None if scaled is None else math.floor(min(1, max(0, scaled)) * 10000 + 0.5)
    return Happened(moment, event["at"], event["target"], event.get("version") or "", score)


def _as_json(standing: Standing) -> dict[str, Json]:
    terms, renewing, done = standing.terms, standing.renewing, standing.completions
    return {
        "status": standing.status,
        "steps": _rows(standing.steps, terms),
        "completed_at": done[-1].at if done else None,
        "valid_until": _iso(standing.valid_until),
        "renew_from": _iso(standing.renew_from),
        "renewing": renewing and _rows(renewing, [None] * len(terms)),
        "due": _iso(standing.due),
        "score": standing.score,
        "waits_for": standing.waits_for,
        "completions": [h.at for h in done],
    }


def _rows(states: Sequence[StepState], terms: Sequence[int | None]) -> list[dict[str, Json]]:
    return [
        {
            "done": state.done is not None,
            "at": state.done and state.done.at,
            "due": _iso(term),
            "have": state.have,
            "need": state.need,
        }
        for state, term in zip(states, terms, strict=True)
    ]


def _iso(day: int | None) -> str | None:
    return None if day is None else iso_day(day)
