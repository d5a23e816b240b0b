"""A workbook of tables whose rows are made and deflated beside it, and put into it as they are."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from zipfile import ZipFile

import xlsxwriter

from coursemark.report.table import Body, Cell, Column, Styles, finish_sheet, write_header
from coursemark.report.table_rows import TablePiece
from coursemark.report.zipped import Piece, Zipped, piece_of

_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "constant_memory": True,
}
_LINES = 200
"""Rows that are deflated at once."""
_ROWS_END = b"</sheetData>"
_EXTENT = re.compile(rb'(<dimension ref="A1:[A-Z]+)1"/>')


class TableBook:
    """Made by the library, in memory: of the tables only headers, until it is written."""

    def __init__(self, title: str, day: date) -> None:
        """`day`: what the workbook is as of; equal workbooks make equal files."""
        self._empty = io.BytesIO()
        self.book = xlsxwriter.Workbook(self._empty, _OPTIONS)
        created = datetime(day.year, day.month, day.day)
        self.book.set_properties({"title": title, "created": created})
        self.styles = Styles(self.book)
        self._rows: dict[str, tuple[int, Sequence[Piece]]] = {}
        """Name of a sheet's XML → how many rows come below the header, and what they are."""

    def add(
        self, title: str, columns: Sequence[Column], body: Body, pieces: Sequence[Piece], foot: str
    ) -> None:
        """A sheet of rows that are made already."""
        sheet = self.book.add_worksheet(title)
        write_header(sheet, self.styles, columns)
        finish_sheet(sheet, body, foot)
        self._rows[f"xl/worksheets/sheet{len(self.book.worksheets())}.xml"] = body.count, pieces

    def add_table(
        self, title: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], foot: str
    ) -> None:
        """A sheet whose rows are made here; deflated, they are in memory."""
        piece, left = TablePiece(columns, self.styles.all_numbers(columns)), iter(rows)
        while some := [*islice(left, _LINES)]:
            piece.write(some)
        body, made = piece.close()
        self.add(title, columns, body, [made], foot)

    def write(self, path: Path) -> None:
        self.book.close()
        with ZipFile(self._empty) as empty, path.open("wb") as stream:
            whole = Zipped(stream)
            for name in empty.namelist():
                xml = empty.read(name)
                filled = _filled(xml, *self._rows[name]) if name in self._rows else [piece_of(xml)]
                whole.add(name, filled)
            whole.close()


def _filled(xml: bytes, count: int, rows: Sequence[Piece]) -> list[Piece]:
    """Rows below the header, and said how far they go."""
    extent = rb'\g<1>%d"/>' % (count + 1)
    before, end, after = _EXTENT.sub(extent, xml, count=1).partition(_ROWS_END)
    assert end, "the header is a row"
    return [piece_of(before), *rows, piece_of(end + after)]
