"""Who chose which option: the distractor table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coursemark.analysis.encounters import Encounter, Encounters, Weight
from coursemark.analysis.groups import Groups


@dataclass(frozen=True)
class Choice:
    """One option, or leaving blank."""

    option: str
    """Letter; empty: left blank."""
    right: bool
    n: int
    upper: float | None
    """Share of the upper group that chose it, 0 to 1; None without groups."""
    lower: float | None


def choices_of(
    met: Encounters, groups: Groups | None, options: Sequence[str], key: Iterable[str]
) -> tuple[Choice, ...]:
    """One row an option in their order, and last the row of those who left it blank.

    Where several options may be chosen the shares of a group add up to more than one.
    """
    right = frozenset(key)
    chosen = dict.fromkeys((*options, ""), 0)
    for one, count in met.items():
        for letter in _letters(one):
            if letter in chosen:
                chosen[letter] += count
    upper = _shares(groups.upper, groups.size) if groups else None
    lower = _shares(groups.lower, groups.size) if groups else None
    return tuple(
        Choice(
            option=letter,
            right=letter in right,
            n=n,
            upper=None if upper is None else upper.get(letter, 0.0),
            lower=None if lower is None else lower.get(letter, 0.0),
        )
        for letter, n in chosen.items()
    )


def _letters(one: Encounter) -> tuple[str, ...]:
    return ("",) if one.chosen is None else tuple(dict.fromkeys(one.chosen))


def _shares(group: Mapping[Encounter, Weight], size: int) -> dict[str, float]:
    found: dict[str, Weight] = {}
    for one, weight in group.items():
        for letter in _letters(one):
            found[letter] = found.get(letter, 0) + weight
    return {letter: float(weight / size) for letter, weight in found.items()}
