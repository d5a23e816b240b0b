"""Rows written at once hold what rows written cell by cell do."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zipfile import ZipFile

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from coursemark.report.table import Body, Column, Styles, table_sheet
from coursemark.report.table_book import TableBook
from coursemark.report.table_rows import TablePiece

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
    if at_once:
        made = TableBook("表", date(2026, 1, 1))
        made.add("表", COLUMNS, *pieces_of(rows, made.styles.all_numbers(COLUMNS)), "脚注")
        made.write(path)
        return path
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False})
    assert table_sheet(book.add_worksheet("表"), Styles(book), COLUMNS, rows, "脚注") == len(rows)
    book.close()
    return path


def pieces_of(rows, formats):
    """In two pieces."""
    first, second = TablePiece(COLUMNS, formats), TablePiece(COLUMNS, formats, len(rows[:3]))
    first.write(rows[:3])
    second.write(rows[3:])
    made = [first.close(), second.close()]
    widths = [*map(max, *(body.widths for body, _ in made))]
    return Body(len(rows), widths), [piece for _, piece in made]


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
