"""Item statistics: how each revision of an item was answered, over first responses."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import fmean

from coursemark.model import Item, Site, in_revision
from coursemark.report.learners import Outcome
from coursemark.report.regrade import GradedAnswer
from coursemark.report.words import ItemResult

MIN_RESPONSES = 10
"""Below it discrimination says nothing."""
_STEM_LENGTH = 120
_WRONG_LENGTH = 40

_MARKUP = re.compile(r"!\[[^\]]*\]\([^)]*\)|[*`#>]+|\]\([^)]*\)|\[(?=[^\]]*\]\()|<[^>]{1,200}>")
_LETTERED = ("single", "multiple", "true-false")


@dataclass
class _Tally:
    """Responses to one revision of an item."""

    shares: list[float] = field(default_factory=list)
    rests: list[float | None] = field(default_factory=list)
    """Share of the points of the attempt's other items, beside each response."""
    responses: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    blank: int = 0

    def add(self, answer: GradedAnswer, rest: float | None) -> None:
        if answer.response is None or answer.grade.raw is None:
            self.blank += answer.response is None or not answer.grade.pending
            if answer.grade.pending and answer.response is not None:
                self.responses[answer.response] += 1
            return
        self.responses[answer.response] += 1
        if not answer.grade.success:
            self.wrong[answer.response] += 1
        if answer.grade.max:
            self.shares.append(answer.grade.raw / answer.grade.max)
            self.rests.append(rest)


def item_results(site: Site, outcomes: Iterable[Outcome]) -> tuple[ItemResult, ...]:
    """By item and revision; practice in pages counts only for items in no attempt."""
    attempts: dict[tuple[str, str], _Tally] = {}
    practice: dict[tuple[str, str], _Tally] = {}
    for outcome in outcomes:
        for attempt in outcome.attempts:
            for answer in attempt.answers:
                tally = attempts.setdefault((answer.item, answer.revision), _Tally())
                most = attempt.max - answer.grade.max
                rest = (attempt.raw - (answer.grade.raw or 0)) / most if most > 0 else None
                tally.add(answer, rest)
        for answer in outcome.practice:
            practice.setdefault((answer.item, answer.revision), _Tally()).add(answer, None)
    examined = {item for item, _ in attempts}
    found = [_result(site, key, tally, "attempts") for key, tally in attempts.items()]
    found += [
        _result(site, key, tally, "practice")
        for key, tally in practice.items()
        if key[0] not in examined
    ]
    return tuple(sorted(found, key=lambda result: (result.id, not result.current, result.revision)))


def discrimination(shares: Sequence[float], rests: Sequence[float | None]) -> float | None:
    """Correlation of an item with the rest of the attempt (item-rest point-biserial).

    None with fewer than ten responses, or when either side does not vary.
    """
    pairs = [(own, rest) for own, rest in zip(shares, rests, strict=True) if rest is not None]
    if len(pairs) < MIN_RESPONSES:
        return None
    own_mean = fmean(own for own, _ in pairs)
    rest_mean = fmean(rest for _, rest in pairs)
    own_spread = sum((own - own_mean) ** 2 for own, _ in pairs)
    rest_spread = sum((rest - rest_mean) ** 2 for _, rest in pairs)
    if own_spread < 1e-12 or rest_spread < 1e-12:
        return None
    together = sum((own - own_mean) * (rest - rest_mean) for own, rest in pairs)
    return together / math.sqrt(own_spread * rest_spread)


def plain(markdown: str) -> str:
    """A stem in one line without its marks."""
    text = " ".join(_MARKUP.sub("", markdown).split())
    return text if len(text) <= _STEM_LENGTH else text[: _STEM_LENGTH - 1] + "…"


def _result(site: Site, key: tuple[str, str], tally: _Tally, basis: str) -> ItemResult:
    leaf = in_revision(site.leaves[key[0]], key[1])
    counts = _options(leaf, tally.responses)
    return ItemResult(
        id=key[0],
        revision=key[1],
        current=key[1] == leaf.revision,
        basis=basis,
        stem=plain(leaf.stem),
        type=leaf.type,
        n=tally.responses.total(),
        blank=tally.blank,
        facility=fmean(tally.shares) if tally.shares else None,
        discrimination=discrimination(tally.shares, tally.rests),
        options=counts,
        wrong=_wrong(leaf, counts, tally.wrong),
    )


def _options(leaf: Item, responses: Counter[str]) -> dict[str, int]:
    """How often each letter was chosen; letters that are no option are not counted."""
    if leaf.type not in _LETTERED:
        return {}
    counts = dict.fromkeys(leaf.options or ("true", "false"), 0)
    for response, times in responses.items():
        for letter in {part.strip() for part in response.split("[,]")}:
            if letter in counts:
                counts[letter] += times
    return counts


def _wrong(leaf: Item, counts: dict[str, int], wrong: Counter[str]) -> str:
    """The wrong option chosen most, or the wrong response given most."""
    if leaf.type in _LETTERED:
        key = leaf.key if isinstance(leaf.key, list | tuple) else [leaf.key]
        right = {str(each).lower() if isinstance(each, bool) else each for each in key}
        chosen = [(-n, letter) for letter, n in counts.items() if letter not in right and n]
        return min(chosen)[1] if chosen else ""
    if not wrong:
        return ""
    text = min(wrong, key=lambda response: (-wrong[response], response))
    text = text.replace("[,]", "、").replace("[.]", "–").strip()
    return text if len(text) <= _WRONG_LENGTH else text[: _WRONG_LENGTH - 1] + "…"
