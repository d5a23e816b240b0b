"""`coursemark keys`: the pair of keys for records that are handed in sealed."""

from __future__ import annotations

import os
from pathlib import Path

import click

from coursemark.commands.usage import Command, PathOf
from coursemark.loading.config import ConfigFault, find_config, read_config
from coursemark.reasons import reason_of
from coursemark.sealing import key_text, new_key

PRIVATE_NAME = "coursemark.key"
PUBLIC_NAME = "coursemark.pub"
_OWNER_ONLY = 0o600


@click.command("keys", cls=Command)
@click.help_option("-h", "--help", help="显示这段说明。")
@click.option(
    "-o",
    "--output",
    required=True,
    type=PathOf(),
    help="放两个钥匙文件的文件夹；不要放在站点文件夹里。",
)
def command(output: Path) -> None:
    """生成一对钥匙：公钥写进 mkdocs.yml，私钥由培训管理员保管，用来打开密封的学习记录。

    已有的钥匙文件从不覆盖；用法不对或写不进去时退出码为 2。
    """
    private, public = output / PRIVATE_NAME, output / PUBLIC_NAME
    for path in (private, public):
        if path.exists() or path.is_symlink():
            raise click.UsageError(
                f"{path} 已经存在，没有覆盖：旧的私钥丢了，用它密封的记录就打不开；请换一个文件夹"
            )
    site = find_config(output)
    if site and _pages_of(site) in (output.resolve(), *output.resolve().parents):
        raise click.UsageError(
            f"{output} 在网站的页面文件夹里，私钥会跟着网站发布；请换一个站点以外的文件夹"
        )
    key, letters = new_key()
    line = f"seal_key: {letters}"
    try:
        output.mkdir(parents=True, exist_ok=True)
        _write(private, key_text(key), _OWNER_ONLY)
        _write(public, f"# Coursemark 公钥 {key.name}，可以公开\n{line}\n", 0o644)
    except OSError as error:
        where = error.filename or output
        raise click.UsageError(f"{where} 写不进去（{reason_of(error)}）；请换个位置") from None
    click.echo(
        f"钥匙编号 {key.name}\n"
        f"公钥：请把下面一行写进 mkdocs.yml 里插件 coursemark 的选项（也存在 {public}）\n\n"
        f"        {line}\n\n"
        f"私钥：{private}\n"
        "  只由培训管理员保管：不要发给别人，不要放进网站，不要进版本库；请在 U 盘上另存一份。\n"
        "  打开密封的记录：coursemark report 记录… --key coursemark.key\n"
        "  私钥丢了，用它密封的记录谁也打不开，只能请学员重新交；更换钥匙后旧私钥仍要留着。"
    )
    if site:
        click.echo(f"  注意：{output} 在站点文件夹里，私钥容易跟着版本库传出去；请移到外面。")


def _pages_of(config: Path) -> Path | None:
    """The folder whose files a build publishes; None where the configuration cannot be read."""
    try:
        return (config.parent / read_config(config).content).resolve()
    except ConfigFault:
        return None


def _write(path: Path, text: str, mode: int) -> None:
    """Creates the file with these rights from its first byte on; never replaces one."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as stream:
        stream.write(text.encode("utf-8"))
