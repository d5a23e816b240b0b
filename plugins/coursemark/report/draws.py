"""Which items an attempt has to answer for: what was drawn, held against what the rules ask."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coursemark.model import Assessment, Draw, Item, Site


@dataclass(frozen=True)
class Unit:
    """One place of an assessment: an item to answer, or points nobody can earn."""

    item: Item | None
    """None when the drawn list has nothing for this place."""
    points: int | None
    """Hundredths by the rule; None leaves the item its own."""


@dataclass(frozen=True)
class Drawing:
    """The units of an attempt in order, and what was drawn that no rule asks for."""

    units: tuple[Unit, ...]
    extra: tuple[str, ...]
    places: int
    """How many items the rules of today ask for."""
    retagged: tuple[str, ...] = ()
    """Drawn when the rule matched; its tags, status or validity have changed since."""

    @property
    def missing(self) -> int:
        return sum(unit.item is None for unit in self.units)


@dataclass(frozen=True)
class _Rule:
    """A draw entry, and the items it may mean."""

    draw: Draw
    matching: frozenset[str]
    """Ids of all that it matches, drawn today or not."""
    like: frozenset[str]
    """Of all that it would match if their tags did not count."""


class Draws:
    """Answers for one site; rules are looked up once for an assessment and day."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._rules: dict[str, list[_Rule]] = {}
        self._asked: dict[tuple[str, date], list[int]] = {}
        self._pools: dict[tuple[int, date], list[Item]] = {}
        self._usable: dict[tuple[str, date], bool] = {}

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
        items = [self._site.items[i] for i in dict.fromkeys(drawn) if i in self._site.items]
        closed = {i.id for i in items if not self._is_usable(i, day)}
        rules = self._rules_of(assessment)
        own, places = [], []
        for rule, asked in zip(rules, self._sizes(assessment, day), strict=True):
            # Among all that match is what was drawn and could not be drawn any more, because it
            # was withdrawn since.
            gone = len(rule.matching & closed) if closed and rule.draw.count is None else 0
            size = asked + gone
            places += [rule] * size
            own += [[i.id for i in items if i.id in rule.matching]] * size
        seated = _seated(own, [None] * len(own))
        kept = set(seated)
        if strict:
            # Tags are no part of an item's revision: changing them takes nothing from anybody.
            liked = {id(rule): [i.id for i in items if i.id in rule.like] for rule in rules}
            loose = [liked[id(rule)] for rule in places]
            seated = _seated([a + b for a, b in zip(own, loose, strict=True)], seated)
        units = [
            Unit(self._site.items[i], places[n].draw.points) for n, i in enumerate(seated) if i
        ]
        taken = {i for i in seated if i}
        extra = [i.id for i in items if i.id not in taken]
        if not strict:
            units += [Unit(self._site.items[i], None) for i in extra]
            return Drawing(tuple(units), (), len(places))
        if len(taken) < len(places):
            pools = [self._pool(rule, day) for rule in places]
            full = [[i.id for i in pool] + own[n] for n, pool in enumerate(pools)]
            filled = _seated(full, seated)
            for place, item in enumerate(filled):
                if item is not None and item not in taken:
                    units.append(Unit(None, _lost(places[place].draw, pools[place], item, taken)))
        retagged = [
            i
            for i, rule in zip(seated, places, strict=True)
            if i and (i not in kept or (i in closed and rule.draw.count is None))
        ]
        return Drawing(tuple(units), tuple(extra), len(places), tuple(retagged))

    def _rules_of(self, assessment: Assessment) -> list[_Rule]:
        if assessment.id not in self._rules:
            items = self._site.items.values()
            self._rules[assessment.id] = [
                _Rule(
                    draw,
                    frozenset(i.id for i in items if draw.matches(i)),
                    frozenset(i.id for i in items if _might_match(draw, i)),
                )
                for draw in assessment.draw
            ]
        return self._rules[assessment.id]

    def _pool(self, rule: _Rule, day: date) -> list[Item]:
        """What the entry may choose on this day."""
        key = (id(rule), day)
        if key not in self._pools:
            self._pools[key] = list(self._site.pool(rule.draw, day))
        return self._pools[key]

    def _sizes(self, assessment: Assessment, day: date) -> list[int]:
        """How many items each rule asks for on this day: with no count all that match."""
        key = (assessment.id, day)
        if key not in self._asked:
            self._asked[key] = [
                len(self._pool(rule, day)) if rule.draw.count is None else rule.draw.count
                for rule in self._rules_of(assessment)
            ]
        return self._asked[key]

    def _is_usable(self, item: Item, day: date) -> bool:
        key = (item.id, day)
        if key not in self._usable:
            self._usable[key] = self._site.usable(item, day)
        return self._usable[key]


def _might_match(draw: Draw, item: Item) -> bool:
    """As the rule matches, whatever the tags of the item."""
    return (
        draw.item is None
        and (not draw.banks or item.bank in draw.banks)
        and draw.type in (None, item.type)
    )


def _lost(draw: Draw, pool: list[Item], item: str, taken: set[str]) -> int:
    """Points of a missing item: of one the rule might have chosen, the most that it could have."""
    if draw.points is not None:
        return draw.points
    left = [each.max for each in pool if each.id not in taken and draw.count is not None]
    return max(left or [each.max for each in pool if each.id == item])


def _seated(choices: list[list[str]], start: list[str | None]) -> list[str | None]:
    """A different item for as many places as possible; items seated at the start stay seated."""
    seats = list(start)
    holder = {item: place for place, item in enumerate(seats) if item is not None}
    for place in range(len(choices)):
        if seats[place] is None:
            _augment(place, choices, seats, holder)
    return seats


def _augment(
    place: int, choices: list[list[str]], seats: list[str | None], holder: dict[str, int]
) -> None:
    """Finds by breadth a chain of moves that frees an item for this place."""
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
