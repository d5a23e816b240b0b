"""`--archive-name`: the rule read, and names for a folder."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from coursemark.certificates.archive_names import ArchiveNames
from coursemark.commands.usage import PathOf
from coursemark.loading.archive_rule import read_archive_rule
from coursemark.loading.text_file import read_text
from coursemark.problems import Problem, format_problems

archive_name_option = click.option(
    "--archive-name",
    "archive_rule",
    metavar="规则.yml",
    type=PathOf(folders=False),
    help="归档规则：-o 写文件夹，其中的文件按档号命名、编号。",
)


_OTHER_FILE = re.compile(r"\.[A-Za-z]{2,5}")


def refuse_a_file(output: Path) -> None:
    """With archive names `-o` is a folder."""
    if output.is_file() or (not output.is_dir() and _OTHER_FILE.fullmatch(output.suffix)):
        raise click.UsageError(f"{output.name} 不是文件夹；用 --archive-name 时 -o 后面请写文件夹")


def archive_names(rule_file: Path | None, folder: Path, day: date) -> ArchiveNames | None:
    """Names by the rule; None without one. A rule with errors is wrong use."""
    if rule_file is None:
        return None
    text = read_text(rule_file, rule_file.name)
    if isinstance(text, Problem):
        raise click.UsageError(f"归档规则 {rule_file}：{text.text}")
    rule, problems = read_archive_rule(text, rule_file.name)
    if rule is None:
        raise click.UsageError(f"归档规则有错误：\n{format_problems(problems, 'text')}")
    present = [each.name for each in folder.iterdir()] if folder.is_dir() else []
    return ArchiveNames(rule, day.year, present)


def report_stems(rule_file: Path | None, output: Path | None, day: date) -> Callable[[str], str]:
    """What a report and the workbooks beside it are called: plainly, or by the rule."""
    if rule_file is None:
        return lambda what: what
    if output is None:
        raise click.UsageError("用 --archive-name 时请用 -o 写一个文件夹")
    refuse_a_file(output)
    names = archive_names(rule_file, output, day)
    return lambda what: names.stem(f"{what}-{day:%Y%m%d}") if names else what
