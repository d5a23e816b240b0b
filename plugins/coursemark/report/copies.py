"""Statements that two learners have under one id: found, told of both, settled by neither."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from coursemark.intake import Given, Holdings, counted
from coursemark.records import Anomaly
from coursemark.report.merge import counts

_HEAPS = 256


@dataclass
class Copies:
    """What the learners have of each other."""

    problems: dict[str, list[Anomaly]] = field(default_factory=dict)
    """By learner."""
    lines: dict[str, dict[int, list[int]]] = field(default_factory=dict)
    """By learner and number of the file: the lines somebody else had before."""
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Two learners, in order, to how many statements both have."""


@dataclass(frozen=True, order=True)
class _Occurrence:
    number: int
    """Of the file."""
    line: int
    learner: str
    file: str


def copies_of(holdings: Holdings, now: int) -> Copies:
    """Of the statements that count on the day of the report."""
    found = Copies()
    wanted = _shared(holdings)
    if not wanted:
        return found
    occurrences: dict[str, list[_Occurrence]] = {}
    # Read once more: to hold them all takes more memory than anything else in a report.
    concerned = [who for who, marks in _by_learner(holdings) if not wanted.isdisjoint(marks)]
    for learner in concerned:
        for key, occurrence in _occurrences(learner, holdings.given(learner), now):
            occurrences.setdefault(key, []).append(occurrence)
    told: dict[tuple[int, str, str, str], list[int]] = {}
    for places in occurrences.values():
        first, *later = sorted(places)
        for one in later:
            if one.learner != first.learner:
                _tell(found, told, first, one)
    for (_, file, learner, text), lines in told.items():
        lines.sort()
        problem = Anomaly(file, lines[0], "identity-conflict", text + counted(lines), learner)
        found.problems.setdefault(learner, []).append(problem)
    return found


def _tell(
    found: Copies,
    told: dict[tuple[int, str, str, str], list[int]],
    first: _Occurrence,
    one: _Occurrence,
) -> None:
    """Of both: who copied whom nobody knows, least of all the order of the files."""
    text = (
        f"与 {first.learner} 的记录（{first.file}）编号相同，可能是复制的；两人的都计入了，请核实"
    )
    told.setdefault((one.number, one.file, one.learner, text), []).append(one.line)
    text = f"与 {one.learner} 的记录编号相同，可能是复制的；两人的都计入了，请核实"
    told.setdefault((one.number, one.file, first.learner, text), []).append(one.line)
    found.lines.setdefault(one.learner, {}).setdefault(one.number, []).append(one.line)
    found.pairs[min(first.learner, one.learner), max(first.learner, one.learner)] += 1


def _shared(holdings: Holdings) -> set[int]:
    """Marks that are there twice: nearly always two learners have them, and by chance no copy.

    Millions of marks are sorted into heaps by their last byte, so that one heap at a time is held
    against itself.
    """
    heaps = [array("Q") for _ in range(_HEAPS)]
    for _, own in _by_learner(holdings):
        for mark in own:
            heaps[mark % _HEAPS].append(mark)
    shared: set[int] = set()
    for heap in heaps:
        if len(set(heap)) < len(heap):
            shared.update(mark for mark, times in Counter(heap).items() if times > 1)
    return shared


def _by_learner(holdings: Holdings) -> Iterator[tuple[str, array[int]]]:
    """The marks of each learner; what came in several files is there once."""
    for learner, deposits in groupby(holdings.marks(), key=itemgetter(0)):
        first, *more = deposits
        marks = array("Q", first[1])
        for _, packed in more:
            marks.frombytes(packed)
        yield learner, array("Q", {*marks}) if more else marks


def _occurrences(learner: str, given: list[Given], now: int) -> Iterator[tuple[str, _Occurrence]]:
    for one in given:
        for noted in one.deposit.statements:
            if counts(noted, now):
                yield noted.key, _Occurrence(one.number, noted.line, learner, one.file.name)
