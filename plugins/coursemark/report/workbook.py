"""The report as a workbook that a trainer reads, filters, prints and files."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, count, islice
from pathlib import Path

import xlsxwriter

from coursemark.intake.processes import Progress, Workers
from coursemark.report.overview import write_overview
from coursemark.report.sheets import SHEETS
from coursemark.report.table import (
    Body,
    Cell,
    Column,
    Styles,
    begin_table,
    body_of,
    end_table,
    finish_sheet,
)
from coursemark.report.table_rows import TableSheet
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

    The rows of the tables are written into files of their own, by the processes of the pool, which
    know the report; then the library takes them in. A table of more than `most_rows` goes on in
    further sheets, 完成情况（2）. No table is ever in memory, so charts are told their values.
    """
    with tempfile.TemporaryDirectory(prefix="coursemark-") as folder:
        made = Path(folder) / "report.xlsx"
        _write(report, made, Path(folder), most_rows, pool or Workers(None, 1, report), progress)
        shutil.copyfile(made, path)


def _write(
    report: Report,
    path: Path,
    folder: Path,
    most_rows: int,
    pool: Workers[Report],
    progress: Progress,
) -> None:
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "constant_memory": True,
    }
    book = xlsxwriter.Workbook(path, options)
    day = report.as_of
    book.set_properties(
        {"title": f"{report.title} 培训报表", "created": datetime(day.year, day.month, day.day)}
    )
    styles = Styles(book)
    foot = f"{report.title}　截止 {day.isoformat()}"
    overview = book.add_worksheet("总览")
    tasks = [
        _Table(name, styles.all_numbers(columns), folder, most_rows)
        for name, (columns, _) in SHEETS.items()
    ]
    written = pool.map(_write_bodies, tasks)
    for done, (task, bodies) in enumerate(zip(tasks, written, strict=True)):
        progress(done, len(tasks) + 1)
        columns, _ = SHEETS[task.name]
        for part, body in enumerate(bodies, 1):
            name = task.name if part == 1 else f"{task.name}（{part}）"
            sheet = book.add_worksheet(name, TableSheet)
            begin_table(sheet, styles, columns)
            with task.file(part).open(encoding="utf-8") as rows:
                shutil.copyfileobj(rows, sheet.fh, 1 << 20)
            task.file(part).unlink()
            end_table(sheet, body)
            finish_sheet(sheet, body, foot)
    write_overview(book, overview, styles, report, foot)
    overview.activate()
    progress(len(tasks), len(tasks) + 1)
    book.close()
    progress(len(tasks) + 1, len(tasks) + 1)


@dataclass(frozen=True)
class _Table:
    """One table to be written."""

    name: str
    numbers: list[tuple[int, int]]
    """Of the formats of its columns."""
    folder: Path
    most_rows: int

    def file(self, part: int) -> Path:
        """Of the rows of the first sheet, 1, or of a further one."""
        return self.folder / f"{[*SHEETS].index(self.name)}-{part}.xml"


def _write_bodies(report: Report, table: _Table) -> list[Body]:
    """The rows of each sheet of a table."""
    columns, rows_of = SHEETS[table.name]
    rows = iter(rows_of(report))
    return list(_parts(table, rows, columns))


def _parts(table: _Table, rows: Iterator[list[Cell]], columns: list[Column]) -> Iterator[Body]:
    for part in count(1):
        with table.file(part).open("w", encoding="utf-8") as stream:
            some = islice(rows, table.most_rows)
            yield body_of(columns, table.numbers, some, stream.write)
        after = next(rows, None)
        if after is None:
            return
        rows = chain([after], rows)
