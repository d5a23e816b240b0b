"""The tables of the workbook as a folder of CSV files, for other programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from coursemark.report.figures import figures
from coursemark.report.sheets import SHEETS
from coursemark.report.table import Cell, Column, text_of
from coursemark.report.whole import Report

# What a table program may take for a formula, in half and full width.
_FORMULA = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")
_FIGURES = [Column("指标"), Column("数值")]


def csv_files(folder: Path) -> dict[Path, str]:
    """Every file that `write_csv` writes, with the text that each begins with."""
    titles = {"总览": _FIGURES} | {name: columns for name, (columns, _) in SHEETS.items()}
    return {
        folder / f"{name}.csv": "\ufeff" + ",".join(column.title for column in columns[:4])
        for name, columns in titles.items()
    }


def write_csv(report: Report, folder: Path) -> None:
    """One file a sheet, by its name; equal reports make equal files."""
    overview = "".join(_lines(_FIGURES, _overview(report)))
    (folder / "总览.csv").write_text(overview, "utf-8", newline="")
    for name, (columns, rows_of) in SHEETS.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            stream.writelines(_lines(columns, rows_of(report)))


def _overview(report: Report) -> Iterator[list[Cell]]:
    for name, value, style in figures(report):
        yield [name, csv_text(value, style)]


def _lines(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """With a byte order mark, by which Excel knows the encoding."""
    yield "\ufeff"
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.title for column in columns])
    for row in rows:
        writer.writerow([csv_text(v, c.style) for v, c in zip(row, columns, strict=True)])
        if text.tell() > 1 << 20:
            yield text.getvalue()
            text.seek(0)
            text.truncate()
    yield text.getvalue()


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
