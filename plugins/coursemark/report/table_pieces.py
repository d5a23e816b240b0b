"""The rows of the workbook's tables, made and deflated by several processes, some learners each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import TypeAlias

from coursemark.intake.processes import Progress, Workers
from coursemark.report.kept import some_of
from coursemark.report.rows import PARTED, parts
from coursemark.report.sheets import SHEETS
from coursemark.report.table import Body, Cell, bounded, first_widths
from coursemark.report.table_rows import TablePiece
from coursemark.report.whole import Report
from coursemark.report.zipped import Piece

_SHARE = 250
"""Learners whose rows are a piece of each table. The same for any number of processes, since the
file shows where pieces end."""
_COUNTED = 8
"""Shares that are counted at once."""
_LINES = 200
"""Rows that are deflated at once."""

Formats: TypeAlias = "list[tuple[int, int]]"
"""Of the columns of a table: the workbook's numbers of the formats for a value and for a text."""


@dataclass
class Sheet:
    """A sheet of a table; one that is too long for a sheet has several."""

    table: str
    title: str
    body: Body
    pieces: list[Piece] = field(default_factory=list)
    """The XML of the rows, deflated."""


@dataclass(frozen=True)
class _Table:
    """A table, of which rows are to be written."""

    name: str
    formats: Formats
    before: int = 0
    """Its rows before these."""


@dataclass(frozen=True)
class _Task:
    tables: list[_Table]
    learners: range | None
    """Places of those whose rows are meant; None: whole tables."""
    folder: Path
    most_rows: int


@dataclass(frozen=True)
class _Rows:
    """Rows of one sheet."""

    table: str
    part: int
    """Sheets of the table before this one."""
    before: int
    """Rows of the sheet before these."""
    body: Body
    piece: Piece


def write_rows(
    formats: Mapping[str, Formats],
    learners: int,
    folder: Path,
    most_rows: int,
    pool: Workers[Report],
    progress: Progress,
) -> list[Sheet]:
    """The sheets of all tables, in their order; their pieces stay in the folder.

    `formats`: of each table; `learners`: how many the report has; `most_rows`: of a sheet, below
    its header. The processes of the pool know the report.
    """
    shares = [range(n, min(n + _SHARE, learners)) for n in range(0, learners, _SHARE)]
    counts = chain.from_iterable(
        pool.map(_counts, [shares[n : n + _COUNTED] for n in range(0, len(shares), _COUNTED)])
    )
    tasks = [
        _Task([_Table(name, formats[name])], None, folder, most_rows)
        for name, (_, rows_of) in SHEETS.items()
        if rows_of not in PARTED
    ]
    before = dict.fromkeys(_parted(), 0)
    for share, count in zip(shares, counts, strict=True):
        tables = [_Table(name, formats[name], rows) for name, rows in before.items()]
        tasks.append(_Task(tables, share, folder, most_rows))
        before = {
            name: rows + more for (name, rows), more in zip(before.items(), count, strict=True)
        }
    found = {name: [Sheet(name, name, _header_only(name))] for name in SHEETS}
    progress(0, len(tasks))
    for done, rows in enumerate(pool.map(_written, tasks), 1):
        for each in rows:
            _add(each, found[each.table])
        progress(done, len(tasks))
    return [sheet for sheets in found.values() for sheet in sheets]


def _parted() -> list[str]:
    return [name for name, (_, rows_of) in SHEETS.items() if rows_of in PARTED]


def _counts(report: Report, shares: list[range]) -> list[list[int]]:
    """Of each share of the learners, how many rows they have in each table made in parts."""
    lengths = [PARTED[SHEETS[name][1]] for name in _parted()]
    found = []
    for share in shares:
        each = [[of(learner) for of in lengths] for learner in some_of(report.learners, share)]
        found.append([*map(sum, zip(*each, strict=True))])
    return found


def _header_only(table: str) -> Body:
    columns, _ = SHEETS[table]
    return Body(0, bounded(first_widths(columns), columns))


def _add(rows: _Rows, sheets: list[Sheet]) -> None:
    """Puts rows behind those before them."""
    if rows.part == len(sheets):
        title = f"{rows.table}（{rows.part + 1}）"
        sheets.append(Sheet(rows.table, title, _header_only(rows.table)))
    sheet = sheets[rows.part]
    assert rows.before == sheet.body.count, "each learner has as many rows as were counted"
    widths = [*map(max, sheet.body.widths, rows.body.widths)]
    sheet.body = Body(sheet.body.count + rows.body.count, widths)
    sheet.pieces.append(rows.piece)


def _written(report: Report, task: _Task) -> list[_Rows]:
    writers = [_TableWriter(table, task.folder, task.most_rows) for table in task.tables]
    for part in [report] if task.learners is None else parts(report, task.learners):
        for writer in writers:
            writer.write(writer.rows_of(part))
    return [rows for writer in writers for rows in writer.close()]


class _TableWriter:
    """Rows of a table, in a piece for each sheet that they fall into."""

    def __init__(self, table: _Table, folder: Path, most_rows: int) -> None:
        _, self.rows_of = SHEETS[table.name]
        self._table = table
        self._folder = folder
        self._most_rows = most_rows
        self._place = table.before
        self._sheet: _SheetWriter | None = None
        self._done: list[_Rows] = []

    def write(self, rows: Iterable[Sequence[Cell]]) -> None:
        left = iter(rows)
        while some := [*islice(left, min(_LINES, self._most_rows - self._before))]:
            if self._sheet is None:
                part = self._place // self._most_rows
                self._sheet = _SheetWriter(self._table, part, self._before, self._folder)
            self._sheet.piece.write(some)
            self._place += len(some)
            if self._before == 0:
                self._end()

    def close(self) -> list[_Rows]:
        self._end()
        return self._done

    @property
    def _before(self) -> int:
        """Rows of the sheet."""
        return self._place % self._most_rows

    def _end(self) -> None:
        if self._sheet is not None:
            self._done.append(self._sheet.close())
            self._sheet = None


class _SheetWriter:
    """Rows of one sheet."""

    def __init__(self, table: _Table, part: int, before: int, folder: Path) -> None:
        columns, _ = SHEETS[table.name]
        path = folder / f"{[*SHEETS].index(table.name)}-{part}-{before}"
        self._about = table.name, part, before
        self.piece = TablePiece(columns, table.formats, before, path)

    def close(self) -> _Rows:
        return _Rows(*self._about, *self.piece.close())
