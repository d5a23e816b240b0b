"""The command `coursemark`; each subcommand is a module of `commands`, imported when it is used."""

from __future__ import annotations

import errno
import importlib
import io
import sys
from typing import Any

import click

from coursemark import __version__
from coursemark.commands.usage import Group

_COMMANDS = {
    "attend": "把外训、讲座的签到表做成学习记录",
    "audit": "把一段时间的培训证据打成一个包，供检查",
    "certificates": "给完成课程的人做证书",
    "check": "检查题库、测评和页面，一次报告全部问题",
    "desk-keys": "把不公布的答案写成文件，供培训管理台判分",
    "keys": "生成密封学习记录用的一对钥匙",
    "regrade": "改正答案之后，看谁的成绩和结果会变",
    "report": "汇总学习记录，生成报表",
    "verify": "核对核验码，或一份学习记录",
}
"""Name to one-line help; `commands/<name>.py` (`_` for `-`) has a click command `command`."""


class _Lazy(Group):
    """Lists commands without importing them, so that `--help` is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"coursemark.commands.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # Whoever read our output has left; click ends quietly.
            outputs = importlib.import_module("coursemark.commands.outputs")
            raise outputs.refused(error) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("命令"):
            formatter.write_dl([(name, _COMMANDS[name]) for name in self.list_commands(ctx)])


@click.group(cls=_Lazy)
@click.help_option("-h", "--help", help="显示这段说明。")
@click.version_option(
    __version__, prog_name="coursemark", message="%(prog)s %(version)s", help="显示版本。"
)
def main() -> None:
    """Coursemark：用 Markdown 和题库建培训站点。"""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console or file in GBK cannot hold every character of a name or a text.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
