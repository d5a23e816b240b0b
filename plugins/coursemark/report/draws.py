"""Which items an attempt has to answer for: what was drawn, held against what the rules ask."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import msgspec

from coursemark.model import Assessment, Draw, Item, Site


class Unit(msgspec.Struct, frozen=True, gc=False):
    """One place of an assessment: an item to answer, or points nobody can earn."""

    item: Item | None
    """None when the drawn list has nothing for this place."""
    points: int | None
    """Hundredths by the rule; None leaves the item its own."""


class Drawing(msgspec.Struct, frozen=True):
    """The units of an attempt in order, and what was drawn that no rule asks for."""

    units: list[Unit]
    extra: list[str]
    places: int
    """How many items the rules of today ask for."""
    missing: int = 0
    """Units without an item."""
    retagged: list[str] = []
    """Drawn when the rule matched; its tags, status or validity have changed since."""


@dataclass(frozen=True)
class _Rule:
    """A draw entry, and the items it may mean."""

    number: int
    """Its place among those of the assessment."""
    draw: Draw
    matching: frozenset[str]
    """Ids of all that it matches, drawn today or not."""
    like: frozenset[str]
    """Of all that it would match if their tags did not count."""

    @property
    def takes_all(self) -> bool:
        return self.draw.count is None


@dataclass(frozen=True)
class _Rules:
    """Those of an assessment."""

    rules: Sequence[_Rule]
    matched_by: Mapping[str, Sequence[int]]
    """Item to the numbers of the rules that match it."""

    def choices(self, ids: Sequence[str]) -> list[list[str]]:
        """Of each rule those of the items that it matches."""
        found: list[list[str]] = [[] for _ in self.rules]
        for id_ in ids:
            for number in self.matched_by.get(id_, ()):
                found[number].append(id_)
        return found


@dataclass(frozen=True)
class _Demand:
    """What the rules of an assessment ask for at some time."""

    rules: _Rules
    closed: frozenset[str]
    """Items that a rule matches, and that could not be drawn."""
    sizes: Sequence[int]
    """How many items each rule asks for: with no count all that match."""
    places: Sequence[_Rule]
    """The rule of every place."""

    def with_withdrawn(self, closed: frozenset[str]) -> list[_Rule]:
        """The places, when of what was drawn some items could not be drawn any more.

        They are among all that match: each was withdrawn since.
        """
        found: list[_Rule] = []
        for rule, size in zip(self.rules.rules, self.sizes, strict=True):
            gone = len(rule.matching & closed) if rule.takes_all else 0
            found += [rule] * (size + gone)
        return found


class Draws:
    """Answers for one site; what is asked for is looked up once for an assessment and a time."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._rules: dict[str, _Rules] = {}
        self._demands: dict[tuple[str, int], _Demand] = {}
        self._pools: dict[tuple[int, int], list[Item]] = {}

    def literal(self, assessment: Assessment) -> list[str]:
        """The items named one by one."""
        return [draw.item for draw in assessment.draw if draw.item is not None]

    def drawing(
        self, assessment: Assessment, drawn: Sequence[str], day: date, *, strict: bool
    ) -> Drawing:
        """Gives every drawn item a place of the rules.

        Strictly, places left over are missing and items without a place do not count: whoever
        takes a wrong answer or a drawn item out of a record gains nothing by it. Otherwise (the
        rules have changed since) what was drawn counts as it is.
        """
        items, demand = self._site.items, self._demand(assessment, day)
        ids = [i for i in dict.fromkeys(drawn) if i in items]
        closed = demand.closed.intersection(ids)
        places = demand.with_withdrawn(closed) if closed else demand.places
        own = demand.rules.choices(ids)
        seated = _seated([own[rule.number] for rule in places], [None] * len(places))
        kept = set(seated)
        if strict and None in kept:
            # Tags are no part of an item's revision: changing them takes nothing from anybody.
            loose = [
                [*own[rule.number], *(i for i in ids if i in rule.like)]
                for rule in demand.rules.rules
            ]
            seated = _seated([loose[rule.number] for rule in places], seated)
        units = [
            Unit(items[i], rule.draw.points) for i, rule in zip(seated, places, strict=True) if i
        ]
        taken = set(seated)
        extra = [i for i in ids if i not in taken]
        if not strict:
            return Drawing(units + [Unit(items[i], None) for i in extra], [], len(places))
        lost = self._lost(places, own, seated, day) if None in taken else []
        retagged = [
            i
            for i, rule in zip(seated, places, strict=True)
            if i and (i not in kept or (i in closed and rule.takes_all))
        ]
        return Drawing(units + lost, extra, len(places), len(lost), retagged)

    def _lost(
        self,
        places: Sequence[_Rule],
        own: Sequence[Sequence[str]],
        seated: Sequence[str | None],
        day: date,
    ) -> list[Unit]:
        """What might have been drawn for the places left over."""
        pools = {rule.number: self._pool(rule, day) for rule in places}
        choices = {n: [*(i.id for i in pool), *own[n]] for n, pool in pools.items()}
        filled = _seated([choices[rule.number] for rule in places], seated)
        taken = {i for i in seated if i}
        return [
            Unit(None, _points(rule.draw, pools[rule.number], item, taken))
            for rule, item in zip(places, filled, strict=True)
            if item is not None and item not in taken
        ]

    def _rules_of(self, assessment: Assessment) -> _Rules:
        if assessment.id not in self._rules:
            items = self._site.items.values()
            rules = [
                _Rule(
                    number,
                    draw,
                    frozenset(i.id for i in items if draw.matches(i)),
                    frozenset(i.id for i in items if _might_match(draw, i)),
                )
                for number, draw in enumerate(assessment.draw)
            ]
            matched_by: dict[str, list[int]] = {}
            for rule in rules:
                for id_ in rule.matching:
                    matched_by.setdefault(id_, []).append(rule.number)
            self._rules[assessment.id] = _Rules(rules, matched_by)
        return self._rules[assessment.id]

    def _demand(self, assessment: Assessment, day: date) -> _Demand:
        key = (assessment.id, self._time(day))
        if key not in self._demands:
            rules, items = self._rules_of(assessment), self._site.items
            closed = {i for i in rules.matched_by if not self._site.usable(items[i], day)}
            sizes = [
                len(self._pool(rule, day)) if rule.draw.count is None else rule.draw.count
                for rule in rules.rules
            ]
            places = [
                rule for rule, size in zip(rules.rules, sizes, strict=True) for _ in range(size)
            ]
            self._demands[key] = _Demand(rules, frozenset(closed), sizes, places)
        return self._demands[key]

    def _pool(self, rule: _Rule, day: date) -> list[Item]:
        """What the entry may choose on this day."""
        key = (id(rule), self._time(day))
        if key not in self._pools:
            self._pools[key] = list(self._site.pool(rule.draw, day))
        return self._pools[key]

    def _time(self, day: date) -> int:
        """Equal for days between which no item ceases to be usable."""
        return bisect_right(self._ends, day.toordinal())

    @cached_property
    def _ends(self) -> list[int]:
        """Days from which on some item cannot be drawn any more, in their order."""
        site, found = self._site, set[int]()
        for item in site.items.values():
            lapsed = site.lapsed_from(item.source)
            if lapsed is not None:
                found.add(lapsed.toordinal())
            if item.valid_until is not None:
                found.add(item.valid_until.toordinal() + 1)
        return sorted(found)


def _might_match(draw: Draw, item: Item) -> bool:
    """As the rule matches, whatever the tags of the item."""
    return (
        draw.item is None
        and (not draw.banks or item.bank in draw.banks)
        and draw.type in (None, item.type)
    )


def _points(draw: Draw, pool: list[Item], item: str, taken: set[str]) -> int:
    """Points of a missing item: of one the rule might have chosen, the most that it could have."""
    if draw.points is not None:
        return draw.points
    left = [each.max for each in pool if each.id not in taken and draw.count is not None]
    return max(left or [each.max for each in pool if each.id == item])


def _seated(choices: Sequence[Sequence[str]], start: Sequence[str | None]) -> list[str | None]:
    """A different item for as many places as possible; items seated at the start stay seated."""
    seats = list(start)
    holder = {item: place for place, item in enumerate(seats) if item is not None}
    for place, wanted in enumerate(choices):
        if seats[place] is None:
            for item in wanted:
                if item not in holder:
                    seats[place], holder[item] = item, place
                    break
            else:
                _augment(place, choices, seats, holder)
    return seats


def _augment(
    place: int, choices: Sequence[Sequence[str]], seats: list[str | None], holder: dict[str, int]
) -> None:
    """Finds by breadth a chain of moves that frees an item for this place, if there is one."""
    came_from: dict[str, int] = {}
    queue = deque([place])
    while queue:
        here = queue.popleft()
        for item in choices[here]:
            if item in came_from:
                continue
            came_from[item] = here
            if item not in holder:
                _move(item, place, came_from, seats, holder)
                return
            queue.append(holder[item])


def _move(
    item: str,
    goal: int,
    came_from: dict[str, int],
    seats: list[str | None],
    holder: dict[str, int],
) -> None:
    while True:
        place = came_from[item]
        before = seats[place]
        seats[place], holder[item] = item, place
        if place == goal or before is None:
            return
        item = before
