"""The rows of a large table as XML: a cell by a cell takes the library ten times as long."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from operator import getitem, itemgetter
from pathlib import Path
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from coursemark.report.remembered import Remembered
from coursemark.report.table import (
    LINE,
    Body,
    Cell,
    Column,
    bounded,
    first_widths,
    lines_of,
    text_of,
    width_of,
)
from coursemark.report.zipped import Piece, PieceWriter

_DAY = timedelta(days=1)
_START = datetime(1899, 12, 30)
_MARCH_1900 = 61
"""The first day that Excel counts as the calendar does."""
# What Excel would take for one of its own escapes.
_ESCAPE = re.compile("_x[0-9a-fA-F]{4}_")


class RowWriter:
    """Makes the XML of rows that all have the same columns, and sees how wide these have to be."""

    def __init__(self, columns: Sequence[Column], formats: Sequence[tuple[int, int]]) -> None:
        """`formats`: of each column, the number of the format for a value and for a text."""
        names = [xl_col_to_name(n) for n in range(len(columns))]
        self._columns = columns
        self._cells = [
            _Cells(*about)
            for about in zip(
                columns,
                formats,
                first_widths(columns),
                [*(f'<c r="{name}' for name in names[1:]), "</row>"],
                strict=True,
            )
        ]
        self._wrapped = [n for n, column in enumerate(columns) if column.style == "wrap"]
        self._starts = _Starts([columns[n] for n in self._wrapped])

    def rows(self, first: int, rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
        """Each row, with its cells; `first` is the number of the first, counted from 1.

        A row names its number in every cell, and that alone differs where the cells are the same:
        so it is what joins them.
        """
        cells, starts, count = self._cells, self._starts, len(self._cells)
        wrapped = itemgetter(*self._wrapped) if self._wrapped else _nothing
        for number, row in enumerate(rows, first):
            if len(row) != count:
                raise ValueError(f"{len(row)} cells in {count} columns")
            start = starts[wrapped(row)]
            yield str(number).join(('<row r="', start, *map(getitem, cells, row)))

    def widths(self) -> list[int]:
        """Of the columns, in columns of characters, for the rows so far."""
        return bounded([cells.width for cells in self._cells], self._columns)


class TablePiece:
    """Rows of a sheet, one after another, as a piece of its XML."""

    def __init__(
        self,
        columns: Sequence[Column],
        formats: Sequence[tuple[int, int]],
        before: int = 0,
        path: Path | None = None,
    ) -> None:
        """`before`: rows of the sheet, below its header; `path`: where the piece is made."""
        self._rows = RowWriter(columns, formats)
        self._first = before + 2
        self._count = 0
        self._piece = PieceWriter(path)

    def write(self, rows: Sequence[Sequence[Cell]]) -> None:
        xml = "".join(self._rows.rows(self._first + self._count, rows))
        self._piece.write(xml.encode())
        self._count += len(rows)

    def close(self) -> tuple[Body, Piece]:
        return Body(self._count, self._rows.widths()), self._piece.close()


def _nothing(row: Sequence[Cell]) -> Cell:
    return None


class _Cells(Remembered):
    """Value of a column → its cell, from behind the number of the row to before the next one."""

    def __init__(self, column: Column, formats: tuple[int, int], width: int, end: str) -> None:
        self._column = column
        value, text = formats
        self._value = f'" s="{value}"><v>', f"</v></c>{end}"
        self._text = f'" s="{text}" t="inlineStr">', f"</c>{end}"
        self._empty = f'" s="{value}"/>{end}'
        self.width = width
        """The widest so far."""

    def __missing__(self, value: Cell) -> str:
        self.width = width_of(value, self._column, self.width)
        if value is None or value == "":
            return self.remember(value, self._empty)
        if isinstance(value, str):
            said, (before, after) = _inline(text_of(value)), self._text
        else:
            said, (before, after) = _number(value), self._value
        return self.remember(value, f"{before}{said}{after}")


class _Starts(Remembered):
    """Wrapped texts of a row → what stands between its number and that in its first cell.

    The texts come as `itemgetter` gives them: one by itself, several together.
    """

    def __init__(self, wrapped: Sequence[Column]) -> None:
        self._wrapped = wrapped

    def __missing__(self, value: Any) -> str:
        texts = value if len(self._wrapped) > 1 else [value]
        lines = max(map(lines_of, texts, self._wrapped), default=1)
        height = f' ht="{lines * LINE}" customHeight="1"' if lines > 1 else ""
        return self.remember(value, f'"{height}><c r="A')


def _number(value: float | date | timedelta) -> str:
    """A day, moment or span as Excel counts it: in days, since the end of 1899."""
    if isinstance(value, timedelta):
        return f"{value / _DAY:.16G}"
    if isinstance(value, date):
        moment = value if isinstance(value, datetime) else datetime.combine(value, time())
        days = (moment - _START) / _DAY
        # Excel takes 1900 for a leap year.
        return f"{days if days >= _MARCH_1900 else days - 1:.16G}"
    # Zero is added, for -0.0 is 0 too.
    return f"{value + 0:.16G}"


def _inline(text: str) -> str:
    if text.isalnum():
        return f"<is><t>{text}</t></is>"
    if not text:
        return "<is><t></t></is>"
    space = ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() else ""
    if "_x" in text:
        text = _ESCAPE.sub(lambda found: "_x005F" + found[0], text)
    if "&" in text or "<" in text or ">" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<is><t{space}>{text}</t></is>"
