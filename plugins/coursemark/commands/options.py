"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

config_file_option = click.option(
    "-f",
    "--config-file",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="mkdocs.yml 的位置；不写则从当前文件夹向上找。",
)
