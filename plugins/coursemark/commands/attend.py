"""`coursemark attend`: lists of those present at a session to a record file."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import click

from coursemark import days
from coursemark.commands.inputs import site_of
from coursemark.commands.options import config_file_option
from coursemark.commands.outputs import Entry, refuse_to_overwrite, writing
from coursemark.commands.usage import Command, Day, NumberFrom, PathOf
from coursemark.model import Site
from coursemark.problems import did_you_mean, visible
from coursemark.records import Anomaly
from coursemark.records.write import RECORD_START
from coursemark.report import RosterFault
from coursemark.report.attendance import (
    Attendance,
    Defaults,
    attendance_record,
    read_attendance,
)
from coursemark.report.template import TEMPLATE_MARK, write_template

_LISTED = 20


@click.command("attend", cls=Command)
@click.help_option("-h", "--help", help="显示这段说明。")
@click.argument("lists", metavar="[签到表]…", nargs=-1, type=PathOf())
@click.option(
    "--session", metavar="名称", default="", help="场次的名称，与课程里的一致；表里写了的以表为准。"
)
@click.option("--held", type=Day(), help="举办日期，如 2026-01-31；表里写了的以表为准。")
@click.option("--hours", type=NumberFrom(0, 200, above=True), help="学时，大于 0。")
@click.option("--evidence", metavar="说明", default="", help="证明材料；不写为签到表的文件名。")
@click.option("--registrar", metavar="姓名", default="培训管理员", help="登记人，写进记录。")
@click.option("-o", "--output", type=PathOf(), help="记录文件，.jsonl。")
@click.option("--template", type=PathOf(), help="写一份空的签到表，.xlsx，填好再来。")
@config_file_option
def command(
    lists: tuple[Path, ...],
    session: str,
    held: date | None,
    hours: float | None,
    evidence: str,
    registrar: str,
    output: Path | None,
    template: Path | None,
    file: Path | None,
) -> None:
    """把外训、讲座的签到表（.xlsx 或 .csv）做成学习记录，交给 report 等命令读。

    没有计入的行逐行说明，不影响退出码；题库有错误时退出码为 1，用法不对为 2。
    """
    if template is not None:
        _write_template(template)
        if not lists:
            return
    if not lists:
        raise click.UsageError(
            "没有说明读哪些签到表；请写 .xlsx 或 .csv 文件，或用 --template 要一份"
        )
    if output is None or output.suffix.lower() != ".jsonl" or output.is_dir():
        raise click.UsageError("没有说明记录写到哪里；请加 -o 文件.jsonl")
    for path in lists:
        if not path.is_file():
            raise click.UsageError(f"找不到签到表 {path}；请检查路径")
    refuse_to_overwrite({output: RECORD_START}, lists, "学习记录")
    today = days.today()
    site = site_of(file, today, "没有生成记录")
    defaults = Defaults(session.strip(), held, hours, evidence.strip(), registrar.strip())
    try:
        found = [read_attendance(path, defaults, today) for path in lists]
    except RosterFault as fault:
        raise click.UsageError(str(fault)) from None
    present = {(p.id, p.session, p.held): p for each in found for p in each.present}
    now = datetime.now(UTC)
    record = attendance_record(present.values(), site, registrar.strip(), now)
    with writing(output, what="学习记录"):
        output.write_bytes(record)
    click.echo(_summary(found, site, {p.session for p in present.values()}, len(present)))
    click.echo(f"已写入 {output}；与学员的记录放在一起，交给 coursemark report")


def _write_template(path: Path) -> None:
    if path.suffix.lower() != ".xlsx" or path.is_dir():
        raise click.UsageError(f"签到表写不成 {path.name}；--template 后面请写 .xlsx 文件")
    refuse_to_overwrite({path: Entry("docProps/core.xml", TEMPLATE_MARK)}, (), "空白签到表")
    with writing(path, what="签到表"):
        write_template(path)
    click.echo(f"已写入 {path}：填好后再运行 coursemark attend {path.name} -o 签到.jsonl")


def _summary(found: list[Attendance], site: Site, sessions: set[str], count: int) -> str:
    problems = [problem for each in found for problem in each.problems]
    absent = sum(each.absent for each in found)
    lines = [f"记下 {count} 人次" + (f"，{absent} 人没有到场" if absent else "")]
    lines += [_line(problem) for problem in problems[:_LISTED]]
    if len(problems) > _LISTED:
        lines.append(f"  另有 {len(problems) - _LISTED} 行有问题，没有列出")
    known = {
        step.target
        for course in site.courses.values()
        for step in course.steps
        if step.kind == "attend"
    }
    for name in sorted(sessions - known):
        near = did_you_mean(name, known)
        lines.append(f"  课程里没有场次“{name}”{near}；照样记下，列在“外训与讲座”")
    return "\n".join(map(visible, lines))


def _line(problem: Anomaly) -> str:
    return f"  {problem.file} 第 {problem.line} 行：{problem.detail}"
