"""An item as learners met it: answered, or left blank. Who was not drawn it did not meet it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple, TypeAlias


class Encounter(NamedTuple):
    """One way of meeting an item; how many met it so is counted beside it.

    Points are hundredths. `score` and `out_of` are those of the whole attempt, this item included;
    both 0 for practice, which has no score.
    """

    within: str
    """The assessment: scores are compared only inside of it."""
    chosen: tuple[str, ...] | None
    """Letters, in order; empty for a response without letters; None: left blank."""
    raw: int | None
    """None when blank, or while there is no key to grade by."""
    max: int
    score: int = 0
    out_of: int = 0

    @property
    def share(self) -> float | None:
        """Of the item's points, 0 to 1."""
        return None if self.raw is None or not self.max else self.raw / self.max

    @property
    def total(self) -> float | None:
        """Share of the attempt's points."""
        return self.score / self.out_of if self.out_of else None

    @property
    def rest(self) -> float | None:
        """Share of the points of the attempt's other items."""
        most = self.out_of - self.max
        return (self.score - (self.raw or 0)) / most if most > 0 else None


Encounters: TypeAlias = "Counter[Encounter]"

Weight: TypeAlias = "int | Fraction"


def facility(met: Mapping[Encounter, Weight]) -> float | None:
    """p, the mean share of the points earned, 0 to 1, over graded responses.

    For an item that is right or wrong it is the proportion right: Crocker, L. & Algina, J. (1986).
    Introduction to Classical and Modern Test Theory, ch. 14. Blanks do not count as wrong.
    """
    earned: dict[int, Weight] = {}
    n: Weight = 0
    for one, weight in met.items():
        if one.raw is not None and one.max:
            earned[one.max] = earned.get(one.max, 0) + one.raw * weight
            n += weight
    return float(sum(Fraction(points) / most for most, points in earned.items()) / n) if n else None
