"""What a store holds of a run, given back learner by learner; several processes may read."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from urllib.parse import quote_from_bytes

import msgspec

from coursemark.intake.deposit import FileNote, Given, sound, unpacked
from coursemark.intake.holdings import PARTS, part_of
from coursemark.intake.store import store_faults

_note = msgspec.msgpack.Decoder(FileNote).decode
_OF_THE_RUN = "from file f join place p on p.number = f.place where p.position is not null"
# Logs of a database all have one position.
_IN_ORDER = "order by p.position, f.turn, p.path"


class Stored:
    """The `Holdings` of the run that the store was last opened for; all of it may raise StoreFault,
    for what is damaged may show only now."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with store_faults(path):
            self._base = sqlite3.connect(_uri(path), uri=True, timeout=10)

    def close(self) -> None:
        self._base.close()

    def deposits(self) -> int:
        """How many there are, of other runs, too: by which work is divided."""
        with store_faults(self._path, TypeError):
            return int(self._base.execute("select count(*) from deposit").fetchone()[0])

    def files(self) -> Iterator[FileNote]:
        query = f"select f.note {_OF_THE_RUN} and f.note is not null {_IN_ORDER}"
        with store_faults(self._path, TypeError):
            for (note,) in self._base.execute(query):
                yield _note(sound(note))

    def marks(self) -> Iterator[tuple[str, bytes]]:
        query = "select learner, file, marks from mark where part = ?"
        with store_faults(self._path, TypeError):
            for part in range(PARTS):
                for learner, file, marks in sorted(self._base.execute(query, (part,))):
                    if file in self._order:
                        yield learner, marks

    def learners(self, parts: Iterable[int]) -> Iterator[tuple[str, list[Given]]]:
        with store_faults(self._path, TypeError, KeyError):
            for part in parts:
                yield from self._grouped("part = ?", part)

    def given(self, learner: str) -> list[Given]:
        with store_faults(self._path, TypeError, KeyError):
            rows = [*self._grouped("part = ? and learner = ?", part_of(learner), learner)]
        return rows[0][1] if rows else []

    def _grouped(self, where: str, *given: object) -> Iterator[tuple[str, list[Given]]]:
        """Each learner's deposits in the order of the run; packed until they are asked for."""
        order = self._order
        query = f"select learner, file, packed from deposit where {where}"
        groups: dict[str, list[tuple[int, int, bytes]]] = {}
        for learner, file, packed in self._base.execute(query, given):
            if file in order:
                groups.setdefault(learner, []).append((order[file], file, packed))
        concerned = f"select file from deposit where {where}"
        query = f"select number, note from file where number in ({concerned})"
        written: dict[int, bytes] = dict(self._base.execute(query, given))
        notes: dict[int, FileNote] = {}
        for learner in sorted(groups):
            found = []
            for number, file, packed in sorted(groups.pop(learner)):
                note = notes.get(file) or _note(sound(written[file]))
                if note.learners > 1:  # It will be asked for again.
                    notes[file] = note
                found.append(Given(number, note, unpacked(packed)))
            yield learner, found

    @cached_property
    def _order(self) -> dict[int, int]:
        """Number of each file of the run to its place among them."""
        rows = self._base.execute(f"select f.number {_OF_THE_RUN} {_IN_ORDER}")
        return {file: place for place, (file,) in enumerate(rows)}


def _uri(path: Path) -> str:
    """To read only. A share of Windows is no host to SQLite, so it begins with four slashes."""
    plain = quote_from_bytes(os.fsencode(path.absolute().as_posix()), "/:")
    return f"file://{'' if plain.startswith('/') else '/'}{plain}?mode=ro"
