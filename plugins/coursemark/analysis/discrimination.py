"""Whether those who do well on the rest do well on an item."""

from __future__ import annotations

import math
from collections.abc import Sequence

from coursemark.analysis.encounters import Encounters, facility
from coursemark.analysis.groups import Groups

MIN_ANSWERS = 10
"""Below it neither measure says anything."""
_NO_SPREAD = 1e-12


def index(groups: Groups | None) -> float | None:
    """Discrimination index D = p_upper - p_lower, -1 to 1: the difference of the facilities.

    Over those who answered: leaving blank is not answering wrongly. None without groups, or when
    nobody in one of them answered. Johnson, A. P. (1951). Notes on a suggested index of item
    validity: the U-L index. Journal of Educational Psychology, 42, 499–504; as in Ebel, R. L. &
    Frisbie, D. A. (1991). Essentials of Educational Measurement (5th ed.), ch. 13.
    """
    if groups is None:
        return None
    upper, lower = facility(groups.upper), facility(groups.lower)
    return None if upper is None or lower is None else upper - lower


def item_rest(met: Encounters) -> float | None:
    """Corrected item-total correlation, -1 to 1: of an item with the rest of its attempts.

    r = S_xy / √(S_xx · S_yy), x the share of the item's points, y the share of the points of the
    attempt's other items; for an item that is right or wrong it is the point-biserial. The item
    is no part of y, so that it does not correlate with itself: Henrysson, S. (1963). Correction
    of item-total correlations in item analysis. Psychometrika, 28, 211–218. The sums of squares
    are taken within each assessment (the pooled within-group correlation), so that an easy and a
    hard test put together do not make a correlation.

    None with fewer than ten graded responses, or when either side does not vary.
    """
    strata: dict[str, list[tuple[float, float, int]]] = {}
    for one, count in met.items():
        own, rest = one.share, one.rest
        if own is not None and rest is not None:
            strata.setdefault(one.within, []).append((own, rest, count))
    if sum(count for pairs in strata.values() for *_, count in pairs) < MIN_ANSWERS:
        return None
    deviations = [each for pairs in strata.values() for each in _deviations(pairs)]
    own_spread = math.fsum(x * x * n for x, _, n in deviations)
    rest_spread = math.fsum(y * y * n for _, y, n in deviations)
    if own_spread < _NO_SPREAD or rest_spread < _NO_SPREAD:
        return None
    together = math.fsum(x * y * n for x, y, n in deviations)
    return max(-1.0, min(1.0, together / math.sqrt(own_spread * rest_spread)))


def _deviations(pairs: Sequence[tuple[float, float, int]]) -> list[tuple[float, float, int]]:
    """From the means; `fsum` is exact, so that the order changes nothing."""
    n = sum(count for *_, count in pairs)
    own = math.fsum(x * count for x, _, count in pairs) / n
    rest = math.fsum(y * count for _, y, count in pairs) / n
    return [(x - own, y - rest, count) for x, y, count in pairs]
