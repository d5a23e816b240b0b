"""The report as a workbook that a trainer reads, filters, prints and files."""

from __future__ import annotations

import tempfile
from pathlib import Path

from coursemark.intake.processes import Progress, Workers
from coursemark.report.overview import write_overview
from coursemark.report.sheets import SHEETS
from coursemark.report.table_book import TableBook
from coursemark.report.table_pieces import write_rows
from coursemark.report.whole import Report

MOST_ROWS = 1_048_575
"""Of a sheet, below its header."""


def write_workbook(
    report: Report,
    path: Path,
    most_rows: int = MOST_ROWS,
    pool: Workers[Report] | None = None,
    progress: Progress = lambda done, total: None,
) -> None:
    """Writes the .xlsx; equal reports make equal files.

    The rows of the tables are made and deflated by the processes of the pool, which know the
    report. A table of more than `most_rows` goes on in further sheets, 完成情况（2）. No table is
    ever in memory, so charts are told their values.
    """
    made = TableBook(f"{report.title} 培训报表", report.as_of)
    foot = f"{report.title}　截止 {report.as_of.isoformat()}"
    overview = made.book.add_worksheet("总览")
    formats = {name: made.styles.all_numbers(columns) for name, (columns, _) in SHEETS.items()}
    with tempfile.TemporaryDirectory(prefix="coursemark-") as folder:
        for sheet in write_rows(
            formats,
            len(report.learners),
            Path(folder),
            most_rows,
            pool or Workers(None, 1, report),
            progress,
        ):
            columns, _ = SHEETS[sheet.table]
            made.add(sheet.title, columns, sheet.body, sheet.pieces, foot)
        write_overview(made.book, overview, made.styles, report, foot)
        overview.activate()
        made.write(path)
