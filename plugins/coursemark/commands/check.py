"""`coursemark check`: every problem of a site at once."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from coursemark import days
from coursemark.checks import check_site
from coursemark.commands.options import config_file_option
from coursemark.commands.usage import Command, Day, OneOf
from coursemark.loading.config import ConfigFault, find_config, read_config
from coursemark.loading.plugin_options import check_options
from coursemark.problems import Problem, format_problems

_STYLES = ("text", "json", "github")


@click.command("check", cls=Command)
@click.help_option("-h", "--help", help="显示这段说明。")
@click.option("--strict", is_flag=True, help="警告也算错误。")
@click.option(
    "--format",
    "style",
    metavar="|".join(_STYLES),
    type=OneOf(_STYLES),
    default="text",
    help="输出格式；不写为 text。",
)
@config_file_option
@click.option(
    "--today",
    type=Day(),
    help="按这一天检查有效期，如 2026-01-31。",
)
def command(strict: bool, style: str, file: Path | None, today: date | None) -> None:
    """检查题库、测评和页面，一次报告全部问题。

    没有错误时退出码为 0，有错误为 1，用法不对为 2。
    """
    config_file = find_config(Path.cwd(), file)
    if config_file is None:
        where = f"找不到 {file}" if file else "这里和上级文件夹都没有 mkdocs.yml"
        raise click.UsageError(f"{where}；请进入站点文件夹，或用 -f 指定 mkdocs.yml")
    try:
        config = read_config(config_file)
        day = today or days.today()
        found = check_site(config_file.parent, config, day)[1]
        problems: tuple[Problem, ...] = (*check_options(config_file), *found)
    except ConfigFault as fault:
        problems = fault.problems
    if strict:
        problems = tuple(p if p.tolerated else replace(p, level="error") for p in problems)
    if problems or style == "json":
        click.echo(format_problems(problems, style))
    if any(problem.level == "error" for problem in problems):
        sys.exit(1)
