"""`coursemark regrade`: whose score and result change after a key was corrected; writes no site."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from coursemark import days
from coursemark.commands.against import NOT_ITS_PAGES, other_state
from coursemark.commands.inputs import checked_site, existing_records, root_of, roster_of, site_of
from coursemark.commands.options import config_file_option, keys_option
from coursemark.commands.outputs import COMPARISON_BOOK, Entry, refuse_to_overwrite, writing
from coursemark.commands.terminal import width_of
from coursemark.commands.usage import Command, Day, PathOf
from coursemark.records import read_records
from coursemark.report.compare import Comparison, compare
from coursemark.report.compare_tables import (
    CSV_START,
    JSON_START,
    as_json,
    result_name,
    status_name,
    write_comparison,
)
from coursemark.report.table import text_of
from coursemark.report.words import AssessmentResult
from coursemark.sealing import Key

_LISTED = 50
_WIDEST = 40
_STARTS: dict[str, str | Entry] = {".xlsx": COMPARISON_BOOK, ".csv": CSV_START}


@click.command("regrade", cls=Command)
@click.help_option("-h", "--help", help="显示这段说明。")
@click.argument("records", metavar="[记录]…", nargs=-1, type=PathOf())
@click.option(
    "--against",
    metavar="版本|文件夹",
    required=True,
    help="改正之前的状态：站点仓库的 git 版本（如 HEAD~1），或旧的站点、题库文件夹。",
)
@click.option(
    "--roster",
    "roster_file",
    type=PathOf(),
    help="名册，.xlsx 或 .csv；姓名、科室、岗位以名册为准。",
)
@click.option("-o", "--output", type=PathOf(), help="把变化写成 .xlsx 或 .csv。")
@click.option("--json", "json_file", type=PathOf(), help="同样的内容，写成 JSON。")
@click.option("--as-of", type=Day(), help="截止日期（含当日），如 2026-01-31；不写为今天。")
@keys_option
@config_file_option
def command(
    records: tuple[Path, ...],
    against: str,
    roster_file: Path | None,
    output: Path | None,
    json_file: Path | None,
    as_of: date | None,
    keys: tuple[Key, ...],
    file: Path | None,
) -> None:
    """改正答案或规则之后、发布之前，看学习记录里谁的成绩和结果会变。

    把同一批记录按改正之前（--against）和现在的题库各判一遍，列出差别；不改动任何文件。
    有没有变化退出码都为 0；任何一边的题库有错误为 1，用法不对为 2。
    """
    existing_records(records)
    if output and output.suffix.lower() not in _STARTS:
        raise click.UsageError(f"写不成 {output.name}；-o 后面请写 .xlsx 或 .csv 文件")
    if output and json_file and output.absolute() == json_file.absolute():
        raise click.UsageError(f"-o 和 --json 都是 {output}；请换一个名字")
    outputs = {output: _STARTS[output.suffix.lower()]} if output else {}
    outputs |= {json_file: JSON_START} if json_file else {}
    rosters = [roster_file] if roster_file else []
    refuse_to_overwrite(outputs, [*records, *rosters], "对比表")
    roster = roster_of(roster_file)
    day = as_of or days.today()
    config_file = root_of(file)
    after = site_of(file, day, "没有比较")
    with other_state(against, config_file, after.config) as other:
        if other.config.id != after.config.id:
            raise click.UsageError(
                f"两边的站点编号不同：{other.name} 是 {other.config.id}，现在是 {after.config.id}；"
                "学习记录只属于一个站点，不能比较"
            )
        refused = f"{other.name} 的题库不能用来比较"
        passed = NOT_ITS_PAGES if other.borrowed else ()
        before = checked_site(other.root, other.config, day, refused, passed)
    given = read_records(records, skip=[*outputs, *rosters], keys=keys)
    found = compare(before, after, given, day, roster)
    with writing(output, json_file, what="对比表"):
        if output:
            write_comparison(found, other.name, output)
        if json_file:
            json_file.write_text(as_json(found, other.name), "utf-8")
    click.echo(_text(found, other.name))
    for written in (output, json_file):
        if written:
            click.echo(f"已写入 {written}")


def _text(found: Comparison, against: str) -> str:
    changed = sum(item.changed for item in found.items)
    lines = [
        f"{found.title}：改正之前 {against}，改正之后是现在的题库；截止 {found.as_of.isoformat()}",
        f"核对 {found.learners} 人、{found.compared} 人次测评、{found.attempts} 次作答",
    ]
    if not found.scores and not found.items and not found.courses:
        return "\n".join([*lines, "没有变化"])
    lines += [
        f"成绩或结果变化 {len(found.scores)} 人次：升 {found.up}，降 {found.down}；"
        f"变为通过 {found.gained}，不再通过 {found.lost}",
        f"题目变化 {len(found.items)} 道，{changed} 次作答的得分不同；"
        f"课程状态变化 {len(found.courses)} 人次",
    ]
    scores = [
        [
            change.learner.id,
            change.learner.name,
            change.title,
            f"{_percent(change.before)} → {_percent(change.after)}",
            f"{result_name(change.before)} → {result_name(change.after)}"
            if change.result_changes
            else result_name(change.after),
        ]
        for change in found.scores
    ]
    items = [
        [item.item, item.what, str(item.answers), str(item.changed), str(item.up), str(item.down)]
        for item in found.items
    ]
    courses = [
        [
            change.learner.id,
            change.learner.name,
            change.title,
            f"{status_name(change.before)} → {status_name(change.after)}",
        ]
        for change in found.courses
    ]
    lines += _table(["工号", "姓名", "测评", "成绩", "结果"], scores)
    lines += _table(["题目", "改动", "作答", "变化", "变好", "变差"], items)
    lines += _table(["工号", "姓名", "课程", "状态"], courses)
    return "\n".join(lines)


def _percent(result: AssessmentResult | None) -> str:
    if result is None or result.score is None:
        return "—"
    return f"{result.score / 100:g}%"


def _table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Columns side by side under their titles; nothing for no rows."""
    if not rows:
        return []
    shown = [titles, *([_short(cell) for cell in row] for row in rows[:_LISTED])]
    widths = [max(width_of(row[n]) for row in shown) for n in range(len(titles))]
    lines = [
        "  ".join(
            cell + " " * (width - width_of(cell)) for cell, width in zip(row, widths, strict=True)
        )
        for row in shown
    ]
    more = len(rows) - _LISTED
    rest = [f"另有 {more} 行，请用 -o 写成表格查看"] if more > 0 else []
    return ["", *(line.rstrip() for line in lines), *rest]


def _short(text: str) -> str:
    """Names come from records: nothing in them may steer the terminal."""
    plain = "".join(c for c in text_of(text) if unicodedata.category(c) not in ("Cc", "Cf"))
    return plain if len(plain) <= _WIDEST else plain[: _WIDEST - 1] + "…"
