"""What was taken in, learner by learner: the same of records in memory and of a store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol
from zlib import crc32

from coursemark.intake.deposit import FileNote, Given, deposits_of, marks_of
from coursemark.records import RecordFile

PARTS = 64
"""Into how many parts learners are divided, so that one part fits into memory."""


class Holdings(Protocol):
    """Everything that the files of one run hold."""

    def files(self) -> Iterator[FileNote]:
        """In the order of the run."""

    def marks(self) -> Iterator[tuple[str, bytes]]:
        """Learner and marks of each deposit; those of one learner follow each other."""

    def learners(self, parts: Iterable[int]) -> Iterator[tuple[str, list[Given]]]:
        """Learners of these parts by id, each with what was given, oldest file first."""

    def given(self, learner: str) -> list[Given]:
        """What was given of one learner, oldest file first."""


def part_of(learner: str) -> int:
    """0 to `PARTS - 1`, the same on every machine."""
    return crc32(learner.encode("utf-8", "replace")) % PARTS


class InMemory:
    """The holdings of a few records."""

    def __init__(self, records: Iterable[RecordFile], site: str) -> None:
        self._files: list[FileNote] = []
        self._given: dict[str, list[Given]] = {}
        for number, record in enumerate(records):
            note, deposits = deposits_of(record, site)
            self._files.append(note)
            for learner, deposit in deposits.items():
                self._given.setdefault(learner, []).append(Given(number, note, deposit))

    def files(self) -> Iterator[FileNote]:
        return iter(self._files)

    def marks(self) -> Iterator[tuple[str, bytes]]:
        for learner, given in self._given.items():
            for one in given:
                yield learner, marks_of(one.deposit)

    def learners(self, parts: Iterable[int]) -> Iterator[tuple[str, list[Given]]]:
        wanted = {*parts}
        for learner in sorted(self._given):
            if part_of(learner) in wanted:
                yield learner, self._given[learner]

    def given(self, learner: str) -> list[Given]:
        return self._given.get(learner, [])


def by_part(learners: Iterable[str]) -> Mapping[int, list[str]]:
    """Ids by the part they belong to."""
    found: dict[int, list[str]] = {}
    for learner in learners:
        found.setdefault(part_of(learner), []).append(learner)
    return found
