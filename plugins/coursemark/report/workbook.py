"""The report as a workbook that a trainer reads, filters, prints and files."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

import xlsxwriter

from coursemark.report.overview import write_overview
from coursemark.report.sheets import SHEETS
from coursemark.report.table import Styles, table_sheet
from coursemark.report.words import Report


def write_workbook(report: Report, path: Path) -> None:
    """Writes the .xlsx; equal reports make equal files."""
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": True,
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
        table_sheet(book.add_worksheet(name), styles, columns, rows_of(report), foot)
    write_overview(book, overview, styles, report, foot)
    overview.activate()
    book.close()
    path.write_bytes(content.getvalue())
