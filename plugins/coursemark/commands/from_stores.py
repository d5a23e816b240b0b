"""`report --from`: record stores over xAPI, and tables of ClickHouse, as sources of records.

Wrong use, and a store that does not answer, end with `click.UsageError` (exit status 2).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from coursemark.clickhouse import Table, count, fingerprints, learner_logs, table_of
from coursemark.clickhouse.logs import partitions_for
from coursemark.commands.bars import bar
from coursemark.intake.answers import take_answers
from coursemark.intake.logs import take_logs
from coursemark.intake.processes import cores
from coursemark.intake.store import Store
from coursemark.lrs import (
    Endpoint,
    LrsFault,
    Page,
    endpoint_of,
    pages,
    read_credentials,
)

_LONGEST_WAIT = 3_660
_STEPS = 1_000
"""Of a bar whose end is a moment."""

from_option = click.option(
    "--from",
    "urls",
    metavar="URL",
    multiple=True,
    help="从记录库（LRS）读取：lrs+http://主机:端口/xAPI；ClickHouse 的表：clickhouse+http://主机:8123/库/表。"
    "可以写多次，也可以和记录文件一起写。配合 --store，下次只取新的。",
)
login_option = click.option(
    "--login",
    "login_file",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="记录库的登录文件：一行“用户名:密码”。密码不写在命令行里。",
)
late_days_option = click.option(
    "--late-days",
    metavar="N",
    type=click.IntRange(1, _LONGEST_WAIT),
    help="记录库说不出哪些是新收的时候，往回重读这么多天；不写则每次全部重读。",
)
reread_option = click.option(
    "--reread", is_flag=True, help="把 --from 的记录库从头读一遍（恢复过备份、作废过记录之后）。"
)


@dataclass(frozen=True)
class Remote:
    """What is asked besides files."""

    endpoints: tuple[Endpoint, ...] = ()
    tables: tuple[Table, ...] = ()
    late_days: int | None = None
    reread: bool = False

    def __bool__(self) -> bool:
        return bool(self.endpoints or self.tables)


def remote_of(
    urls: Sequence[str], login_file: Path | None, late_days: int | None, reread: bool
) -> Remote:
    """From the options."""
    if not urls and (login_file or late_days or reread):
        raise click.UsageError("--login、--late-days、--reread 要和 --from 一起用")
    try:
        login = read_credentials(login_file) if login_file else None
        tables = tuple(table_of(u, login) for u in urls if u.startswith("clickhouse+"))
        rest = tuple(endpoint_of(u, login) for u in urls if not u.startswith("clickhouse+"))
    except LrsFault as fault:
        raise click.UsageError(str(fault)) from None
    names = [*(one.name for one in tables), *(one.name for one in rest)]
    for name in names:
        if names.count(name) > 1:
            raise click.UsageError(f"--from {name} 写了两次；请去掉一个")
    return Remote(rest, tables, late_days, reread)


def take_remote(store: Store, site: str, remote: Remote) -> None:
    """Takes in what the stores have; the run has begun."""
    try:
        for turn, endpoint in enumerate(remote.endpoints):
            _take_endpoint(store, site, endpoint, turn, remote)
        for turn, table in enumerate(remote.tables):
            source = _Logs(table, site)
            with bar(f"读取 {table.name}") as progress:
                taken = take_logs(store, site, source, turn, cores(), progress)
            click.echo(f"{table.name}：取了 {taken} 人的记录", err=True)
    except LrsFault as fault:
        raise click.UsageError(str(fault)) from None


def _take_endpoint(store: Store, site: str, endpoint: Endpoint, turn: int, remote: Remote) -> None:
    notes: dict[str, None] = {}
    with bar(f"读取 {endpoint.name}") as progress:

        def ask(cursor: str | None) -> Iterator[Page]:
            for page in pages(endpoint, cursor, late_days=remote.late_days):
                if page.note:
                    notes[page.note] = None
                # How many statements there are no store tells.
                if page.passed is not None:
                    progress(round(page.passed * _STEPS), _STEPS)
                yield page

        taken = take_answers(store, site, endpoint.name, turn, ask, anew=remote.reread)
    click.echo(f"{endpoint.name}：取了 {taken} 条记录", err=True)
    for note in notes:
        click.echo(note, err=True)


@dataclass(frozen=True)
class _Logs:
    """A table as a `LogSource`."""

    table: Table
    site: str

    @property
    def name(self) -> str:
        return self.table.name

    def partitions(self, processes: int) -> int:
        return partitions_for(count(self.table, self.site).statements, processes)

    def fingerprints(self, partition: int, partitions: int) -> list[tuple[str, str]]:
        found = fingerprints(self.table, self.site, partition, partitions)
        return [(one.learner, f"{one.statements}:{one.digest}") for one in found]

    def logs(
        self, partition: int, partitions: int, only: Collection[str]
    ) -> Iterator[tuple[str, list[bytes]]]:
        return learner_logs(self.table, self.site, partition, partitions, only=only)
