"""Random learners for the analysis, and the same figures worked out the long way."""

from __future__ import annotations

from collections import Counter
from random import Random
from statistics import fmean, stdev, variance

from hypothesis import strategies as st

from coursemark.analysis import Encounter, Sittings

LETTERS = ("A", "B", "C", "D")


_SEEDS = st.integers(0, 2**32 - 1)


def cohorts(least=0, most=40):
    """Lists of encounters with one item: in up to two assessments, blank, right, wrong, half."""
    return st.builds(_cohort, _SEEDS, st.integers(least, most))


def _cohort(seed, n):
    random, found = Random(seed), []
    for _ in range(n):
        chosen = random.choice([None, ("A",), ("B",), ("C",), ("B", "C")])
        raw = None if chosen is None else random.choice([0, 50, 100])
        score = random.randint(0, 4) * 100 + (raw or 0)
        found.append(Encounter(random.choice("ab"), chosen, raw, 100, score, 500))
    return found


def papers(drawn=False):
    """A list of sittings; with `drawn` everybody has other items than the one before."""
    return st.builds(_paper, _SEEDS, st.integers(2, 6), st.integers(10, 25), st.just(drawn))


def _paper(seed, items, learners, drawn):
    random = Random(seed)
    points = random.choice([(0, 100), (0, 50, 100)])
    return [
        {f"b/{n * items * drawn + m}": (random.choice(points), 100) for m in range(items)}
        for n in range(learners)
    ]


def counted(people) -> Counter[Encounter]:
    return Counter(people)


def sat(paper) -> Sittings:
    sittings = Sittings()
    for scores in paper:
        sittings.add(scores)
    return sittings


def alpha_the_long_way(paper):
    """From the columns of the matrix, as a spreadsheet would."""
    rows = [[raw for raw, _ in scores.values()] for scores in paper]
    columns = list(zip(*rows, strict=True))
    k, total = len(columns), variance([sum(row) for row in rows])
    return k / (k - 1) * (1 - sum(variance(column) for column in columns) / total)


def sem_the_long_way(paper):
    rows = [[raw for raw, _ in scores.values()] for scores in paper]
    deviation = stdev([sum(row) for row in rows])
    return deviation * (1 - alpha_the_long_way(paper)) ** 0.5 / (100 * len(rows[0]))


def icc_the_long_way(paper):
    """ICC(1,k) by the mean squares of the analysis of variance."""
    rows = [[raw / most for raw, most in scores.values()] for scores in paper]
    k, n, grand = len(rows[0]), len(rows), fmean(x for row in rows for x in row)
    between = k * sum((fmean(row) - grand) ** 2 for row in rows) / (n - 1)
    within = sum((x - fmean(row)) ** 2 for row in rows for x in row) / (n * (k - 1))
    return 1 - within / between


def correlation_the_long_way(people):
    """Pearson's r of share and rest within each assessment, the sums put together."""
    xy = xx = yy = 0.0
    for name in {one.within for one in people}:
        pairs = [(p.share, p.rest) for p in people if p.within == name and p.raw is not None]
        if pairs:
            mx, my = fmean(x for x, _ in pairs), fmean(y for _, y in pairs)
            xy += sum((x - mx) * (y - my) for x, y in pairs)
            xx += sum((x - mx) ** 2 for x, _ in pairs)
            yy += sum((y - my) ** 2 for _, y in pairs)
    return xy / (xx * yy) ** 0.5
