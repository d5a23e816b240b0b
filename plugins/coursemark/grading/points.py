"""Points and pass marks: integers of a hundredth, and no rounding before a decision."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_PASS_MARK = re.compile(r"([0-9]+)(?:\.([0-9]+))?")


def share(points: int, right: int, total: int) -> int:
    """The points that `right` parts of `total` earn, half a hundredth rounded up."""
    if total == 0:
        return 0
    return (2 * points * right + total) // (2 * total)


def apportion(points: int, weights: Sequence[int]) -> list[int]:
    """Points divided in proportion to the weights, so that the sum is exact.

    Each gets the whole hundredths due to it; those left over go to the largest remainders, the
    earlier first. Weights that are all zero count as equal.
    """
    total = sum(weights)
    if total == 0:
        weights = [1] * len(weights)
        total = len(weights)
    shares = [points * weight // total for weight in weights]
    remainders = [points * weight % total for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda index: (-remainders[index], index))
    for index in by_remainder[: points - sum(shares)]:
        shares[index] += 1
    return shares


def passes(raw: int, max: int, pass_mark: str) -> bool:
    """Whether `100 * raw >= pass_mark * max`; nothing to earn is never a pass.

    The pass mark is a plain decimal such as `80` or `66.5`.
    """
    least, scale = _whole(pass_mark)
    return max > 0 and 100 * raw * scale >= least * max


@lru_cache(256)
def _whole(decimal: str) -> tuple[int, int]:
    """A plain decimal as a whole number, and how many of it are one."""
    found = _PASS_MARK.fullmatch(decimal)
    if found is None:
        raise ValueError(f"not a plain decimal: {decimal!r}")
    fraction = found[2] or ""
    return int(found[1] + fraction), 10 ** len(fraction)
