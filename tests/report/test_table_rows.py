"""Rows written at once hold what rows written cell by cell do."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta
from zipfile import ZipFile

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from coursemark.report.table import Body, Column, Styles, finish_sheet, table_sheet, write_header
from coursemark.report.table_pieces import Sheet
from coursemark.report.table_rows import RowWriter
from coursemark.report.workbook import fill
from coursemark.report.zipped import PieceWriter

COLUMNS = [
    Column("文字"),
    Column("长文", "wrap", 20),
    Column("数", "number"),
    Column("率", "percent"),
    Column("日", "date"),
    Column("时", "minute"),
    Column("长", "duration"),
]
TEXTS = [
    *("=1+1", "<r><t>富</t></r>", "<r>&</r>", "a&b<c>\"d'", "_x0041_", "_x005F_", "_xyz", "]]>"),
    *(" 前后空格 ", "\t制表", "007", "𠮷", "长" * 90, "\x00\x1f\u202e", "", "a\nb", "http://x.y/"),
]
ROWS = [
    [text, text, n, n / 7, date(2026, 1, 1 + n), datetime(2026, 1, 1, 9, n), timedelta(seconds=n)]
    for n, text in enumerate(TEXTS)
] + [[None] * 7, ["末", None, -1, 1, date(1900, 2, 28), datetime(1900, 3, 1), timedelta(days=400)]]


def written(path, rows, *, at_once):
    empty = io.BytesIO()
    book = xlsxwriter.Workbook(empty, {"constant_memory": at_once, "strings_to_formulas": False})
    sheet, styles = book.add_worksheet("表"), Styles(book)
    if at_once:
        made = made_of(rows, styles.all_numbers(COLUMNS), path.parent)
        write_header(sheet, styles, COLUMNS)
        finish_sheet(sheet, made.body, "脚注")
    else:
        assert table_sheet(sheet, styles, COLUMNS, rows, "脚注") == len(rows)
    book.close()
    if at_once:
        with ZipFile(empty) as archive, path.open("wb") as stream:
            fill(archive, {"xl/worksheets/sheet1.xml": made}, stream)
    else:
        path.write_bytes(empty.getvalue())
    return path


def made_of(rows, formats, folder):
    """Rows in two pieces."""
    writer, pieces = RowWriter(COLUMNS, formats), []
    for n, some in enumerate((rows[:3], rows[3:])):
        piece = PieceWriter(folder / str(n))
        piece.write("".join(writer.rows(2 + 3 * n, some)))
        pieces.append(piece.close())
    return Sheet("表", "表", Body(len(rows), writer.widths()), pieces)


@pytest.mark.parametrize("rows", [ROWS, ROWS[:1], []])
def test_both_ways_read_alike(tmp_path, rows):
    read = [
        CalamineWorkbook.from_path(str(written(tmp_path / name, rows, at_once=at_once)))
        .get_sheet_by_name("表")
        .to_python()
        for name, at_once in (("a.xlsx", True), ("b.xlsx", False))
    ]
    mended = [[x.rstrip() if isinstance(x, str) else x for x in row] for row in read[1]]
    assert [[x.rstrip() if isinstance(x, str) else x for x in row] for row in read[0]] == mended
    assert len(read[0]) == len(rows) + 1


def test_the_texts_are_the_texts(tmp_path):
    path = written(tmp_path / "a.xlsx", ROWS, at_once=True)
    found = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("表").to_python()
    assert [row[0] for row in found[1 : len(TEXTS) + 1]] == [
        *TEXTS[:-4],
        "",
        "",
        "a b",
        "http://x.y/",
    ]


def test_what_looks_like_the_mark_up_of_a_rich_text_breaks_no_book(tmp_path):
    path = written(tmp_path / "b.xlsx", ROWS, at_once=False)
    found = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("表").to_python()
    assert [row[0] for row in found[2:4]] == ["<r><t>富</t></r> ", "<r>&</r> "]


def test_heights_and_extent(tmp_path):
    parts = []
    for at_once in (True, False):
        path = written(tmp_path / f"{at_once}.xlsx", ROWS, at_once=at_once)
        with ZipFile(path) as archive:
            parts.append(archive.read("xl/worksheets/sheet1.xml").decode())
    for part in parts:
        assert '<dimension ref="A1:G20"/>' in part
        assert part.count('ht="144" customHeight="1"') == 1
        assert part.count('ht="16"') == 0
    assert len({part.split("<sheetData>")[0] for part in parts}) == 1
