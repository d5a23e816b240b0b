"""What record stores answer, taken in page by page, from where the last run ended."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

import msgspec

from coursemark.intake.deposit import (
    MARK_BYTES,
    Deposit,
    FileNote,
    deposits_of,
    marks_of,
    parcels_of,
)
from coursemark.intake.store import FileRead, Store
from coursemark.model import Json
from coursemark.records import Anomaly, Line, RecordFile
from coursemark.statements import Entry

_TOGETHER = 20_000
"""Statements that are kept at a time: of few learners each has many."""
_AFTER_FILES = 1 << 40
"""Where the positions of record stores begin."""


class Answer(Protocol):
    """A page of a record store."""

    @property
    def statements(self) -> Sequence[dict[str, Json]]: ...
    @property
    def unread(self) -> Sequence[str]:
        """Chinese: why something on the page is no statement."""

    @property
    def through(self) -> str:
        """From where to go on when this page is kept."""

    @property
    def whole(self) -> bool:
        """The store is being read from the beginning."""


def take_answers(
    store: Store,
    site: str,
    name: str,
    turn: int,
    ask: Callable[[str | None], Iterable[Answer]],
    *,
    anew: bool = False,
) -> int:
    """Takes in what a record store of this name has, or has got since; returns how many statements
    were new.

    `ask` gives the pages from a cursor on. Every page that was kept stays, whatever happens then.
    `anew`: as if nothing of it were known.
    """
    path = f"lrs:{name}"
    cursor = "" if anew else store.cursor(path)
    taken = 0
    begun = False
    lines = 0
    for statements, unread, through, whole in _together(ask(cursor or None)):
        if not begun:
            lines = store.take_on(path, _AFTER_FILES + turn, anew=whole)
            begun = True
        record = _record(name, statements, unread, lines)
        note, deposits = _new(store, path, *deposits_of(record, site, asked=True))
        if note.lines or note.problems:
            store.grow(path, FileRead.record(note, parcels_of(deposits)))
        store.go_on(path, through)
        store.commit()
        lines += note.lines
        taken += note.lines
    if not begun:
        store.take_on(path, _AFTER_FILES + turn)
    return taken


def _new(
    store: Store, path: str, note: FileNote, deposits: dict[str, Deposit]
) -> tuple[FileNote, dict[str, Deposit]]:
    """Without what was there: pages overlap, and the last hour or days are asked for each time."""
    found = {}
    known = 0
    for learner, deposit in deposits.items():
        there = set(_each(store.marks_in(path, learner)))
        entries: dict[str, list[Entry]] = {}
        if not there.isdisjoint(_each(marks_of(deposit))):
            for held in store.deposits_in(path, learner):
                for noted in held.statements:
                    entries.setdefault(noted.key, []).append(noted.entry)
        new = []
        for noted in deposit.statements:
            same = entries.setdefault(noted.key, [])
            if noted.entry not in same:
                same.append(noted.entry)
                new.append(noted)
        known += len(deposit.statements) - len(new)
        if new:
            found[learner] = Deposit(new, deposit.names)
    changed = msgspec.structs.replace(note, lines=note.lines - known, learners=len(found))
    return changed, found


def _each(marks: bytes) -> Iterator[bytes]:
    return (marks[at : at + MARK_BYTES] for at in range(0, len(marks), MARK_BYTES))


def _together(
    pages: Iterable[Answer],
) -> Iterator[tuple[list[dict[str, Json]], list[str], str, bool]]:
    """Small pages as large ones."""
    statements: list[dict[str, Json]] = []
    unread: list[str] = []
    page = None
    for page in pages:
        statements += page.statements
        unread += page.unread
        if len(statements) >= _TOGETHER:
            yield statements, unread, page.through, page.whole
            statements, unread = [], []
    if page is not None:
        yield statements, unread, page.through, page.whole


def _record(
    name: str, statements: Sequence[dict[str, Json]], unread: Sequence[str], before: int
) -> RecordFile:
    """One page as a file; its lines are counted on from those before."""
    lines = tuple(Line(before + n, statement) for n, statement in enumerate(statements, 1))
    problems = tuple(Anomaly(name, None, "bad-line", text) for text in unread)
    return RecordFile(name, None, lines, problems, unread=len(unread))
