"""How far the scores of a test can be relied on: KR-20, α, and what takes their place in a draw.

Only sums are kept: of each set of units that sat together, and of each stratum of a draw.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

MIN_SITTINGS = 10
"""Below it no coefficient says anything."""
SAME_PERCENT = 80
"""When this share of the sittings had the same items, the test is taken as the same for all."""
_FORMS = 256
"""A test with more sets of items than this is drawn at random."""
_SCALE = 10**9
"""Shares are added up as whole numbers of a billionth: the order of adding changes nothing."""

Scores = Mapping[str, tuple[int, int]]
"""Unit (an item, or a whole case) to points earned and to be earned, in hundredths. Blank earns 0;
what was not drawn is not in it."""


@dataclass(frozen=True)
class Reliability:
    """A coefficient and the standard error that goes with it."""

    method: str = ""
    """`kr20`, `alpha`, `nested`; empty when there is none."""
    coefficient: float | None = None
    """At most 1; negative when items contradict one another."""
    sem: float | None = None
    """Standard error of measurement, as a share of the points of the test."""
    n: int = 0
    """Sittings it rests on."""
    items: float = 0.0
    """Units of a sitting, on the average."""
    reason: str = ""
    """Why there is none: `few` sittings, `one-item`, `no-spread`."""


@dataclass
class _Form:
    """One set of units: sums over those who sat it, in hundredths."""

    n: int = 0
    total: int = 0
    squares: int = 0
    most: int = 0
    """Points to be earned, over all."""
    units: dict[str, list[int]] = field(default_factory=dict)
    """Sum and sum of squares."""
    halves: bool = False
    """Whether somebody earned a part of a unit's points."""

    def add(self, scores: Scores) -> None:
        raw = 0
        for unit, (earned, most) in scores.items():
            raw += earned
            self.most += most
            sums = self.units.setdefault(unit, [0, 0])
            sums[0] += earned
            sums[1] += earned * earned
            self.halves = self.halves or 0 < earned < most
        self.n += 1
        self.total += raw
        self.squares += raw * raw

    def join(self, other: _Form) -> None:
        self.n += other.n
        self.total += other.total
        self.squares += other.squares
        self.most += other.most
        self.halves = self.halves or other.halves
        for unit, sums in other.units.items():
            own = self.units.setdefault(unit, [0, 0])
            own[0] += sums[0]
            own[1] += sums[1]


@dataclass
class Sittings:
    """Adds up the sittings of one test; two of these can be joined."""

    n: int = 0
    forms: dict[frozenset[str], _Form] | None = field(default_factory=dict)
    """None: more than can be told apart."""
    makings: dict[tuple[tuple[str, int], ...], list[int]] = field(default_factory=dict)
    """How many units of each stratum a sitting has, to the number of such sittings, the sum of
    their sums of shares, and the sum of the squares of these."""
    strata: dict[str, list[int]] = field(default_factory=dict)
    """Stratum to the number of its units, the sum of their shares, and of the squares of these."""
    weights: Counter[tuple[int, int]] = field(default_factory=Counter)
    """Sum of the squares and square of the sum of the points, reduced, to how many sittings."""

    def add(self, scores: Scores, strata: Mapping[str, str] = {}) -> None:
        """One sitting; without anything to earn it is none.

        `strata`: unit to the rule that draws it. Without, all are drawn from one pool.
        """
        scores = {unit: pair for unit, pair in scores.items() if pair[1] > 0}
        if not scores:
            return
        self.n += 1
        if self.forms is not None:
            units = frozenset(scores)
            if units not in self.forms:
                self.forms[units] = _Form()
            self.forms[units].add(scores)
            self._forget()
        whole = points = square = 0
        by_stratum: dict[str, list[int]] = {}
        for unit, (earned, most) in scores.items():
            share, stratum = _SCALE * earned // most, strata.get(unit, "")
            sums = by_stratum.setdefault(stratum, [0, 0, 0])
            sums[0] += 1
            sums[1] += share
            sums[2] += share * share
            whole += share
            points += most
            square += most * most
        for stratum, sums in by_stratum.items():
            _add(self.strata.setdefault(stratum, [0, 0, 0]), sums)
        making = tuple(sorted([(stratum, sums[0]) for stratum, sums in by_stratum.items()]))
        _add(self.makings.setdefault(making, [0, 0, 0]), (1, whole, whole * whole))
        all_squared = points**2
        common = math.gcd(square, all_squared)
        self.weights[square // common, all_squared // common] += 1

    def join(self, other: Sittings) -> None:
        """Takes in what another added up."""
        self.n += other.n
        if self.forms is None or other.forms is None:
            self.forms = None
        else:
            for units, form in other.forms.items():
                self.forms.setdefault(units, _Form()).join(form)
            self._forget()
        for making, sums in other.makings.items():
            _add(self.makings.setdefault(making, [0, 0, 0]), sums)
        for stratum, sums in other.strata.items():
            _add(self.strata.setdefault(stratum, [0, 0, 0]), sums)
        self.weights.update(other.weights)

    def _forget(self) -> None:
        if self.forms is not None and len(self.forms) > _FORMS:
            self.forms = None

    def reliability(self) -> Reliability:
        """By α where (nearly) all had the same items, else for items nested in learners."""
        if self.n < MIN_SITTINGS:
            return Reliability(n=self.n, items=self._mean_size(), reason="few")
        most = max((form.n for form in (self.forms or {}).values()), default=0)
        if 100 * most >= SAME_PERCENT * self.n and most >= MIN_SITTINGS:
            return _alpha(next(f for f in (self.forms or {}).values() if f.n == most))
        return self._nested()

    def _mean_size(self) -> float:
        return sum(n for n, *_ in self.strata.values()) / self.n if self.n else 0.0

    def _nested(self) -> Reliability:
        """Reliability of the mean of items that were drawn for each learner anew.

        An analysis of variance of the shares of the points: learners p, strata (the rules of the
        draw, a fixed effect that all learners meet alike), and items within both.
        E ρ² = σ²_p / (σ²_p + σ²_e / k'), with σ²_e = MS_within, σ²_p = (MS_p - MS_within) / n0.
        For equal points and sizes it is 1 - MS_within / MS_p. With one pool that is the ICC(1,k)
        of Shrout, P. E. & Fleiss, J. L. (1979). Intraclass correlations. Psychological Bulletin,
        86, 420–428; with a stratum for every item it is α, as found by Hoyt, C. (1941). Test
        reliability estimated by analysis of variance. Psychometrika, 6, 153–160; in between it is
        what Rajaratnam, N., Cronbach, L. J. & Gleser, G. C. (1965). Generalizability of
        stratified-parallel tests. Psychometrika, 30, 39–56, are about. n0 is the usual mean of
        unequal sizes, k' = (Σw)² / Σw² the number of equal items that would err as much as items
        of points w. α itself has no meaning here: no two learners need have an item in common.
        That one draw is harder than another of the same rules counts as error, as it should.
        """
        n, drawn = self.n, sum(n for n, *_ in self.strata.values())
        items = self._mean_size()
        freedom = drawn - n - (len(self.strata) - 1)
        if drawn == n:
            return Reliability(n=n, items=items, reason="one-item")
        if freedom <= 0:
            return Reliability(n=n, items=items, reason="no-spread")
        means = {name: Fraction(total, units) for name, (units, total, _) in self.strata.items()}
        around = sum(
            (Fraction(squares) - Fraction(total**2, units))
            for units, total, squares in self.strata.values()
        )
        by_learner, sizes = Fraction(0), 0
        for making, (sittings, total, squares) in self.makings.items():
            size = sum(units for _, units in making)
            expected = sum((means[name] * units for name, units in making), Fraction(0))
            apart = squares - 2 * expected * total + sittings * expected**2
            by_learner += apart / size
            sizes += sittings * size**2
        within = (around - by_learner) / freedom
        between = by_learner / (n - 1)
        learners = (between - within) / ((drawn - Fraction(sizes, drawn)) / (n - 1))
        ratio = sum((Fraction(a, b) * c for (a, b), c in self.weights.items()), Fraction(0)) / n
        error = within * ratio
        observed = learners + error
        if not between or within < 0 or observed <= 0:
            return Reliability(n=n, items=items, reason="no-spread")
        sem = math.sqrt(error) / _SCALE
        return Reliability("nested", float(learners / observed), sem, n, items)


def _add(sums: list[int], more: Sequence[int]) -> None:
    sums[0] += more[0]
    sums[1] += more[1]
    sums[2] += more[2]


def _alpha(form: _Form) -> Reliability:
    """Cronbach's α; of units that are right or wrong, KR-20.

    α = k / (k - 1) · (1 - Σ σ²_i / σ²_X): Cronbach, L. J. (1951). Coefficient alpha and the
    internal structure of tests. Psychometrika, 16, 297–334. With σ²_i = p_i q_i it is formula 20
    of Kuder, G. F. & Richardson, M. W. (1937). The theory of the estimation of test reliability.
    Psychometrika, 2, 151–160. SEM = σ_X √(1 - α), σ_X with n - 1 in the denominator. A case is one
    unit, since its parts hang together: Sireci, S. G., Thissen, D. & Wainer, H. (1991). On the
    reliability of testlet-based tests. Journal of Educational Measurement, 28, 237–247.
    """
    n, k = form.n, len(form.units)
    if k < 2:
        return Reliability(n=n, items=k, reason="one-item")
    total = n * form.squares - form.total**2
    if not total:
        return Reliability(n=n, items=k, reason="no-spread")
    single = sum(n * squares - sums**2 for sums, squares in form.units.values())
    coefficient = Fraction(k, k - 1) * (1 - Fraction(single, total))
    variance = Fraction(total, n * (n - 1))
    sem = math.sqrt(variance * (1 - coefficient)) / (form.most / n)
    return Reliability("alpha" if form.halves else "kr20", float(coefficient), sem, n, float(k))
