"""`coursemark audit`: the zip that an inspector is handed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from coursemark.audit.bundle import Bundle, Inputs, bundle, outline, write_zip
from coursemark.audit.period import Period
from coursemark.commands.archive_name import archive_name_option, archive_names, refuse_a_file
from coursemark.commands.inputs import existing_records, root_of, roster_of, site_of
from coursemark.commands.options import config_file_option, keys_option
from coursemark.commands.outputs import AUDIT_BUNDLE, refuse_to_overwrite, replacing, writing
from coursemark.commands.usage import Command, Day, PathOf
from coursemark.problems import visible
from coursemark.records import RecordFile, read_records
from coursemark.report.compose import evidence
from coursemark.sealing import Key

_LISTED = 10
_NEVER = date(2999, 12, 31)
"""Nothing is a fault for lying after the period: a bundle is the same whenever it is made."""


@click.command("audit", cls=Command)
@click.help_option("-h", "--help", help="显示这段说明。")
@click.argument("records", metavar="[记录]…", nargs=-1, type=PathOf())
@click.option(
    "--roster",
    "roster_file",
    type=PathOf(),
    help="名册，.xlsx 或 .csv；不写则列出记录里的所有人。",
)
@click.option("--from", "start", type=Day(), required=True, help="第一天，如 2026-01-01。")
@click.option("--to", "end", type=Day(), required=True, help="最后一天（含当日）。")
@click.option("-o", "--output", type=PathOf(), required=True, help="证据包，.zip。")
@archive_name_option
@keys_option
@config_file_option
def command(
    records: tuple[Path, ...],
    roster_file: Path | None,
    start: date,
    end: date,
    output: Path,
    archive_rule: Path | None,
    keys: tuple[Key, ...],
    file: Path | None,
) -> None:
    """把一段时间的培训证据打成一个包：完成情况、当时的试卷和答案、页面版本、签到表、
    问卷与纠错、异常、记录原件和校验值，附一页目录。

    同样的输入得到同样的包。题库有错误时退出码为 1，用法不对为 2。
    """
    existing_records(records)
    if start > end:
        raise click.UsageError(f"--from {start} 在 --to {end} 之后；请检查日期")
    names = archive_names(archive_rule, output, end)
    if names is not None:
        refuse_a_file(output)
        output /= names.stem(f"证据包-{start:%Y%m%d}-{end:%Y%m%d}") + ".zip"
    if output.suffix.lower() != ".zip" or output.is_dir():
        raise click.UsageError(f"证据包写不成 {output.name}；-o 后面请写 .zip 文件")
    read = [*records, *([roster_file] if roster_file else [])]
    refuse_to_overwrite({output: AUDIT_BUNDLE}, read, "证据包")
    roster = roster_of(roster_file)
    site = site_of(file, end, "没有生成证据包")
    outlines: list[RecordFile] = []
    skip = [output, *([roster_file] if roster_file else [])]
    noting = _noting(read_records(records, skip, keys), outlines)
    found = evidence(site, noting, roster, end, _NEVER)
    made = bundle(
        Inputs(
            site=site,
            root=root_of(file).resolve().parent,
            evidence=found,
            files=outlines,
            records=records,
            roster=roster_file,
            skip=[output, *(key.file for key in keys if key.file)],
        ),
        Period(start, end),
    )
    with writing(output, what="证据包"), replacing(output) as stream:
        write_zip(made, end, stream)
    click.echo(_summary(made, Period(start, end)))
    click.echo(f"已写入 {output}")


def _noting(records: Iterator[RecordFile], outlines: list[RecordFile]) -> Iterator[RecordFile]:
    """Passes the files on and keeps what is said of each."""
    for record in records:
        outlines.append(outline(record))
        yield record


def _summary(made: Bundle, period: Period) -> str:
    counts = made.counts
    lines = [
        str(period),
        f"期内完成 {counts.completions} 人次，交卷 {counts.attempts} 次；"
        f"{counts.files} 个记录文件，{counts.verified} 个校验相符",
        f"试卷版本 {counts.versions} 个"
        + (f"，{counts.missing} 个未找到原版本" if counts.missing else "")
        + (f"；{counts.missing_items} 道题未找到原版本" if counts.missing_items else ""),
    ]
    lines += [f"  未找到原版本：{each}" for each in made.missing[:_LISTED]]
    return "\n".join(map(visible, lines))
