"""`coursemark report`: records, roster and banks to a workbook and JSON."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from coursemark.checks import check_site
from coursemark.commands.options import config_file_option
from coursemark.loading.config import ConfigFault, find_config, read_config
from coursemark.model import Site
from coursemark.problems import Problem, format_problems
from coursemark.records import read_records, reason_of
from coursemark.report import Report, Roster, RosterFault, as_json, read_roster, report
from coursemark.report.as_json import REPORT_START
from coursemark.report.workbook import write_workbook

DEFAULT_NAME = "培训报表.xlsx"
_OTHER_FILE = re.compile(r"\.[A-Za-z]{2,5}")
_YEARS = range(1900, 3000)


class _Day(click.ParamType[date]):
    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise click.UsageError(f"看不懂日期 {value}；请写成 2026-01-31 这样", ctx) from None
        if day.year not in _YEARS:
            raise click.UsageError(f"没有 {day.year} 年的报表；请检查 --as-of", ctx)
        return day


@click.command("report")
@click.argument("records", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--roster",
    "roster_file",
    type=click.Path(path_type=Path),
    help="名册，.xlsx 或 .csv；不写则列出记录里的所有人。",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="报表 .xlsx，或放它的文件夹。"
)
@click.option(
    "--json",
    "json_file",
    type=click.Path(path_type=Path),
    help="同一份报表的 JSON。",
)
@click.option(
    "--as-of",
    type=_Day(),
    help="截止日期（含当日），如 2026-01-31；不写为今天。",
)
@config_file_option
def command(
    records: tuple[Path, ...],
    roster_file: Path | None,
    output: Path | None,
    json_file: Path | None,
    as_of: date | None,
    file: Path | None,
) -> None:
    """汇总学习记录 RECORDS（文件、文件夹或 zip），按题库重新判分，生成报表。

    记录里的异常列在报表里，不影响退出码；题库有错误时退出码为 1，用法不对为 2。
    """
    if not records:
        raise click.UsageError("没有说明读哪些学习记录；请写文件、文件夹或 zip")
    if output is None and json_file is None:
        raise click.UsageError("没有说明报表写到哪里；请加 -o 报表.xlsx 或 --json 文件")
    for path in records:
        if not path.exists():
            raise click.UsageError(f"找不到 {path}；请检查路径")
    workbook = _workbook_path(output)
    _refuse_to_overwrite(workbook, json_file, (*records, *([roster_file] if roster_file else ())))
    roster = _roster(roster_file)
    day = as_of or date.today()
    site = _site(file, day)
    outputs = [path for path in (workbook, json_file, roster_file) if path]
    result = report(site, read_records(records, skip=outputs), roster, day)
    _write(result, workbook, json_file)
    click.echo(_summary(result))
    for written in (workbook, json_file):
        if written:
            click.echo(f"已写入 {written}")


def _roster(path: Path | None) -> Roster | None:
    if path is None:
        return None
    try:
        return read_roster(path)
    except RosterFault as fault:
        raise click.UsageError(str(fault)) from None


def _site(file: Path | None, day: date) -> Site:
    """The site; with errors in the banks no score could be trusted, so the report stops."""
    config_file = find_config(Path.cwd(), file)
    if config_file is None:
        where = f"找不到 {file}" if file else "这里和上级文件夹都没有 mkdocs.yml"
        raise click.UsageError(f"{where}；请进入站点文件夹，或用 -f 指定 mkdocs.yml")
    problems: tuple[Problem, ...]
    try:
        config = read_config(config_file)
        site, problems = check_site(config_file.parent, config, day)
    except ConfigFault as fault:
        click.echo(format_problems(fault.problems, "text"), err=True)
        sys.exit(1)
    errors = [problem for problem in problems if problem.level == "error"]
    in_banks = [e for e in errors if e.place.path.startswith(f"{config.quizzes}/")]
    if in_banks:
        click.echo(format_problems(in_banks, "text"), err=True)
        click.echo(f"题库有 {len(in_banks)} 个错误，没有生成报表；请改正后再试", err=True)
        sys.exit(1)
    if errors:
        click.echo(f"页面有 {len(errors)} 个错误，可能影响课程；请运行 coursemark check", err=True)
    return site


def _workbook_path(output: Path | None) -> Path | None:
    if output is None or (output.suffix.lower() == ".xlsx" and not output.is_dir()):
        return output
    if output.is_file() or (not output.is_dir() and _OTHER_FILE.fullmatch(output.suffix)):
        raise click.UsageError(f"报表写不成 {output.name}；-o 后面请写 .xlsx 文件或文件夹")
    return output / DEFAULT_NAME


def _refuse_to_overwrite(
    workbook: Path | None, json_file: Path | None, read: tuple[Path, ...]
) -> None:
    """Only a report is written over: a slip of the hand must not cost anybody's record."""
    if workbook and json_file and workbook.absolute() == json_file.absolute():
        raise click.UsageError(f"-o 和 --json 都是 {workbook}；请换一个名字")
    for path, starts in ((workbook, (b"PK",)), (json_file, (REPORT_START.encode(),))):
        if path is None or not path.is_file():
            continue
        if any(path.samefile(each) for each in read if each.exists()):
            raise click.UsageError(f"{path} 是要读的文件，不能把报表写在上面；请换一个名字")
        try:
            with path.open("rb") as stream:
                start = stream.read(64)
        except OSError:
            continue
        if start and not start.startswith(starts):
            raise click.UsageError(f"{path} 已经存在，又不是报表，没有覆盖；请换一个名字")


def _write(result: Report, workbook: Path | None, json_file: Path | None) -> None:
    try:
        for path in (workbook, json_file):
            if path:
                path.parent.mkdir(parents=True, exist_ok=True)
        if workbook:
            write_workbook(result, workbook)
        if json_file:
            json_file.write_text(as_json(result), "utf-8")
    except OSError as error:
        advice = (
            "请关掉正打开它的 Excel 再试" if isinstance(error, PermissionError) else "请换个位置"
        )
        raise click.UsageError(
            f"{error.filename or '报表'} 写不进去（{reason_of(error)}）；{advice}"
        ) from None


def _summary(result: Report) -> str:
    counted = [one for one in result.learners if one.on_roster is not False]
    required = sum(one.required for one in result.departments)
    completed = sum(one.completed for one in result.departments)
    rate = f"，完成率 {completed / required:.1%}" if required else ""
    lines = [
        f"{result.title}，截止 {result.as_of.isoformat()}",
        f"学员 {len(counted)} 人，{sum(one.files > 0 for one in counted)} 人交了记录；"
        f"读了 {result.files} 个文件、{result.statements} 条记录",
        f"必修 {required} 人次，已完成 {completed} 人次{rate}",
    ]
    strangers = sum(one.on_roster is False for one in result.learners)
    if strangers:
        lines.append(f"另有 {strangers} 人不在名册")
    if result.problems:
        lines.append(f"异常 {len(result.problems)} 条，见“异常记录”表")
    return "\n".join(lines)
