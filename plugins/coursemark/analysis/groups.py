"""The upper and the lower group: the 27 % with the highest and the lowest scores.

With 27 % the difference between the groups is most certain relative to its error, for normally
distributed scores: Kelley, T. L. (1939). The selection of upper and lower groups for the
validation of test items. Journal of Educational Psychology, 30, 17–24.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from coursemark.analysis.encounters import Encounter, Encounters, Weight

PERCENT = 27

_Weights = dict[Encounter, Weight]


@dataclass(frozen=True)
class Groups:
    """Two groups of the same size, by how many of each encounter are in them.

    Where only some of those with the same score have a place, each has an equal share of one:
    what an average over all orders would give. So a count may be a fraction.
    """

    size: int
    upper: Mapping[Encounter, Weight]
    lower: Mapping[Encounter, Weight]


def groups_of(met: Encounters) -> Groups | None:
    """The groups of those who met an item, by their score of the whole attempt.

    Formed in each assessment by itself and put together, because scores of different tests do not
    compare. None when there is no score, or everybody has the same.
    """
    size = 0
    upper: _Weights = {}
    lower: _Weights = {}
    for levels in _by_assessment(met).values():
        n = sum(count for level in levels.values() for _, count in level)
        places = (PERCENT * n + 50) // 100
        if len(levels) < 2 or not places:
            continue
        size += places
        _fill(upper, places, (levels[total] for total in sorted(levels, reverse=True)))
        _fill(lower, places, (levels[total] for total in sorted(levels)))
    return Groups(size, upper, lower) if size else None


_Level = list[tuple[Encounter, int]]


def _by_assessment(met: Encounters) -> dict[str, dict[float, _Level]]:
    """By assessment and total score, who had it."""
    found: dict[str, dict[float, _Level]] = {}
    for encounter, count in met.items():
        if encounter.total is not None and count > 0:
            levels = found.setdefault(encounter.within, {})
            levels.setdefault(encounter.total, []).append((encounter, count))
    return found


def _fill(group: _Weights, places: int, levels: Iterable[_Level]) -> None:
    for level in levels:
        n = sum(count for _, count in level)
        share: Weight = 1 if n <= places else Fraction(places, n)
        for encounter, count in level:
            group[encounter] = group.get(encounter, 0) + share * count
        places -= n
        if places <= 0:
            return
