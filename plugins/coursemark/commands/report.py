"""`coursemark report`: records, roster and banks to a workbook and JSON."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import click

from coursemark.certificates.wording import rate
from coursemark.commands.inputs import Day, existing_records, roster_of, site_of
from coursemark.commands.options import config_file_option, keys_option
from coursemark.commands.outputs import REPORT_BOOK, refuse_to_overwrite, writing
from coursemark.records import read_records
from coursemark.report import Report, as_json, report
from coursemark.report.as_json import REPORT_START
from coursemark.report.workbook import write_workbook
from coursemark.sealing import Key

DEFAULT_NAME = "培训报表.xlsx"
_OTHER_FILE = re.compile(r"\.[A-Za-z]{2,5}")


@click.command("report")
@click.help_option("-h", "--help", help="显示这段说明。")
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
    type=Day(),
    help="截止日期（含当日），如 2026-01-31；不写为今天。",
)
@keys_option
@config_file_option
def command(
    records: tuple[Path, ...],
    roster_file: Path | None,
    output: Path | None,
    json_file: Path | None,
    as_of: date | None,
    keys: tuple[Key, ...],
    file: Path | None,
) -> None:
    """汇总学习记录 RECORDS（文件、文件夹或 zip），按题库重新判分，生成报表。

    记录里的异常列在报表里，不影响退出码；题库有错误时退出码为 1，用法不对为 2。
    """
    if records and output is None and json_file is None:
        raise click.UsageError("没有说明报表写到哪里；请加 -o 报表.xlsx 或 --json 文件")
    existing_records(records)
    workbook = _workbook_path(output)
    if workbook and json_file and workbook.absolute() == json_file.absolute():
        raise click.UsageError(f"-o 和 --json 都是 {workbook}；请换一个名字")
    starts = ((workbook, REPORT_BOOK), (json_file, REPORT_START))
    outputs = {path: start for path, start in starts if path}
    inputs = [*records, *([roster_file] if roster_file else [])]
    refuse_to_overwrite(outputs, inputs)
    roster = roster_of(roster_file)
    day = as_of or date.today()
    site = site_of(file, day)
    passed = [*outputs, *([roster_file] if roster_file else [])]
    result = report(site, read_records(records, skip=passed, keys=keys), roster, day)
    with writing(workbook, json_file):
        if workbook:
            write_workbook(result, workbook)
        if json_file:
            json_file.write_text(as_json(result), "utf-8")
    click.echo(_summary(result))
    for written in (workbook, json_file):
        if written:
            click.echo(f"已写入 {written}")


def _workbook_path(output: Path | None) -> Path | None:
    if output is None or (output.suffix.lower() == ".xlsx" and not output.is_dir()):
        return output
    if output.is_file() or (not output.is_dir() and _OTHER_FILE.fullmatch(output.suffix)):
        raise click.UsageError(f"报表写不成 {output.name}；-o 后面请写 .xlsx 文件或文件夹")
    return output / DEFAULT_NAME


def _summary(result: Report) -> str:
    counted = [one for one in result.learners if one.on_roster is not False]
    required = sum(one.required for one in result.departments)
    completed = sum(one.completed for one in result.departments)
    share = f"，完成率 {rate(completed, required)}" if required else ""
    lines = [
        f"{result.title}，截止 {result.as_of.isoformat()}",
        f"学员 {len(counted)} 人，{sum(one.files > 0 for one in counted)} 人交了记录；"
        f"读了 {result.files} 个文件、{result.statements} 条记录",
        f"必修 {required} 人次，已完成 {completed} 人次{share}",
    ]
    strangers = sum(one.on_roster is False for one in result.learners)
    if strangers:
        lines.append(f"另有 {strangers} 人不在名册")
    if result.problems:
        lines.append(f"异常 {len(result.problems)} 条，见“异常记录”表")
    return "\n".join(lines)
