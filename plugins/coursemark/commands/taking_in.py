"""Records taken into a store before they are reported on: a store of the user's, or of one run.

Wrong use ends with `click.UsageError` (exit status 2).
"""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click

from coursemark.commands.bars import bar
from coursemark.commands.from_stores import Remote, take_remote
from coursemark.intake.ingest import ingest
from coursemark.intake.store import Store, StoreFault, store_faults
from coursemark.sealing import Key

store_option = click.option(
    "--store",
    "store_file",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="汇总库文件：读过的记录存在里面，下次只读新的和改过的；不写则每次全部读取。"
    "里面是学习记录，请像记录一样保管；删掉它不会丢东西。",
)


@contextmanager
def taken_in(
    store_file: Path | None,
    site: str,
    records: Sequence[Path],
    skip: Collection[Path],
    keys: Sequence[Key],
    remote: Remote,
) -> Iterator[Path]:
    """The path of the store with these records as its run; nobody else can write meanwhile.

    A StoreFault of whoever reads it is told, too.
    """
    with ExitStack() as stack:
        if store_file is None:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="coursemark-"))
            path = Path(folder) / "store"
        else:
            path = store_file
        try:
            store = stack.enter_context(Store(path, site, lasting=store_file is not None))
            with store_faults(path):
                store.begin()
                with bar("读取记录") as progress:
                    ingest(store, site, records, [*skip, path], keys, progress)
                if remote:
                    take_remote(store, site, remote)
                store.commit()
            yield path
        except StoreFault as fault:
            raise click.UsageError(str(fault)) from None
        except BrokenProcessPool:
            text = "系统结束了一个正在汇总的进程，多半是内存不够；请关掉别的程序，再汇总一次"
            raise click.UsageError(text) from None
