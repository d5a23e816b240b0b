"""Numbers that were counted: mean, standard deviation, median."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass


@dataclass(frozen=True)
class Spread:
    """Of numbers in any unit."""

    n: int
    mean: float
    sd: float | None
    """With n - 1 in the denominator; None for one number."""
    low: float
    median: float
    """Of an even number of them, the mean of the two in the middle."""
    high: float


def spread_of(counts: Counter[float] | Counter[int]) -> Spread | None:
    """None without numbers."""
    ordered = sorted((value, n) for value, n in counts.items() if n > 0)
    n = sum(times for _, times in ordered)
    if not n:
        return None
    mean = math.fsum(value * times for value, times in ordered) / n
    squares = math.fsum((value - mean) ** 2 * times for value, times in ordered)
    return Spread(
        n=n,
        mean=mean,
        sd=math.sqrt(squares / (n - 1)) if n > 1 else None,
        low=ordered[0][0],
        median=(_at(ordered, (n - 1) // 2) + _at(ordered, n // 2)) / 2,
        high=ordered[-1][0],
    )


def _at(ordered: list[tuple[float, int]], place: int) -> float:
    for value, times in ordered:
        if place < times:
            return value
        place -= times
    raise IndexError(place)
