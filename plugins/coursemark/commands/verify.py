"""`coursemark verify`: a code against records, or a record by itself."""

from __future__ import annotations

import json
import os
import re
import sys
import unicodedata
from datetime import date
from pathlib import Path

import click

from coursemark import codes, days
from coursemark.certificates.answers import (
    FORMAT,
    FileAnswers,
    found_json,
    found_text,
    not_found_text,
)
from coursemark.certificates.lookup import look_up
from coursemark.commands.inputs import existing_records, roster_of, site_of
from coursemark.commands.options import config_file_option, keys_option
from coursemark.commands.usage import Command, Day, PathOf
from coursemark.model import Site
from coursemark.problems import visible
from coursemark.records import RecordFile, read_records
from coursemark.report.compose import Evidence, evidence
from coursemark.sealing import Key

_CODE_LIKE = re.compile(
    r"[0-9A-Z]{4}[-\s]?[0-9A-Z]{4}[-\s]?[0-9A-Z]{4}[-\s]?[0-9A-Z]?", re.IGNORECASE
)

_LABEL = re.compile(r"^\s*核验码\s*:?")
"""What stands before the code on paper, and is copied with it."""


@click.command("verify", cls=Command)
@click.help_option("-h", "--help", help="显示这段说明。")
@click.argument("target", metavar="核验码|文件")
@click.argument("records", metavar="[记录]…", nargs=-1, type=PathOf())
@click.option(
    "--roster",
    "roster_file",
    type=PathOf(),
    help="名册；证书按名册的姓名做，核对证书时请给同一份。",
)
@click.option("--as-of", type=Day(), help="按这一天看是否还有效；不写为今天。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@keys_option
@config_file_option
def command(
    target: str,
    records: tuple[Path, ...],
    roster_file: Path | None,
    as_of: date | None,
    as_json: bool,
    keys: tuple[Key, ...],
    file: Path | None,
) -> None:
    """核对一个核验码（在后面写的记录里找），或一份学习记录文件。

    核验码：相符时退出码为 0，没有找到或复核后不成立为 1。
    文件：完整且自报的成绩都与复核一致时为 0，否则为 1。用法不对为 2。
    """
    today = days.today()
    day = as_of or today
    path = Path(target)
    if os.path.exists(path):
        if records:
            raise click.UsageError("核对文件时只写这一个文件；找核验码请写 核验码 记录…")
        site, roster = site_of(file, day, "没有核对"), roster_of(roster_file)
        read = list(read_records([path], keys=keys))
        _verify_file(site, read, evidence(site, read, roster, day, today), as_json)
        return
    code = _code(target)
    existing_records(records)
    roster = roster_of(roster_file)
    site = site_of(file, day, "没有核对")
    skip = [roster_file] if roster_file else []
    read = list(read_records(records, skip=skip, keys=keys))
    known = evidence(site, read, roster, day, today)
    found = look_up(code, site, known, read)
    if as_json:
        _print_json(found_json(code, found, known))
    else:
        text = found_text(found, day) if found else not_found_text(code, known)
        click.echo(text)
    if found is None or found.basis != "verified":
        sys.exit(1)


def _verify_file(site: Site, read: list[RecordFile], known: Evidence, as_json: bool) -> None:
    answers = FileAnswers(site, known)
    if as_json:
        files = [answers.json(record) for record in read]
        as_of = known.report.as_of.isoformat()
        _print_json({"format": FORMAT, "as_of": as_of, "files": files})
    else:
        click.echo("\n\n".join(answers.text(record) for record in read))
    if not read or not all(answers.sound(record) for record in read):
        sys.exit(1)


def _code(target: str) -> str:
    """The code as it is written, or a message about what is wrong with it."""
    plain = _LABEL.sub("", unicodedata.normalize("NFKC", target)).strip()
    code = codes.normal(plain)
    if code is not None:
        return code
    if _CODE_LIKE.fullmatch(plain):
        raise click.UsageError(f"核验码 {visible(plain)} 的校验位不符，多半抄错了一位；请核对")
    raise click.UsageError(
        f"找不到文件 {visible(target)}，它也不是核验码；核验码像 7K2M-9QWX-4HTP-C，共 13 位"
    )


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))
