"""Each draw could be satisfied alone, but not all of them together.

An item is drawn at most once in an attempt, so draws that share a pool compete for it. A draw
without a count takes what the others leave.

Fails, when the bank has 5 items, 3 of them on referrals::

    draw:
      - {bank: catalogue, count: 4}
      - {bank: catalogue, topics: [转诊], count: 2}

Passes::

    draw:
      - {bank: catalogue, count: 3}
      - {bank: catalogue, topics: [转诊], count: 2}
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from coursemark.checks.references import pool, pool_may_grow
from coursemark.model import Assessment, Site
from coursemark.problems import Level, Problem

ID = "draw-overlap"
LEVEL: Level = "error"


def check(site: Site, today: date) -> Iterator[Problem]:
    for assessment in site.assessments.values():
        named: set[str] = set()
        repeated = False
        for draw in assessment.draw:
            if draw.item in named:
                repeated = True
                yield Problem(draw.place, ID, f"抽题：题目 {draw.item} 列了两次；请删去一条", LEVEL)
            elif draw.item is not None:
                named.add(draw.item)
        if not repeated:
            yield from _competing(assessment, site, today)


def _competing(assessment: Assessment, site: Site, today: date) -> Iterator[Problem]:
    """The first draw that finds too few items left, whichever way the others choose theirs."""
    wanted = [1 if draw.item is not None else draw.count or 0 for draw in assessment.draw]
    takers: dict[str, list[int]] = {}
    for index, draw in enumerate(assessment.draw):
        if wanted[index] == 0 or pool_may_grow(site, draw):
            wanted[index] = 0
            continue
        drawable = [item.id for item in pool(site, draw, today)]
        if len(drawable) < wanted[index]:
            return  # reported as too few, or unknown
        for item in drawable:
            takers.setdefault(item, []).append(index)
    # Items that the same draws may take are alike; only how many there are matters.
    kinds = Counter(tuple(indexes) for indexes in takers.values())
    if all(len(kind) == 1 for kind in kinds):
        return
    failed = _first_unsatisfied(wanted, kinds)
    if failed is not None:
        draw = assessment.draw[failed]
        yield Problem(
            draw.place,
            ID,
            "这条规则与前面的抽题共用题目，合起来不够抽；请减少题数、补充题目或调整条件",
            LEVEL,
        )


def _first_unsatisfied(wanted: list[int], kinds: Counter[tuple[int, ...]]) -> int | None:
    """Augmenting paths between draws and kinds of items, one draw after another."""
    reach: dict[int, list[tuple[int, ...]]] = {}
    for kind in kinds:
        for draw in kind:
            reach.setdefault(draw, []).append(kind)
    left = dict(kinds)
    taken: Counter[tuple[int, tuple[int, ...]]] = Counter()
    for draw, count in enumerate(wanted):
        while count > 0:
            path = _path_to_free(draw, reach, left, taken)
            if path is None:
                return draw
            room = min(count, left[path[-1][1]])
            for (_, kind), (other, _) in pairwise(path):
                room = min(room, taken[other, kind])
            for (one, kind), (other, _) in pairwise(path):
                taken[one, kind] += room
                taken[other, kind] -= room
            taken[path[-1]] += room
            left[path[-1][1]] -= room
            count -= room
    return None


def _path_to_free(
    start: int,
    reach: dict[int, list[tuple[int, ...]]],
    left: dict[tuple[int, ...], int],
    taken: Counter[tuple[int, tuple[int, ...]]],
) -> list[tuple[int, tuple[int, ...]]] | None:
    """Draw takes kind, whose former taker takes another kind, … until a kind has items left."""
    came: dict[int, tuple[int, tuple[int, ...]] | None] = {start: None}
    queue = [start]
    for draw in queue:
        for kind in reach.get(draw, ()):
            if left[kind] > 0:
                path = [(draw, kind)]
                step = came[draw]
                while step is not None:
                    path.append(step)
                    step = came[step[0]]
                return path[::-1]
            for other in kind:
                if other not in came and taken[other, kind] > 0:
                    came[other] = (draw, kind)
                    queue.append(other)
    return None
