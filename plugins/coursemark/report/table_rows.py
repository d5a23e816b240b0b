"""Rows of a large table, written at once: a cell by a cell takes the library four times as long."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

_DAY = timedelta(days=1)
_START = datetime(1899, 12, 30)
_MARCH_1900 = 61
"""The first day that Excel counts as the calendar does."""
# What Excel would take for one of its own escapes.
_ESCAPE = re.compile("_x[0-9a-fA-F]{4}_")


class TableSheet(Worksheet):  # type: ignore[misc]
    """A worksheet of a workbook in constant memory, which takes rows as XML too.

    It leans on how the library keeps such rows: those before are in its file, the last in memory.
    """

    def begin_rows(self, row: int) -> None:
        """The rows above `row` leave memory; from here on only `write_xml` may follow."""
        self._write_single_row(row)

    def write_xml(self, xml: str) -> None:
        self.fh.write(xml)

    def end_rows(self, row: int, column: int) -> None:
        """The last row and column that were written, for the extent of the sheet."""
        self._check_dimensions(row, column)


class RowWriter:
    """Makes the XML of rows that all have the same columns."""

    def __init__(
        self, formats: Sequence[tuple[int, int]], clean: Callable[[str], str] = str
    ) -> None:
        """`formats`: of each column, the number of the format for a value and for a text.

        `clean`: of a text, what a cell can hold.
        """
        self._columns = [(xl_col_to_name(n), *pair) for n, pair in enumerate(formats)]
        # Departments, titles and notes come over and over.
        self._inline = lru_cache(16_384)(lambda text: _inline(clean(text)))

    def row(self, number: int, values: Sequence[str | float | date | timedelta | None]) -> str:
        """Cells of the row `number`, counted from 1."""
        cells = []
        for (name, style, text), value in zip(self._columns, values, strict=True):
            if value is None or value == "":
                cells.append(f'<c r="{name}{number}" s="{style}"/>')
            elif isinstance(value, str):
                said = self._inline(value)
                cells.append(f'<c r="{name}{number}" s="{text}" t="inlineStr">{said}</c>')
            else:
                dated = isinstance(value, date | timedelta)
                said = _serial(value) if dated else f"{value:.16G}"
                cells.append(f'<c r="{name}{number}" s="{style}"><v>{said}</v></c>')
        return "".join(cells)


@lru_cache(maxsize=4096)
def _serial(value: date | timedelta) -> str:
    """A day, moment or span as Excel counts it: in days, since the end of 1899."""
    if isinstance(value, timedelta):
        return f"{value / _DAY:.16G}"
    moment = value if isinstance(value, datetime) else datetime.combine(value, time())
    days = (moment - _START) / _DAY
    # Excel takes 1900 for a leap year.
    return f"{days if days >= _MARCH_1900 else days - 1:.16G}"


def _inline(text: str) -> str:
    if not text:
        return "<is><t></t></is>"
    space = ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() else ""
    if "_x" in text:
        text = _ESCAPE.sub(lambda found: "_x005F" + found[0], text)
    if "&" in text or "<" in text or ">" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<is><t{space}>{text}</t></is>"
