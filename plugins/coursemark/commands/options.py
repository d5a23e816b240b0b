"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

from coursemark.commands.usage import PathOf
from coursemark.reasons import cannot_read
from coursemark.sealing import Key, KeyFault, read_key

config_file_option = click.option(
    "-f",
    "--config-file",
    "file",
    type=PathOf(folders=False),
    help="mkdocs.yml 的位置；不写则从当前文件夹向上找。",
)


def _read_keys(
    ctx: click.Context, param: click.Parameter, paths: tuple[Path, ...]
) -> tuple[Key, ...]:
    keys = []
    for path in paths:
        try:
            keys.append(read_key(path))
        except KeyFault as fault:
            raise click.UsageError(f"{path} {fault}", ctx) from None
        except OSError as error:
            raise click.UsageError(f"私钥 {path} {cannot_read(error)}", ctx) from None
    return tuple(keys)


keys_option = click.option(
    "--key",
    "keys",
    multiple=True,
    type=PathOf(),
    callback=_read_keys,
    help="打开密封记录的私钥文件 coursemark.key；可以写多次。",
)
"""Gives the parameter `keys`, a tuple of `Key`, for `read_records(…, keys=keys)`."""
