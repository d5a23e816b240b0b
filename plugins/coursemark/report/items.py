"""Item statistics: how each revision of an item was answered, each learner counted once.

Counts only, however many learners: tallies of parts of the learners can be joined.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from coursemark.analysis import Encounter, Encounters, flags_of, item_statistics, spread_of
from coursemark.model import Item, Site, in_revision
from coursemark.report.learners import Outcome
from coursemark.report.regrade import GradedAnswer, GradedAttempt
from coursemark.report.words import ItemResult

_STEM_LENGTH = 120
_WRONG_LENGTH = 40
_KNOWN = 1_000
_LONGEST_SECONDS = 86_400
"""A longer time says that somebody went home."""

_MARKUP = re.compile(r"!\[[^\]]*\]\([^)]*\)|[*`#>]+|\]\([^)]*\)|\[(?=[^\]]*\]\()|<[^>]{1,200}>")
_LETTERED = ("single", "multiple", "true-false")
_QUOTED = {"true": "“正确”", "false": "“错误”"}

_Key = tuple[str, str]
"""Item and revision."""


_Met = tuple[str, tuple[str, ...] | None, int | None, int, int, int]
"""An `Encounter` that is not made into one for each of millions of answers."""


@dataclass
class _Tally:
    """How one revision of an item was met."""

    letters: tuple[str, ...]
    met: dict[_Met, int] = field(default_factory=dict)
    wrong: Counter[str] = field(default_factory=Counter)
    seconds: Counter[int] = field(default_factory=Counter)
    known: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Responses read before."""

    def add(self, answer: GradedAnswer, within: str, score: int, out_of: int) -> None:
        response, grade = answer.response, answer.grade
        raw, chosen = grade.raw, self._chosen(answer)
        if chosen is None:
            raw = None
        elif not chosen and raw is not None and not grade.success and response and not self.letters:
            self.wrong[_one_line(response)] += 1
        met = (within, chosen, raw, grade.max, score, out_of)
        self.met[met] = self.met.get(met, 0) + 1
        if answer.seconds is not None and 0 < answer.seconds <= _LONGEST_SECONDS:
            self.seconds[round(answer.seconds)] += 1

    def join(self, other: _Tally) -> None:
        for met, n in other.met.items():
            self.met[met] = self.met.get(met, 0) + n
        self.wrong.update(other.wrong)
        self.seconds.update(other.seconds)

    def __getstate__(self) -> dict[str, object]:
        return {**self.__dict__, "known": {}}

    def encounters(self) -> Encounters:
        return Counter({Encounter._make(met): n for met, n in self.met.items()})

    def _chosen(self, answer: GradedAnswer) -> tuple[str, ...] | None:
        """Letters of the item in their order; others are none. None for a blank."""
        response = answer.response
        if response is None or (answer.grade.raw is None and not answer.grade.pending):
            return None
        if not self.letters:
            return ()
        if response not in self.known:
            given = {part.strip() for part in response.split("[,]")}
            chosen = tuple(letter for letter in self.letters if letter in given)
            if len(self.known) >= _KNOWN:
                return chosen
            self.known[response] = chosen
        return self.known[response]


class ItemTallies:
    """Adds up what learners answered, one outcome after the other."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._attempts: dict[_Key, _Tally] = {}
        self._practice: dict[_Key, _Tally] = {}
        self._sat: Counter[str] = Counter()
        """Assessment to its learners."""
        self._drawn: dict[str, Counter[str]] = {}
        """Assessment to its items and the learners who met each there."""

    def add(self, outcome: Outcome) -> None:
        """One learner: of every revision the first encounter counts, in attempts or in pages."""
        seen: set[_Key] = set()
        sat: dict[str, set[str]] = {}
        for attempt in sorted(outcome.attempts, key=_moment):
            name = attempt.attempt.assessment
            score, out_of = attempt.points
            sat.setdefault(name, set()).update([answer.item for answer in attempt.answers])
            for answer in attempt.answers:
                key = (answer.item, answer.revision)
                if key not in seen:
                    seen.add(key)
                    self._tally(self._attempts, key).add(answer, name, score, out_of)
        for name, items in sat.items():
            self._sat[name] += 1
            self._drawn.setdefault(name, Counter()).update(items)
        for answer in outcome.practice:
            self._tally(self._practice, (answer.item, answer.revision)).add(answer, "", 0, 0)

    def join(self, other: ItemTallies) -> None:
        """Takes in the tallies of other learners on the same site."""
        for own, theirs in (
            (self._attempts, other._attempts),
            (self._practice, other._practice),
        ):
            for key, tally in theirs.items():
                self._tally(own, key).join(tally)
        self._sat.update(other._sat)
        for name, items in other._drawn.items():
            self._drawn.setdefault(name, Counter()).update(items)

    def __getstate__(self) -> dict[str, object]:
        """Without the site: who joins them has it."""
        return {**self.__dict__, "_site": None}

    def results(self) -> tuple[ItemResult, ...]:
        """By item and revision; practice in pages counts only for items in no attempt."""
        examined = {item for item, _ in self._attempts}
        left = self._not_drawn()
        found = [
            self._result(key, tally, "attempts", left.get(key[0], 0))
            for key, tally in self._attempts.items()
        ]
        found += [
            self._result(key, tally, "practice", 0)
            for key, tally in self._practice.items()
            if key[0] not in examined
        ]
        return tuple(sorted(found, key=lambda one: (one.id, not one.current, one.revision)))

    def _not_drawn(self) -> Counter[str]:
        left: Counter[str] = Counter()
        for name, items in self._drawn.items():
            for item, drawn in items.items():
                left[item] += self._sat[name] - drawn
        return left

    def _tally(self, tallies: dict[_Key, _Tally], key: _Key) -> _Tally:
        if key not in tallies:
            tallies[key] = _Tally(_letters(in_revision(self._site.leaves[key[0]], key[1])))
        return tallies[key]

    def _result(self, key: _Key, tally: _Tally, basis: str, not_drawn: int) -> ItemResult:
        leaf = in_revision(self._site.leaves[key[0]], key[1])
        owner = self._site.items["/".join(key[0].split("/")[:2])]
        current = key[1] == leaf.revision
        found = item_statistics(tally.encounters(), tally.letters, _right(leaf))
        times = spread_of(tally.seconds)
        return ItemResult(
            id=key[0],
            revision=key[1],
            current=current,
            basis=basis,
            stem=plain(leaf.stem),
            type=leaf.type,
            n=found.n,
            blank=found.blank,
            facility=found.facility,
            discrimination=found.discrimination,
            options={one.option: one.n for one in found.choices if one.option},
            wrong=_wrong(leaf, {one.option: one.n for one in found.choices}, tally.wrong),
            index=found.index,
            group=found.group,
            choices=found.choices,
            not_drawn=not_drawn,
            seconds=times.median if times else None,
            timed=times.n if times else 0,
            topics=tuple(dict.fromkeys((*leaf.topics, *owner.topics))),
            page=leaf.source or owner.source,
            # Of an earlier revision neither options nor key are known for sure.
            flags=flags_of(found, lambda letter: _QUOTED.get(letter, letter)) if current else (),
        )


def plain(markdown: str) -> str:
    """A stem in one line without its marks."""
    text = " ".join(_MARKUP.sub("", markdown).split())
    return text if len(text) <= _STEM_LENGTH else text[: _STEM_LENGTH - 1] + "…"


def _moment(attempt: GradedAttempt) -> tuple[bool, int]:
    """Attempts whose time is not known come last."""
    began = attempt.attempt.started
    moment = attempt.attempt.ended if began is None else began
    return moment is None, moment or 0


def _letters(leaf: Item) -> tuple[str, ...]:
    return tuple(leaf.options or ("true", "false")) if leaf.type in _LETTERED else ()


def _right(leaf: Item) -> tuple[str, ...]:
    """Letters of the key; none while it is withheld."""
    if leaf.type not in _LETTERED or leaf.key is None:
        return ()
    key: Sequence[object] = leaf.key if isinstance(leaf.key, list | tuple) else [leaf.key]
    return tuple(str(each).lower() if isinstance(each, bool) else str(each) for each in key)


def _wrong(leaf: Item, counts: dict[str, int], wrong: Counter[str]) -> str:
    """The wrong option chosen most, or the wrong response given most."""
    if leaf.type in _LETTERED:
        right = {*_right(leaf), ""}
        chosen = [(-n, letter) for letter, n in counts.items() if letter not in right and n]
        return min(chosen)[1] if chosen and leaf.key is not None else ""
    return min(wrong, key=lambda response: (-wrong[response], response)) if wrong else ""


def _one_line(response: str) -> str:
    text = response.replace("[,]", "、").replace("[.]", "–").strip()
    return text if len(text) <= _WRONG_LENGTH else text[: _WRONG_LENGTH - 1] + "…"
