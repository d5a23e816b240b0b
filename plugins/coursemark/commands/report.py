"""`coursemark report`: records, roster and banks to a workbook, a page, tables and JSON."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from coursemark import days
from coursemark.certificates.wording import rate
from coursemark.commands import comparing, score_sheet
from coursemark.commands.archive_name import archive_name_option, report_stems
from coursemark.commands.bars import bar
from coursemark.commands.comparing import (
    compare_option,
    gain_option,
    pairs_of,
    refuse_later_days,
    write_comparison,
)
from coursemark.commands.from_stores import (
    from_option,
    late_days_option,
    login_option,
    remote_of,
    reread_option,
)
from coursemark.commands.inputs import Day, existing_records, roster_of, site_of
from coursemark.commands.options import config_file_option, keys_option
from coursemark.commands.outputs import POINTS_BOOK, TREND_BOOK, refuse_to_overwrite, writing
from coursemark.commands.report_files import DEFAULT_STEM, files_of
from coursemark.commands.taking_in import store_option, taken_in
from coursemark.report import Report
from coursemark.report.gather import report_from
from coursemark.report.points_book import write_points
from coursemark.sealing import Key


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
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="报表 .xlsx；写文件夹则把 .xlsx、网页和 CSV 都放进去。",
)
@click.option(
    "--html",
    "page",
    type=click.Path(path_type=Path),
    help="网页报表：一个 .html 文件，不联网，可打印。",
)
@click.option(
    "--csv",
    "tables",
    type=click.Path(path_type=Path),
    help="放 CSV 的文件夹，每张表一个文件。",
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
@click.option(
    "--score-sheet",
    "score_rules",
    metavar="RULES.yml",
    type=click.Path(path_type=Path, dir_okay=False),
    help="积分规则：按完成情况和成绩算个人、科室积分，写成“绩效积分.xlsx”，放在报表旁边。",
)
@compare_option
@gain_option
@archive_name_option
@from_option
@login_option
@late_days_option
@reread_option
@store_option
@keys_option
@config_file_option
def command(
    records: tuple[Path, ...],
    roster_file: Path | None,
    output: Path | None,
    page: Path | None,
    tables: Path | None,
    json_file: Path | None,
    as_of: date | None,
    score_rules: Path | None,
    earlier: tuple[date, ...],
    tests: tuple[str, ...],
    archive_rule: Path | None,
    urls: tuple[str, ...],
    login_file: Path | None,
    late_days: int | None,
    reread: bool,
    store_file: Path | None,
    keys: tuple[Key, ...],
    file: Path | None,
) -> None:
    """汇总学习记录 RECORDS（文件、文件夹或 zip），按题库重新判分，生成报表。

    记录里的异常列在报表里，不影响退出码；题库有错误时退出码为 1，用法不对为 2。
    """
    remote = remote_of(urls, login_file, late_days, reread)
    if records or not remote:
        existing_records(records)
    day = as_of or days.today()
    refuse_later_days(earlier, day)
    stem_of = report_stems(archive_rule, output, day)
    files = files_of(output, page, tables, json_file, stem_of(DEFAULT_STEM))
    points = files.beside(stem_of(score_sheet.STEM)) if score_rules else None
    trend = files.beside(stem_of(comparing.STEM)) if earlier or tests else None
    extra = {path: mark for path, mark in ((points, POINTS_BOOK), (trend, TREND_BOOK)) if path}
    outputs = files.marks() | extra
    if store_file and store_file.absolute() in {path.absolute() for path in outputs}:
        raise click.UsageError(f"报表和 --store 都是 {store_file}；请换一个名字")
    inputs = [*records, *(path for path in (roster_file, score_rules) if path)]
    refuse_to_overwrite(outputs, inputs)
    roster = roster_of(roster_file)
    site = site_of(file, day)
    rules = score_sheet.score_rules_of(score_rules, site) if score_rules else None
    pairs = pairs_of(tests, site)
    others = (roster_file, score_rules, archive_rule, login_file)
    passed = [*outputs, *(path for path in others if path)]

    with taken_in(store_file, site.config.id, records, passed, keys, remote) as store:

        def report_of(as_of: date) -> Report:
            with bar("核对成绩") as progress:
                return report_from(store, site, roster, as_of, progress)

        result = report_of(day)
        with bar("写报表") as progress:
            files.write(result, progress)
        with writing(*extra):
            if rules and points:
                write_points(result, rules, points)
            if trend:
                write_comparison(result, site, earlier, pairs, report_of, trend)
    click.echo(_summary(result))
    for written in (*files, *extra):
        click.echo(f"已写入 {written}")


def _summary(result: Report) -> str:
    required, completed = result.required, result.completed
    share = f"，完成率 {rate(completed, required)}" if required else ""
    lines = [
        f"{result.title}，截止 {result.as_of.isoformat()}",
        f"学员 {result.counted} 人，{result.handed_in} 人交了记录；"
        f"读了 {result.files} 个文件、{result.statements} 条记录",
        f"必修 {required} 人次，已完成 {completed} 人次{share}",
    ]
    if result.strangers:
        lines.append(f"另有 {result.strangers} 人不在名册")
    if result.identities:
        lines.append(f"身份有 {len(result.identities)} 处要请人核实，见“身份待核实”表")
    if result.problems:
        lines.append(f"异常 {len(result.problems)} 条，见“异常记录”表")
    return "\n".join(lines)
