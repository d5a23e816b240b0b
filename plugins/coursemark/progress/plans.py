"""The courses of a site, read once to be held against many logs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from coursemark.days import parse_day
from coursemark.model import Json


class Term(msgspec.Struct, frozen=True):
    """Until when something is to be done: a day, or a span from the learner's start on."""

    day: int | None
    span: Json
    """`{days}` or `{months}`; None with a day."""


class StepPlan(msgspec.Struct, frozen=True):
    """A step of a course."""

    kind: str
    target: str
    optional: bool
    need: int
    """How many different items `practise` asks for; 1 of every other kind."""
    items: frozenset[str]
    """Those that count for `practise`."""
    retrain_from: int | None
    version: str
    """Of the text to accept; empty when any counts."""
    due: Term | None


class Plan(msgspec.Struct, frozen=True):
    """A course."""

    id: str
    steps: tuple[StepPlan, ...]
    valid_for: Json
    """A span, `{days}` or `{months}`; empty: for ever."""
    renewal: Json
    begins: int | None
    """The day before which nothing counts."""
    requires: tuple[str, ...]
    """The courses of the site that this one asks for."""
    due: Term | None
    changes: bool
    """Whether what was done for a step may count no more."""


class Plans:
    """All courses of a site."""

    def __init__(self, courses: Iterable[Json]) -> None:
        """`courses`: as `rules_of` writes them."""
        rules = {each["id"]: each for each in courses}
        self.by_id: Mapping[str, Plan] = {name: _plan(each, rules) for name, each in rules.items()}
        steps = [step for plan in self.by_id.values() for step in plan.steps]
        self.asked = {(step.kind, step.target) for step in steps if step.kind != "practise"}
        """Kind and target of the events that some course looks at, practice apart."""
        self.asked |= {("attempt", step.target) for step in steps if step.kind == "pass"}
        self.practised = frozenset[str]().union(*(step.items for step in steps))
        """Items that some course asks to practise."""


def _plan(rules: Json, known: Mapping[str, Json]) -> Plan:
    steps = tuple(map(_step, rules["steps"]))
    return Plan(
        id=rules["id"],
        steps=steps,
        valid_for=rules.get("valid_for"),
        renewal=rules.get("renewal"),
        begins=parse_day(rules.get("from")),
        requires=tuple(r for r in dict.fromkeys(rules.get("requires") or ()) if r in known),
        due=_term(rules.get("due")),
        changes=any(step.version or step.retrain_from is not None for step in steps),
    )


def _step(rules: Json) -> StepPlan:
    practise = rules["kind"] == "practise"
    return StepPlan(
        kind=rules["kind"],
        target=rules["target"],
        optional=bool(rules.get("optional")),
        need=max(1, rules.get("count") or 1) if practise else 1,
        items=frozenset(rules.get("items") or ()) if practise else frozenset(),
        retrain_from=parse_day(rules.get("retrain_from")),
        version=(rules.get("version") or "") if rules["kind"] == "accept" else "",
        due=_term(rules.get("due")),
    )


def _term(due: Json) -> Term | None:
    if not due:
        return None
    return Term(parse_day(due["day"]), None) if "day" in due else Term(None, due)
