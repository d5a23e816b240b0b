"""Results of more learners than memory holds: packed in a file, read anew by whoever asks."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from pathlib import Path
from weakref import finalize

import msgspec

from coursemark.report.words import LearnerResult

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(LearnerResult).decode

_PAGE_BYTES = 1 << 14
"""A result fits into a page."""

Packed = tuple[int, str, bytes]
"""Rank, learner id and the packed result."""


def packed(rank: int, result: LearnerResult) -> Packed:
    return rank, result.id, _encode(result)


class Kept(Collection[LearnerResult]):
    """The results in the order of their ranks, then of the learners' ids.

    The file is gone when this object is. Other processes may be given it, to read.
    """

    def __init__(self) -> None:
        folder = Path(tempfile.mkdtemp(prefix="coursemark-"))
        self._path = folder / "results"
        self._size = 0
        self._process = os.getpid()
        self._connection = _connected(self._path)
        self._connection.execute("create table result (rank integer, id text, packed blob)")
        self._connection.execute("create index result_id on result (id)")
        finalize(self, _clean, self._process, self._connection, folder)

    @property
    def _base(self) -> sqlite3.Connection:
        """Of this process: no connection survives a fork."""
        if self._process != os.getpid():
            self._process, self._connection = os.getpid(), _connected(self._path)
        return self._connection

    def __getstate__(self) -> dict[str, object]:
        return {"_path": self._path, "_size": self._size, "_process": 0}

    def add(self, results: Iterable[Packed]) -> None:
        added = self._base.executemany("insert into result values (?, ?, ?)", results)
        self._size += added.rowcount

    def get(self, learner: str) -> LearnerResult:
        row = self._base.execute("select packed from result where id = ?", (learner,)).fetchone()
        if row is None:
            raise KeyError(learner)
        return _decode(row[0])

    def replace(self, result: LearnerResult) -> None:
        """The result of the same learner, in the same place."""
        self._base.execute(
            "update result set packed = ? where id = ?", (_encode(result), result.id)
        )

    def ordered(self) -> None:
        """To be called when all are there: sorting once is cheaper than at every reading."""
        self._base.execute("create table place (number integer primary key, at integer)")
        self._base.execute("insert into place (at) select rowid from result order by rank, id")
        self._base.commit()

    def __iter__(self) -> Iterator[LearnerResult]:
        return self.some(range(self._size))

    def some(self, places: range) -> Iterator[LearnerResult]:
        """Those in some places; the first is 0."""
        rows = self._base.execute(
            "select packed from place join result on result.rowid = at"
            " where number > ? and number <= ? order by number",
            (places.start, places.stop),
        )
        return (_decode(packed) for (packed,) in rows)

    def __len__(self) -> int:
        return self._size

    def __contains__(self, learner: object) -> bool:
        return any(one == learner for one in self)


def some_of(learners: Collection[LearnerResult], places: range) -> Iterator[LearnerResult]:
    """Those in some places, whatever keeps them."""
    if isinstance(learners, Kept):
        return learners.some(places)
    return islice(learners, places.start, places.stop)


def _connected(path: Path) -> sqlite3.Connection:
    # One thread at a time uses it, but not always the same.
    base = sqlite3.connect(path, check_same_thread=False)
    base.execute(f"pragma page_size = {_PAGE_BYTES}")
    base.execute("pragma journal_mode = off")
    base.execute("pragma synchronous = off")
    return base


def _clean(process: int, base: sqlite3.Connection, folder: Path) -> None:
    """Only in the process that made the file: one that was forked leaves it alone."""
    if process == os.getpid():
        base.close()
        shutil.rmtree(folder, ignore_errors=True)
