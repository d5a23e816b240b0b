"""The report as a workbook that a trainer reads, filters, prints and files."""

from __future__ import annotations

import io
from datetime import datetime
from itertools import chain, count, islice
from pathlib import Path

import xlsxwriter

from coursemark.report.overview import write_overview
from coursemark.report.sheets import SHEETS
from coursemark.report.table import Styles, table_sheet
from coursemark.report.table_rows import TableSheet
from coursemark.report.whole import Report

MOST_ROWS = 1_048_575
"""Of a sheet, below its header."""


def write_workbook(report: Report, path: Path, most_rows: int = MOST_ROWS) -> None:
    """Writes the .xlsx; equal reports make equal files.

    A table of more than `most_rows` goes on in further sheets, 完成情况（2）. A row leaves memory
    when the next one is written, so rows are written in order, and charts are told their values.
    """
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "constant_memory": True,
    }
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, options)
    day = report.as_of
    book.set_properties(
        {"title": f"{report.title} 培训报表", "created": datetime(day.year, day.month, day.day)}
    )
    styles = Styles(book)
    foot = f"{report.title}　截止 {day.isoformat()}"
    overview = book.add_worksheet("总览")
    for name, (columns, rows_of) in SHEETS.items():
        rows = iter(rows_of(report))
        for part in count(1):
            sheet = book.add_worksheet(name if part == 1 else f"{name}（{part}）", TableSheet)
            table_sheet(sheet, styles, columns, islice(rows, most_rows), foot)
            after = next(rows, None)
            if after is None:
                break
            rows = chain([after], rows)
    write_overview(book, overview, styles, report, foot)
    overview.activate()
    book.close()
    path.write_bytes(content.getvalue())
