"""`coursemark report`: records, roster and banks to a workbook and JSON."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import click

from coursemark.checks import check_site
from coursemark.loading.config import ConfigFault, find_config, read_config
from coursemark.model import Site
from coursemark.problems import Problem, format_problems
from coursemark.records import read_records
from coursemark.report import Report, Roster, RosterFault, as_json, read_roster, report
from coursemark.report.workbook import write_workbook

DEFAULT_NAME = "培训报表.xlsx"


@click.command("report")
@click.argument("records", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--roster",
    "roster_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="名册，.xlsx 或 .csv；不写则列出记录里的所有人。",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="报表 .xlsx，或放它的文件夹。"
)
@click.option(
    "--json",
    "json_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="同一份报表的 JSON。",
)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="截止日期（含当日），如 2026-01-31；不写为今天。",
)
@click.option(
    "-f",
    "--config-file",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="mkdocs.yml 的位置；不写则从当前文件夹向上找。",
)
def command(
    records: tuple[Path, ...],
    roster_file: Path | None,
    output: Path | None,
    json_file: Path | None,
    as_of: datetime | None,
    file: Path | None,
) -> None:
    """汇总学习记录 RECORDS（文件、文件夹或 zip），按题库重新判分，生成报表。

    记录里的异常列在报表里，不影响退出码；题库有错误时退出码为 1，用法不对为 2。
    """
    if output is None and json_file is None:
        raise click.UsageError("没有说明报表写到哪里；请加 -o 报表.xlsx 或 --json 文件")
    for path in records:
        if not path.exists():
            raise click.UsageError(f"找不到 {path}；请检查路径")
    roster = _roster(roster_file)
    site = _site(file, as_of)
    workbook = _workbook_path(output)
    outputs = [path for path in (workbook, json_file, roster_file) if path]
    day = as_of.date() if as_of else date.today()
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


def _site(file: Path | None, as_of: datetime | None) -> Site:
    """The site; with errors in the banks no score could be trusted, so the report stops."""
    config_file = find_config(Path.cwd(), file)
    if config_file is None:
        where = f"找不到 {file}" if file else "这里和上级文件夹都没有 mkdocs.yml"
        raise click.UsageError(f"{where}；请进入站点文件夹，或用 -f 指定 mkdocs.yml")
    problems: tuple[Problem, ...]
    try:
        config = read_config(config_file)
        day = as_of.date() if as_of else date.today()
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
    if output is None or output.suffix.lower() == ".xlsx":
        return output
    return output / DEFAULT_NAME


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
        reason = error.strerror or type(error).__name__
        text = f"{error.filename} 写不进去（{reason}）；是否正在 Excel 里打开？"
        raise click.UsageError(text) from None


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
