"""`coursemark desk-keys`: the answers that a site withholds, for the trainer's desk."""

from __future__ import annotations

import json
from pathlib import Path

import click

from coursemark import days
from coursemark.commands.inputs import root_of, site_of
from coursemark.commands.options import config_file_option
from coursemark.commands.outputs import refuse_to_overwrite, writing
from coursemark.commands.usage import Command, PathOf
from coursemark.desk_rules import KEYS_FORMAT, desk_keys
from coursemark.loading.config import read_config

_START = f'{{"format": "{KEYS_FORMAT}"'
"""How every key file begins."""


@click.command("desk-keys", cls=Command)
@click.help_option("-h", "--help", help="显示这段说明。")
@click.option(
    "-o",
    "--output",
    required=True,
    type=PathOf(folders=False),
    help="答案文件 .json；不要放在站点文件夹里。",
)
@config_file_option
def command(output: Path, file: Path | None) -> None:
    """把网站不公布的答案写成一个文件，培训管理员把它放进培训管理台，就能给这些题判分。

    题库有错误时退出码为 1，用法不对或写不进去时为 2。
    """
    config = root_of(file)
    site = site_of(file, days.today(), "没有写答案文件")
    pages = (config.parent / read_config(config).content).resolve()
    if pages in output.resolve().parents:
        raise click.UsageError(
            f"{output} 在网站的页面文件夹里，答案会跟着网站发布；请换一个站点以外的文件夹"
        )
    refuse_to_overwrite({output: _START}, [], "答案文件")
    keys = desk_keys(site, days.today())
    with writing(output):
        output.write_text(json.dumps(keys, ensure_ascii=False) + "\n", "utf-8")
    click.echo(
        f"已写入 {output}：{len(keys['items'])} 道题的答案\n"
        "  只由培训管理员保管：不要发给学员，不要放进网站，不要进版本库。\n"
        "  用法：打开培训管理台，把它和学习记录一起放进去；题库改过之后请重新生成。"
    )
