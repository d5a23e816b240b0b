"""Statistics of items, topics and assessments by the textbooks' formulas, written out plainly."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from statistics import median, stdev
from typing import Any

from cohort.attempts import Attempt, counted
from cohort.school import OWNERS, PAGES, TESTS, UNITS, Revisions

Met = tuple[str, str | None, int, int, int, int]
"""Test, response, points, of how many, points of the attempt, of how many."""


@dataclass
class Tallies:
    """Of many learners; those of parts can be put together."""

    met: dict[tuple[str, str], Counter[Met]] = field(default_factory=dict)
    """By leaf and revision."""
    sat: Counter[str] = field(default_factory=Counter)
    drawn: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Test and leaf to the learners who met it there."""
    first: dict[tuple[str, str], list[Any]] = field(default_factory=dict)
    """By test and revision: of each learner's first attempt raw, most, passed, blank, seconds,
    and points and maximum of each unit in the order of the leaves."""

    def add(self, by_test: dict[str, list[Attempt]], revisions: Revisions) -> None:
        """One learner."""
        every = [a for name, those in by_test.items() if name in TESTS for a in counted(those)]
        seen: set[tuple[str, str]] = set()
        for attempt in sorted(every, key=lambda a: a.started):
            for leaf in attempt.leaves:
                given = attempt.answers.get(leaf)
                key = leaf, given.revision if given else revisions.items[leaf]
                if key in seen:
                    continue
                seen.add(key)
                response = given.value if given else None
                points = UNITS[leaf].responses.get(response, 0) if response is not None else 0
                met = (attempt.test, response, points, UNITS[leaf].most, attempt.raw, attempt.most)
                self.met.setdefault(key, Counter())[met] += 1
        for name, those in by_test.items():
            counting = counted(those) if name in TESTS else []
            if not counting:
                continue
            self.sat[name] += 1
            for leaf in {leaf for attempt in counting for leaf in attempt.leaves}:
                self.drawn[name, leaf] += 1
            one = counting[0]
            self.first.setdefault((name, one.revision), []).append(_sitting(one))

    def join(self, other: Tallies) -> None:
        for key, met in other.met.items():
            self.met.setdefault(key, Counter()).update(met)
        self.sat.update(other.sat)
        self.drawn.update(other.drawn)
        for pair, sittings in other.first.items():
            self.first.setdefault(pair, []).extend(sittings)


def _sitting(one: Attempt) -> tuple[int, int, bool, int, float, tuple[tuple[str, int, int], ...]]:
    units: dict[str, list[int]] = {}
    blank = 0
    for leaf in one.leaves:
        given = one.answers.get(leaf)
        blank += given is None or given.value is None
        points = UNITS[leaf].responses.get(given.value, 0) if given else 0
        sums = units.setdefault("/".join(leaf.split("/")[:2]), [0, 0])
        sums[0] += points
        sums[1] += UNITS[leaf].most
    scores = tuple((unit, got, most) for unit, (got, most) in units.items())
    seconds = (one.ended - one.started) / 1000
    return one.raw, one.most, one.passed, blank, seconds, scores


def mean(pairs: list[tuple[float, float]]) -> float | None:
    """Of values with weights."""
    whole = math.fsum(weight for _, weight in pairs)
    return math.fsum(value * weight for value, weight in pairs) / whole if whole else None


def items_of(tallies: Tallies, revisions: Revisions) -> list[dict[str, Any]]:
    """By item, today's revision first."""
    found = []
    for (leaf, revision), met in tallies.met.items():
        found.append(_item(leaf, revision, revision == revisions.items[leaf], met, tallies))
    return sorted(found, key=lambda one: (one["id"], not one["current"], one["revision"]))


def _item(
    leaf: str, revision: str, current: bool, met: Counter[Met], tallies: Tallies
) -> dict[str, Any]:
    unit = UNITS[leaf]
    answered = {one: n for one, n in met.items() if one[1] is not None}
    n = sum(answered.values())
    blank = sum(met.values()) - n
    groups = _groups(met) if n >= 10 else None
    upper, lower, size = groups or ({}, {}, 0)
    up, low = _facility(upper), _facility(lower)
    choices = []
    for letter in (*unit.letters, None) if unit.letters else ():
        choices.append(
            {
                "option": letter,
                "right": letter in unit.right,
                "n": sum(count for one, count in met.items() if _chose(one[1], letter)),
                "upper": _share(upper, letter, size) if size else None,
                "lower": _share(lower, letter, size) if size else None,
            }
        )
    facility = _facility(answered)
    item = {
        "id": leaf,
        "revision": revision,
        "current": current,
        "basis": "attempts",
        "type": unit.type,
        "stem": unit.stem,
        "n": n,
        "facility": facility,
        "discrimination": _correlation(answered),
        "options": {c["option"]: c["n"] for c in choices if c["option"]},
        "blank": blank,
        "wrong": _wrong(unit.letters, unit.right, unit.most, choices, answered),
        "not_drawn": sum(
            tallies.sat[test] - count
            for (test, name), count in tallies.drawn.items()
            if name == leaf
        ),
        "index": up - low if up is not None and low is not None else None,
        "group": size,
        "choices": choices,
        "topics": list(unit.topics),
        "page": unit.page,
    }
    item["flags"] = _flags(item) if current else []
    return item


def _chose(response: str | None, letter: str | None) -> bool:
    if response is None or letter is None:
        return response is None and letter is None
    return letter in response.split("[,]")


def _facility(met: dict[Met, float]) -> float | None:
    return mean([(one[2] / one[3], n) for one, n in met.items() if one[1] is not None])


def _share(group: dict[Met, float], letter: str | None, size: int) -> float:
    return math.fsum(n for one, n in group.items() if _chose(one[1], letter)) / size


def _groups(met: Counter[Met]) -> tuple[dict[Met, float], dict[Met, float], int] | None:
    """27 % from each end of each test; those of one score share the places that are left."""
    upper: dict[Met, float] = {}
    lower: dict[Met, float] = {}
    size = 0
    for test in {one[0] for one in met}:
        those = {one: n for one, n in met.items() if one[0] == test}
        levels = sorted({one[4] / one[5] for one in those})
        places = int(0.27 * sum(those.values()) + 0.5)
        if len(levels) < 2 or not places:
            continue
        size += places
        for group, order in ((upper, levels[::-1]), (lower, levels)):
            left = float(places)
            for level in order:
                here = {one: n for one, n in those.items() if one[4] / one[5] == level}
                count = sum(here.values())
                share = min(1.0, left / count)
                for one, n in here.items():
                    group[one] = n * share
                left -= count
                if left <= 0:
                    break
    return (upper, lower, size) if size else None


def _correlation(answered: dict[Met, int]) -> float | None:
    """Of an item with the rest of its attempt, within each test."""
    if sum(answered.values()) < 10:
        return None
    xx = yy = xy = 0.0
    for test in {one[0] for one in answered}:
        rows = [
            (one[2] / one[3], (one[4] - one[2]) / (one[5] - one[3]), n)
            for one, n in answered.items()
            if one[0] == test
        ]
        x_mean = mean([(x, n) for x, _, n in rows]) or 0.0
        y_mean = mean([(y, n) for _, y, n in rows]) or 0.0
        xx += math.fsum((x - x_mean) ** 2 * n for x, _, n in rows)
        yy += math.fsum((y - y_mean) ** 2 * n for _, y, n in rows)
        xy += math.fsum((x - x_mean) * (y - y_mean) * n for x, y, n in rows)
    return xy / math.sqrt(xx * yy) if xx > 1e-12 and yy > 1e-12 else None


def _wrong(
    letters: tuple[str, ...],
    right: tuple[str, ...],
    most: int,
    choices: list[dict[str, Any]],
    answered: dict[Met, int],
) -> str:
    """What is wrong and was given most often."""
    counts: Counter[str] = Counter()
    if letters:
        for one in choices:
            if one["option"] and one["option"] not in right and one["n"]:
                counts[one["option"]] += one["n"]
    else:
        for met, n in answered.items():
            if met[2] < most and met[1]:
                counts[met[1].replace("[,]", "、").replace("[.]", "–")] += n
    return min(counts, key=lambda given: (-counts[given], given)) if counts else ""


def _flags(item: dict[str, Any]) -> list[str]:
    """Kinds, by the table of the documentation."""
    met, facility = item["n"] + item["blank"], item["facility"]
    if met < 20:
        return ["few"]
    flags = []
    right = [one for one in item["choices"] if one["right"]]
    wrong = [one for one in item["choices"] if one["option"] and not one["right"]]
    index, rest, group = item["index"], item["discrimination"], item["group"]
    if len(right) == 1 and wrong and group >= 5:
        flags += ["key-doubtful"] * (max(w["upper"] for w in wrong) > right[0]["upper"])
    if index is not None and rest is not None:
        if index < 0 and rest < 0:
            flags.append("negative")
        elif index < 0.2 and rest < 0.2 and 0.2 < facility < 0.9:
            flags.append("poor")
    if facility is not None:
        flags += ["easy"] * (facility >= 0.95) + ["hard"] * (facility <= 0.2)
        if facility < 0.95 and item["n"] >= 20:
            flags += ["dead-option"] * any(not w["n"] for w in wrong)
            if item["n"] >= 40 and facility < 0.85:
                flags += ["rare-option"] * any(0 < w["n"] < 0.05 * item["n"] for w in wrong)
            least = max(0.1, 2 / group) if group >= 5 else 2
            flags += ["upper-option"] * any(
                w["upper"] is not None and w["upper"] - w["lower"] >= least for w in wrong
            )
            flags += ["misconception"] * any(w["n"] > 0.5 * item["n"] for w in wrong)
    flags += ["omitted"] * (item["blank"] / met >= 0.1)
    return flags


def topics_of(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A topic and a page; every response weighs the same."""
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for item in items:
        for topic in item["topics"]:
            groups.setdefault((topic, item["page"]), []).append(item)
    found = []
    for (topic, page), those in groups.items():
        every = [i for (name, _), more in groups.items() if name == topic for i in more]
        graded = [i for i in those if i["facility"] is not None]
        hardest = min(graded, key=lambda i: (i["facility"], i["id"])) if graded else None
        found.append(
            {
                "topic": topic,
                "topic_facility": mean([(i["facility"] or 0, i["n"]) for i in every]),
                "page": page,
                "title": PAGES[page],
                "owner": OWNERS.get(page, ""),
                "items": len({i["id"] for i in those}),
                "n": sum(i["n"] for i in those),
                "blank": sum(i["blank"] for i in those),
                "facility": mean([(i["facility"] or 0, i["n"]) for i in those]),
                "hardest": hardest["id"] if hardest else "",
                "hardest_facility": hardest["facility"] if hardest else None,
                "flagged": len({i["id"] for i in those if set(i["flags"]) - {"few"}}),
            }
        )
    return sorted(found, key=lambda one: (one["topic"], one["page"]))


def assessments_of(tallies: Tallies, revisions: Revisions) -> list[dict[str, Any]]:
    found = []
    for (name, revision), sittings in tallies.first.items():
        shares = [raw / most for raw, most, *_ in sittings]
        seconds = [s for *_, s, _ in sittings if s > 0]
        leaves = [_leaves(scores) for *_, scores in sittings]
        paces = [round(s / n, 1) for (*_, s, _), n in zip(sittings, leaves, strict=True) if s > 0]
        method, coefficient, error, count = _reliability(name, [s[-1] for s in sittings])
        mark = TESTS[name].pass_mark / 100
        near = None
        if error is not None:
            near = sum(abs(share - mark) <= error for share in shares)
        found.append(
            {
                "assessment": name,
                "title": TESTS[name].title,
                "revision": revision,
                "current": revision == revisions.tests[name],
                "n": len(sittings),
                "pending": 0,
                "items": sum(len(s[-1]) for s in sittings) / len(sittings),
                "mean": 100 * math.fsum(shares) / len(shares),
                "sd": 100 * stdev(shares) if len(shares) > 1 else None,
                "low": 100 * min(shares),
                "median": 100 * median(shares),
                "high": 100 * max(shares),
                "passed": sum(passed for _, _, passed, *_ in sittings),
                "blank": sum(s[3] for s in sittings) / sum(leaves),
                "seconds": median([round(s) for s in seconds]) if seconds else None,
                "pace": median(paces) if paces else None,
                "method": method,
                "reliability": coefficient,
                "reliability_n": count,
                "sem": None if error is None else 100 * error,
                "near": near,
            }
        )
    return sorted(found, key=lambda o: (o["assessment"], not o["current"], o["revision"]))


def _leaves(scores: tuple[tuple[str, int, int], ...]) -> int:
    """Questions of a sitting: the parts of a case are counted each."""
    return sum(2 if unit == "desk/ward" else 1 for unit, *_ in scores)


_Sitting = tuple[tuple[str, int, int], ...]


def _reliability(
    name: str, sittings: list[_Sitting]
) -> tuple[str, float | None, float | None, int]:
    """Method, coefficient, standard error as a share, and how many it rests on."""
    if len(sittings) < 10:
        return "", None, None, 0
    forms = Counter(frozenset(unit for unit, *_ in one) for one in sittings)
    units, count = forms.most_common(1)[0]
    if count >= 0.8 * len(sittings) and count >= 10:
        return _alpha([s for s in sittings if frozenset(u for u, *_ in s) == units])
    return _nested(name, sittings)


def _alpha(sittings: list[_Sitting]) -> tuple[str, float | None, float | None, int]:
    """k/(k-1) (1 - Σs²_i/s²_X), and s_X √(1-α)."""
    columns: dict[str, list[float]] = {}
    for one in sittings:
        for unit, got, _ in one:
            columns.setdefault(unit, []).append(got)
    totals = [sum(got for _, got, _ in one) for one in sittings]
    whole = stdev(totals) ** 2
    if not whole or len(columns) < 2:
        return "", None, None, 0
    k = len(columns)
    alpha = k / (k - 1) * (1 - sum(stdev(column) ** 2 for column in columns.values()) / whole)
    most = sum(most for *_, most in sittings[0])
    partial = any(0 < got < most for one in sittings for _, got, most in one)
    error = math.sqrt(whole * (1 - alpha)) / most
    return "alpha" if partial else "kr20", alpha, error, len(sittings)


def _nested(name: str, sittings: list[_Sitting]) -> tuple[str, float | None, float | None, int]:
    """Items nested in learners, the rules of the draw as fixed strata (Rajaratnam et al. 1965)."""
    fixed = {"/".join(leaf.split("/")[:2]) for leaf in TESTS[name].fixed}
    shares = [[(u if u in fixed else "drawn", g / m) for u, g, m in one] for one in sittings]
    strata: dict[str, list[float]] = {}
    for one in shares:
        for stratum, share in one:
            strata.setdefault(stratum, []).append(share)
    means = {stratum: math.fsum(all_of) / len(all_of) for stratum, all_of in strata.items()}
    rest = [[share - means[stratum] for stratum, share in one] for one in shares]
    n, drawn = len(rest), sum(map(len, rest))
    total = math.fsum(d * d for one in rest for d in one)
    people = math.fsum(math.fsum(one) ** 2 / len(one) for one in rest)
    within = (total - people) / (drawn - n - (len(strata) - 1))
    size = (drawn - sum(len(one) ** 2 for one in rest) / drawn) / (n - 1)
    true = (people / (n - 1) - within) / size
    weights = [[most for *_, most in one] for one in sittings]
    spread = math.fsum(sum(w * w for w in one) / sum(one) ** 2 for one in weights) / n
    error = within * spread
    return "nested", true / (true + error), math.sqrt(error), n
