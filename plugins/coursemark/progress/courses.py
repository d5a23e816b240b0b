"""Every course of a learner, with its status."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from coursemark.days import day_at, instant, iso_day, parse_day, shift
from coursemark.model import Json
from coursemark.progress.periods import Happened, Periods, StepState, fresh, periods


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
    by_id = {rules["id"]: rules for rules in courses}
    learner = _Learner(by_id, _Log(events, present), day_at(present), parse_day(start))
    return {name: learner.progress(name) for name in by_id}


class _Log:
    """Events up to now, oldest first, by what they are about."""

    def __init__(self, events: Sequence[Json], present: int) -> None:
        self._about: dict[tuple[str, str], list[Happened]] = defaultdict(list)
        self._practised: list[Happened] = []
        known = [(e["kind"], h) for e in events if (h := _happened(e)) and h.moment <= present]
        # By the timestamp where the moment is one, so that the order of the log never shows.
        for kind, happened in sorted(known, key=lambda pair: (pair[1].moment, pair[1].at)):
            self._about[kind, happened.target].append(happened)
            if kind == "practise":
                self._practised.append(happened)

    def of(self, step: Json) -> list[Happened]:
        if step["kind"] != "practise":
            return self._about.get((step["kind"], step["target"]), [])
        items = frozenset(step.get("items") or ()) if self._practised else frozenset()
        return [happened for happened in self._practised if happened.target in items]


class _Learner:
    """The courses of a site against one log; a course may ask for the completion of others."""

    def __init__(self, courses: dict[str, Json], log: _Log, today: int, start: int | None) -> None:
        self._courses, self._log, self._today, self._start = courses, log, today, start
        self._found: dict[str, list[list[Happened]]] = {}
        self._plain: dict[str, Periods] = {}

    def progress(self, name: str) -> dict[str, Json]:
        rules, plain = self._courses[name], self._plain_of(name)
        strict = self._strict_of(name)
        latest = strict if strict.completions else plain
        status = self._status(name, strict, plain)
        before = math.inf if not strict.completions else strict.completions[0].moment
        earlier = [h for h in plain.completions if h.moment < before]
        completions = [*earlier, *strict.completions]
        # A term is for the first completion; later periods have their dates of validity.
        first = status not in ("expired", "retrain") and len(completions) < 2
        terms = [self._term(rules, step) if first else None for step in rules["steps"]]
        due = None if completions else self._due(rules, strict.steps, terms)
        if due is not None and self._today > due:
            status = "overdue"
        shown = latest if completions else strict
        return {
            "status": status,
            "steps": _rows(strict.steps, terms),
            "completed_at": shown.completions[-1].at if completions else None,
            "valid_until": _iso(shown.valid_until),
            "renew_from": _iso(strict.renew_from),
            "renewing": strict.renewing and _rows(strict.renewing, [None] * len(terms)),
            "due": _iso(due),
            "score": shown.score,
            "waits_for": self._waits_for(name),
            "completions": [h.at for h in completions],
        }

    def _status(self, name: str, strict: Periods, plain: Periods) -> str:
        if strict.completions:
            return "expired" if strict.expired else "completed"
        if plain.completions:
            # What was done before the text changed makes a completion to be renewed.
            return "expired" if plain.expired else "retrain"
        return "in-progress" if any(self._found_of(name)) or self._tried(name) else "not-started"

    def _tried(self, name: str) -> bool:
        """Whether a test of the course was sat, even if in vain."""
        tests = [step for step in self._courses[name]["steps"] if step["kind"] == "pass"]
        return any(self._since(name, self._log.of({**step, "kind": "attempt"})) for step in tests)

    def _found_of(self, name: str) -> list[list[Happened]]:
        if name not in self._found:
            steps = self._courses[name]["steps"]
            self._found[name] = [self._since(name, self._log.of(step)) for step in steps]
        return self._found[name]

    def _since(self, name: str, happened: list[Happened]) -> list[Happened]:
        """What counts for a course that begins on a day."""
        first = parse_day(self._courses[name].get("from"))
        if first is None:
            return happened
        return [each for each in happened if day_at(each.moment) >= first]

    def _plain_of(self, name: str) -> Periods:
        """The periods as if no text had ever changed."""
        if name not in self._plain:
            # Whoever asks for it meanwhile is required by it: neither is ever completed.
            self._plain[name] = Periods()
            self._plain[name] = self._periods(name, self._found_of(name))
        return self._plain[name]

    def _strict_of(self, name: str) -> Periods:
        """The periods of what counts for the texts as they are."""
        steps, found = self._courses[name]["steps"], self._found_of(name)
        counting = [
            [h for h in hs if fresh(step, h)] for step, hs in zip(steps, found, strict=True)
        ]
        return self._plain_of(name) if counting == found else self._periods(name, counting)

    def _periods(self, name: str, found: list[list[Happened]]) -> Periods:
        rules = self._courses[name]
        shut = bool(self._waits_for(name))
        required = [self._plain_of(r).completions[:1] for r in self._required(name)]
        gates = [h for first in required for h in first]
        gate = max(gates, key=lambda h: h.moment, default=None)
        return periods(rules, found, self._today, gate, shut=shut)

    def _required(self, name: str) -> list[str]:
        """The courses of the site that this one asks for."""
        named = dict.fromkeys(self._courses[name].get("requires") or ())
        return [required for required in named if required in self._courses]

    def _waits_for(self, name: str) -> list[str]:
        return [r for r in self._required(name) if not self._plain_of(r).completions]

    def _due(
        self, rules: Json, states: Sequence[StepState], terms: Sequence[int | None]
    ) -> int | None:
        """The earliest term that is not met; none where nothing is required."""
        required = [
            (state, term)
            for step, state, term in zip(rules["steps"], states, terms, strict=True)
            if not step.get("optional")
        ]
        days = [term for state, term in required if state.done is None]
        days += [self._term(rules, rules)] if required else []
        return min((day for day in days if day is not None), default=None)

    def _term(self, rules: Json, dated: Json) -> int | None:
        """The last day in time of a course or step; None without one.

        A term that was over before the learner came here, or before the course began, binds nobody.
        """
        due = dated.get("due")
        if not due:
            return None
        if "day" in due:
            day = parse_day(due["day"])
        else:
            day = None if self._start is None else shift(self._start, due)
        bounds = (self._start, parse_day(rules.get("from")))
        late = any(day is not None and since is not None and day < since for since in bounds)
        return None if late else day


def _happened(event: Json) -> Happened | None:
    moment = event.get("moment") or instant(event.get("at"))
    if moment is None:
        return None
    scaled = event.get("score") if event["kind"] == "pass" else None
    score = None if scaled is None else math.floor(min(1, max(0, scaled)) * 10000 + 0.5)
    return Happened(moment, event["at"], event["target"], event.get("version") or "", score)


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
