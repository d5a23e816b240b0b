"""Tables as an .xlsx in memory, in the manner of the report's workbook."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import xlsxwriter

from coursemark.report.table import Cell, Column, Styles, table_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Table:
    """One sheet."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]


@contextmanager
def writing(title: str, day: date, into: io.BytesIO) -> Iterator[Any]:
    """A workbook whose text is only text, the same bytes for the same content."""
    book = xlsxwriter.Workbook(
        into,
        {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True},
    )
    made = datetime(day.year, day.month, day.day)
    book.set_properties({"title": title, "created": made})
    yield book
    book.close()


def workbook(title: str, day: date, foot: str, tables: Iterable[Table]) -> bytes:
    """The file; every sheet prints on A4 across with the footer."""
    content = io.BytesIO()
    with writing(title, day, content) as book:
        styles = Styles(book)
        for table in tables:
            sheet = book.add_worksheet(table.name)
            table_sheet(sheet, styles, list(table.columns), table.rows, foot)
    return content.getvalue()
