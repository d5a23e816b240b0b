"""The tables of the workbook as a folder of CSV files, for other programs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from itertools import islice
from operator import getitem
from pathlib import Path
from typing import TypeAlias

from coursemark.report.figures import figures
from coursemark.report.remembered import Remembered
from coursemark.report.rows import PARTED, Rows, parts
from coursemark.report.sheets import SHEETS
from coursemark.report.table import Cell, Column, text_of
from coursemark.report.whole import Report

# What a table program may take for a formula, in half and full width.
_FORMULA = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")
_QUOTED = re.compile('[,"\r\n]')
_TOGETHER = 1000
"""Lines that are written at once."""
_FIGURES = [Column("指标"), Column("数值")]

Table: TypeAlias = "tuple[list[Column], Callable[[Report], Rows]]"


def csv_files(folder: Path) -> dict[Path, str]:
    """Every file that `write_csv` writes, with the text that each begins with."""
    titles = {"总览": _FIGURES} | {name: columns for name, (columns, _) in SHEETS.items()}
    return {
        folder / f"{name}.csv": "\ufeff" + ",".join(column.title for column in columns[:4])
        for name, columns in titles.items()
    }


def write_csv(report: Report, folder: Path) -> None:
    """One file a sheet, by its name; equal reports make equal files.

    What is made of the learners is made together, a few of them at a time.
    """
    _write(folder, {"总览": (_FIGURES, _overview)}, [report])
    by_learner = {name: table for name, table in SHEETS.items() if table[1] in PARTED}
    _write(folder, {name: SHEETS[name] for name in SHEETS if name not in by_learner}, [report])
    _write(folder, by_learner, parts(report, range(len(report.learners))))


def _write(folder: Path, tables: Mapping[str, Table], reports: Iterable[Report]) -> None:
    """The rows of each report below those of the one before."""
    with ExitStack() as files:
        open_ = [
            (files.enter_context((folder / f"{name}.csv").open("wb")), _Lines(columns), rows_of)
            for name, (columns, rows_of) in tables.items()
        ]
        for stream, lines, _ in open_:
            stream.write(("\ufeff" + lines.header()).encode())
        for report in reports:
            for stream, lines, rows_of in open_:
                rows = iter(rows_of(report))
                while some := [*islice(rows, _TOGETHER)]:
                    stream.write("".join(map(lines.line, some)).encode())


def _overview(report: Report) -> Iterator[list[Cell]]:
    for name, value, style in figures(report):
        yield [name, csv_text(value, style)]


class _Lines:
    """Makes the lines of rows that all have the same columns."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = columns
        self._fields = [_Fields(column.style) for column in columns]

    def header(self) -> str:
        return ",".join(column.title for column in self._columns) + "\r\n"

    def line(self, row: Sequence[Cell]) -> str:
        if len(row) != len(self._fields):
            raise ValueError(f"{len(row)} cells in {len(self._fields)} columns")
        return ",".join(map(getitem, self._fields, row)) + "\r\n"


class _Fields(Remembered):
    """Value of a column → its field."""

    def __init__(self, style: str) -> None:
        self._style = style

    def __missing__(self, value: Cell) -> str:
        text = csv_text(value, self._style)
        if _QUOTED.search(text):
            text = '"' + text.replace('"', '""') + '"'
        return self.remember(value, text)


def csv_text(value: Cell, style: str) -> str:
    """A cell as text; what looks like a formula is kept from being one."""
    if value is None:
        return ""
    if isinstance(value, str):
        text = text_of(value)
        return "'" + text if text.lstrip().startswith(_FORMULA) else text
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return clock(value)
    if style == "percent":
        return f"{value:.2%}"
    return f"{value:.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def clock(value: timedelta) -> str:
    """1:02:05, hours without end."""
    seconds = round(value.total_seconds())
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
