"""What several commands read before they work: the site, the roster.

Wrong use ends with `click.UsageError` (exit status 2), a site with errors with exit status 1.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection
from datetime import date
from pathlib import Path

import click

from coursemark.checks import check_site
from coursemark.loading.config import ConfigFault, find_config, read_config
from coursemark.model import Site, SiteConfig
from coursemark.problems import format_problems
from coursemark.report import Roster, RosterFault, read_roster


def existing_records(records: tuple[Path, ...]) -> None:
    """Refuses a command line without records, or with one that is not there."""
    if not records:
        raise click.UsageError("没有说明读哪些学习记录；请写文件、文件夹或 zip")
    for path in records:
        if not os.path.exists(path):
            raise click.UsageError(f"找不到 {path}；请检查路径")


def roster_of(path: Path | None) -> Roster | None:
    if path is None:
        return None
    try:
        return read_roster(path)
    except RosterFault as fault:
        raise click.UsageError(str(fault)) from None


def root_of(file: Path | None) -> Path:
    """The configuration file of the site, named or found."""
    config_file = find_config(Path.cwd(), file)
    if config_file is None:
        where = f"找不到 {file}" if file else "这里和上级文件夹都没有 mkdocs.yml"
        raise click.UsageError(f"{where}；请进入站点文件夹，或用 -f 指定 mkdocs.yml")
    return config_file


def site_of(file: Path | None, day: date, refused: str = "没有生成报表") -> Site:
    """The site; with errors in the banks no score could be trusted, so the command stops."""
    config_file = root_of(file)
    try:
        config = read_config(config_file)
    except ConfigFault as fault:
        click.echo(format_problems(fault.problems, "text"), err=True)
        sys.exit(1)
    return checked_site(config_file.parent, config, day, refused)


def checked_site(
    root: Path, config: SiteConfig, day: date, refused: str, passed: Collection[str] = ()
) -> Site:
    """The site of a folder and its configuration; faults of the rules `passed` do not stop it."""
    site, problems = check_site(root, config, day)
    errors = [each for each in problems if each.level == "error" and each.rule not in passed]
    in_banks = [e for e in errors if e.place.path.startswith(f"{config.quizzes}/")]
    if in_banks:
        click.echo(format_problems(in_banks, "text"), err=True)
        click.echo(f"题库有 {len(in_banks)} 个错误，{refused}；请改正后再试", err=True)
        sys.exit(1)
    if errors:
        click.echo(f"页面有 {len(errors)} 个错误，可能影响课程；请运行 coursemark check", err=True)
    return site
