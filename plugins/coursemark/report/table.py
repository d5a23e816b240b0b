"""A worksheet that is one table: header, typed cells, widths for Chinese, ready to print."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, TypeAlias

MAX_TEXT = 32_000
"""Excel takes 32,767 characters in a cell."""
_A4 = 9
_NARROWEST, _WIDEST, _WRAPPED = 6, 48, 72
_TITLE = 20
"""Widest title in one line."""
_PAGE = 180
"""Columns of characters that can be read when they are made to fit on a page."""
LINE = 16
"""Height of a line in points."""
_MOST_LINES = 20
_WIDTHS = {"minute": 16, "date": 10, "decimal": 10}
"""Of cells that are no text."""
_PLAIN = 8
"""Of others of them."""
_MEASURED = 100
"""Characters of a text that are looked at for the width of its column."""

# XML 1.0 has no place for these; a lone surrogate cannot be encoded; the rest turn text around.
_ILLEGAL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_BREAKS = re.compile("[\r\n\x85\u2028\u2029]+")

Cell: TypeAlias = "str | int | float | date | timedelta | None"
"""A date may be a datetime without zone."""


@dataclass(frozen=True)
class Column:
    """A column's title and how its cells look."""

    title: str
    style: str = "text"
    """`text`, `wrap`, `number`, `percent`, `decimal`, `date`, `minute` or `duration`."""
    widest: int = 0
    """Most columns of characters that it takes; 0 leaves it to the style."""

    @property
    def limit(self) -> int:
        return self.widest or (_WRAPPED if self.style == "wrap" else _WIDEST)


class Styles:
    """The few formats of a workbook, made once."""

    def __init__(self, book: Any) -> None:
        font = {"font_name": "微软雅黑", "font_size": 10, "valign": "top"}
        line = {"bottom": 4, "bottom_color": "#C9D3DC"}
        make = book.add_format
        self.title = make({**font, "font_size": 16, "bold": True, "font_color": "#1F3A4D"})
        self.subtitle = make({**font, "font_size": 12, "bold": True, "font_color": "#1F3A4D"})
        self.note = make({**font, "font_color": "#5B6B78"})
        head = {
            **font,
            "bold": True,
            "bg_color": "#E6EDF3",
            "font_color": "#1F3A4D",
            "bottom": 1,
            "bottom_color": "#8FA3B3",
            "text_wrap": True,
            "valign": "vcenter",
        }
        self._header = make(head)
        # A step from the right edge, so that no number touches the text beside it.
        right = {"align": "right", "indent": 1}
        self._number_header = make({**head, **right})
        self.cells = {
            "text": make({**font, **line, "num_format": "@"}),
            "wrap": make({**font, **line, "num_format": "@", "text_wrap": True}),
            "number": make({**font, **line, **right, "num_format": "#,##0"}),
            "decimal": make({**font, **line, **right, "num_format": "0.00"}),
            "percent": make({**font, **line, **right, "num_format": "0.0%"}),
            "date": make({**font, **line, "num_format": "yyyy-mm-dd", "align": "left"}),
            "minute": make({**font, **line, "num_format": "yyyy-mm-dd hh:mm", "align": "left"}),
            "duration": make({**font, **line, **right, "num_format": "[h]:mm:ss"}),
        }

    def numbers(self, style: str) -> tuple[int, int]:
        """The workbook's numbers of the formats for a value and for a text in such a column."""
        text = self.cells["wrap" if style == "wrap" else "text"]
        return self.cells[style]._get_xf_index(), text._get_xf_index()

    def all_numbers(self, columns: Sequence[Column]) -> list[tuple[int, int]]:
        return [self.numbers(column.style) for column in columns]

    def header(self, column: Column) -> Any:
        """Over numbers it stands to the right, as they do."""
        numeric = column.style in ("number", "percent", "decimal", "duration")
        return self._number_header if numeric else self._header


def text_of(value: str) -> str:
    """Text that a cell can hold and show in one line."""
    if value.isprintable() and len(value) <= MAX_TEXT:
        return value
    clean = _BREAKS.sub(" ", _ILLEGAL.sub("", value))
    return clean if len(clean) <= MAX_TEXT else clean[:MAX_TEXT] + "…"


def plain(text: str) -> str:
    """Text that the library does not take for its own mark-up of a rich text."""
    return text + " " if text.startswith("<r>") and text.endswith("</r>") else text


def write_cell(sheet: Any, row: int, column: int, value: Cell, style: str, styles: Styles) -> None:
    """A cell of its own type; text is text, whatever it looks like."""
    cell = styles.cells[style]
    if value is None or value == "":
        sheet.write_blank(row, column, None, cell)
    elif isinstance(value, str):
        text = styles.cells["wrap" if style == "wrap" else "text"]
        sheet.write_string(row, column, plain(text_of(value)), text)
    elif isinstance(value, date | timedelta):
        sheet.write_datetime(row, column, value, cell)
    else:
        sheet.write_number(row, column, value, cell)


@dataclass(frozen=True)
class Body:
    """The rows of a table, and what they ask of its columns."""

    count: int
    widths: list[int]
    """Of each column, in columns of characters."""


def write_header(sheet: Any, styles: Styles, columns: Sequence[Column]) -> None:
    """The first row."""
    if max(_title_width(column) for column in columns) > _TITLE:
        # A title wider than that takes two lines; 3 is the filter's button.
        sheet.set_row(0, 2 * LINE)
    for n, column in enumerate(columns):
        sheet.write_string(0, n, column.title, styles.header(column))


def _write_body(
    sheet: Any, styles: Styles, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]
) -> Body:
    widths, count = first_widths(columns), 0
    for number, row in enumerate(rows, 1):
        count += 1
        for n, (value, column) in enumerate(zip(row, columns, strict=True)):
            write_cell(sheet, number, n, value, column.style, styles)
            widths[n] = width_of(value, column, widths[n])
        lines = max(map(lines_of, row, columns))
        if lines > 1:
            sheet.set_row(number, lines * LINE)
    return Body(count, bounded(widths, columns))


def first_widths(columns: Sequence[Column]) -> list[int]:
    """What the titles of columns take, in columns of characters."""
    wide = [_title_width(column) for column in columns]
    return [w if w <= _TITLE else (w - 3) // 2 + 2 for w in wide]


def width_of(value: Cell, column: Column, width: int) -> int:
    """How wide the column has to be for the value too; `width`: for what came before."""
    if not isinstance(value, str):
        return max(width, _WIDTHS.get(column.style, _PLAIN))
    most = len(value) if value.isascii() else 2 * len(value)
    if most > width < column.limit:
        return max(width, _width(text_of(value[:_MEASURED])))
    return width


def bounded(widths: Sequence[int], columns: Sequence[Column]) -> list[int]:
    """With a little air, and within the bounds of the columns."""
    return [
        min(column.limit, max(_NARROWEST, width + 1))
        for width, column in zip(widths, columns, strict=True)
    ]


def _title_width(column: Column) -> int:
    return _width(column.title) + 3


def table_sheet(
    sheet: Any, styles: Styles, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], foot: str
) -> int:
    """A sheet of one table: frozen header, filter, printable; returns the number of rows."""
    write_header(sheet, styles, columns)
    body = _write_body(sheet, styles, columns, rows)
    finish_sheet(sheet, body, foot)
    return body.count


def finish_sheet(sheet: Any, body: Body, foot: str) -> None:
    """What a sheet of one table has besides it."""
    for n, width in enumerate(body.widths):
        sheet.set_column(n, n, width)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, body.count), len(body.widths) - 1)
    sheet.repeat_rows(0)
    printable(sheet, foot)
    if sum(body.widths) > _PAGE:
        _print_in_two(sheet, body.widths)


def _print_in_two(sheet: Any, widths: Sequence[int]) -> None:
    """Two pages beside each other, so that it can be read; on both stands who or what it is."""
    sheet.fit_to_pages(2, 0)
    sheet.print_across()
    sheet.repeat_columns(0, 1 if widths[0] + widths[1] <= _PAGE // 5 else 0)


def printable(sheet: Any, foot: str) -> None:
    """A4 across, as wide as the page, as many pages as it takes."""
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    safe = text_of(foot).replace("&", "&&")[:120]
    # A digit right after the size would be read as part of it.
    gap = " " if safe[:1].isdigit() else ""
    sheet.set_footer(f"&L&9{gap}{safe}&R&9&P / &N")


def lines_of(value: Cell, column: Column) -> int:
    """Lines that a wrapped text takes; not every program finds the height of a row itself."""
    if column.style != "wrap" or not isinstance(value, str) or 2 * len(value) <= column.limit:
        return 1
    return min(_MOST_LINES, -(-_width(text_of(value)) // column.limit))


@lru_cache(16_384)
def _width(text: str) -> int:
    """Columns of a character cell: a wide character takes two."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)
