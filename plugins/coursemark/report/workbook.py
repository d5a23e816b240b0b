"""The report as a workbook that a trainer reads, filters, prints and files."""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from zipfile import ZipFile

import xlsxwriter

from coursemark.intake.processes import Progress, Workers
from coursemark.report.overview import write_overview
from coursemark.report.sheets import SHEETS
from coursemark.report.table import Styles, finish_sheet, write_header
from coursemark.report.table_pieces import Sheet, write_rows
from coursemark.report.whole import Report
from coursemark.report.zipped import Piece, Zipped, piece_of

MOST_ROWS = 1_048_575
"""Of a sheet, below its header."""
_ROWS_END = b"</sheetData>"
_EXTENT = re.compile(rb'(<dimension ref="A1:[A-Z]+)1"/>')


def write_workbook(
    report: Report,
    path: Path,
    most_rows: int = MOST_ROWS,
    pool: Workers[Report] | None = None,
    progress: Progress = lambda done, total: None,
) -> None:
    """Writes the .xlsx; equal reports make equal files.

    The library makes a workbook whose tables are headers and nothing else. Their rows are written
    and deflated by the processes of the pool, which know the report, and put into it as they are.
    A table of more than `most_rows` goes on in further sheets, 完成情况（2）. No table is ever in
    memory, so charts are told their values.
    """
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "constant_memory": True,
    }
    empty = io.BytesIO()
    book = xlsxwriter.Workbook(empty, options)
    day = report.as_of
    book.set_properties(
        {"title": f"{report.title} 培训报表", "created": datetime(day.year, day.month, day.day)}
    )
    styles = Styles(book)
    foot = f"{report.title}　截止 {day.isoformat()}"
    overview = book.add_worksheet("总览")
    formats = {name: styles.all_numbers(columns) for name, (columns, _) in SHEETS.items()}
    with tempfile.TemporaryDirectory(prefix="coursemark-") as folder:
        sheets = write_rows(
            formats,
            len(report.learners),
            Path(folder),
            most_rows,
            pool or Workers(None, 1, report),
            progress,
        )
        for sheet in sheets:
            page = book.add_worksheet(sheet.title)
            write_header(page, styles, SHEETS[sheet.table][0])
            finish_sheet(page, sheet.body, foot)
        write_overview(book, overview, styles, report, foot)
        overview.activate()
        book.close()
        files = {f"xl/worksheets/sheet{n}.xml": sheet for n, sheet in enumerate(sheets, 2)}
        with ZipFile(empty) as made, path.open("wb") as stream:
            fill(made, files, stream)


def fill(empty: ZipFile, sheets: Mapping[str, Sheet], stream: BinaryIO) -> None:
    """Writes what the library made, and in it the rows of the sheets, by their names there."""
    whole = Zipped(stream)
    for name in empty.namelist():
        xml = empty.read(name)
        whole.add(name, _filled(xml, sheets[name]) if name in sheets else [piece_of(xml)])
    whole.close()


def _filled(xml: bytes, sheet: Sheet) -> list[Piece]:
    """Below the header, with how far they go."""
    extent = rb'\g<1>%d"/>' % (sheet.body.count + 1)
    before, end, after = _EXTENT.sub(extent, xml, count=1).partition(_ROWS_END)
    assert end, "the header is a row"
    return [piece_of(before), *sheet.pieces, piece_of(end + after)]
