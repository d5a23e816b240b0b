"""Where `coursemark report` writes: a workbook, a page, a folder of tables, a machine form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from coursemark.commands.outputs import REPORT_BOOK, Entry, writing
from coursemark.intake.processes import Progress, cores, workers
from coursemark.report import Report
from coursemark.report.as_json import REPORT_START, json_lines
from coursemark.report.csv_folder import csv_files, write_csv
from coursemark.report.page import PAGE_START, report_page
from coursemark.report.workbook import write_workbook

DEFAULT_STEM = "培训报表"
_TABLES = "CSV"
_FEW = 300
"""Learners for whom one process writes everything before others would have started."""
_OTHER_FILE = re.compile(r"\.[A-Za-z]{2,5}")


@dataclass(frozen=True)
class ReportFiles:
    """The files of one report; what was not asked for is None."""

    workbook: Path | None = None
    page: Path | None = None
    tables: Path | None = None
    """A folder."""
    machine: Path | None = None

    def marks(self) -> dict[Path, str | Entry]:
        """Every file, and how one of ours is known."""
        found: dict[Path, str | Entry] = {}
        if self.workbook:
            found[self.workbook] = REPORT_BOOK
        if self.page:
            found[self.page] = PAGE_START
        if self.machine:
            found[self.machine] = REPORT_START
        return found | (csv_files(self.tables) if self.tables else {})

    def __iter__(self) -> Iterator[Path]:
        """What is told to have been written."""
        return (p for p in (self.workbook, self.page, self.tables, self.machine) if p)

    def beside(self, stem: str) -> Path:
        """A workbook of its own in the folder of the first file; beside a folder of tables."""
        return next(iter(self)).parent / f"{stem}.xlsx"

    def write(self, result: Report, progress: Progress = lambda done, total: None) -> None:
        """Writes them; what the system refuses is wrong use."""
        many = len(result.learners) > _FEW
        with writing(*self.marks()), workers(cores() if many else 1, result) as pool:
            others = pool.map(_write, self._others())
            if self.workbook:
                write_workbook(result, self.workbook, pool=pool, progress=progress)
            for _ in others:
                pass

    def _others(self) -> Iterator[tuple[Callable[[Report, Path], None], Path]]:
        """What is written besides the workbook, each by whoever is free."""
        if self.machine:
            yield _write_machine, self.machine
        if self.page:
            yield _write_page, self.page
        if self.tables:
            yield write_csv, self.tables


def _write(result: Report, task: tuple[Callable[[Report, Path], None], Path]) -> None:
    write, path = task
    write(result, path)


def _write_machine(result: Report, path: Path) -> None:
    with path.open("wb", 1 << 18) as stream:
        stream.writelines(json_lines(result))


def _write_page(result: Report, path: Path) -> None:
    path.write_text(report_page(result), "utf-8")


def files_of(
    output: Path | None,
    page: Path | None,
    tables: Path | None,
    machine: Path | None,
    stem: str = DEFAULT_STEM,
) -> ReportFiles:
    """From the options; a folder as `output` gets workbook, page and tables, called `stem`."""
    if output is None and page is None and tables is None and machine is None:
        text = "请加 -o 文件夹（或 .xlsx），或 --html、--csv、--json"
        raise click.UsageError(f"没有说明报表写到哪里；{text}")
    workbook = _workbook_path(output, stem)
    if output is not None and workbook != output:
        page = page or output / f"{stem}.html"
        tables = tables or output / (_TABLES if stem == DEFAULT_STEM else f"{stem}-{_TABLES}")
    if page and (page.suffix.lower() not in (".html", ".htm") or page.is_dir()):
        raise click.UsageError(f"网页写不成 {page.name}；--html 后面请写 .html 文件")
    if tables and (
        tables.is_file() or (not tables.is_dir() and _OTHER_FILE.fullmatch(tables.suffix))
    ):
        raise click.UsageError(f"{tables.name} 不是文件夹；--csv 后面请写文件夹，每张表一个文件")
    named = {"-o": workbook, "--html": page, "--json": machine}
    seen: dict[Path, str] = {}
    for option, path in named.items():
        other = path and seen.setdefault(path.absolute(), option)
        if other and other != option:
            raise click.UsageError(f"{other} 和 {option} 都是 {path}；请换一个名字")
    return ReportFiles(workbook, page, tables, machine)


def _workbook_path(output: Path | None, stem: str) -> Path | None:
    if output is None or (output.suffix.lower() == ".xlsx" and not output.is_dir()):
        return output
    if output.is_file() or (not output.is_dir() and _OTHER_FILE.fullmatch(output.suffix)):
        raise click.UsageError(f"报表写不成 {output.name}；-o 后面请写 .xlsx 文件或文件夹")
    return output / f"{stem}.xlsx"
