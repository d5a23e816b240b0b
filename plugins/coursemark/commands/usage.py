"""The command line in Chinese: click's commands, parameters and refusals in our own words.

click takes its texts through gettext, which finds a catalogue by environment variables alone, one
for the whole process. So commands are of these classes: what click refuses is said again from what
its exceptions hold, never from their English, and ends with the exit status click gives it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from coursemark.commands.terminal import HelpFormatter
from coursemark.problems import did_you_mean, visible

if TYPE_CHECKING:
    DayType = click.ParamType[date]
    PathType = click.ParamType[Path]
    TextType = click.ParamType[str]
    FloatType = click.ParamType[float]
else:  # Only newer versions of click can be asked for the type of the value.
    DayType = PathType = TextType = FloatType = click.ParamType

_YEARS = range(1900, 3000)
_MANDATORY = "（必须写）"


class Refused(click.UsageError):
    """Wrong use, told in Chinese."""

    def show(self, file: IO[Any] | None = None) -> None:
        if self.ctx is not None:
            click.echo(self.ctx.get_usage(), file=file, err=True)
            click.echo(f"查看说明：{self.ctx.command_path} -h\n", file=file, err=True)
        click.echo(f"错误：{self.format_message()}", file=file, err=True)


class Stopped(click.ClickException):
    """Somebody pressed Ctrl-C."""

    def __init__(self) -> None:
        super().__init__("已中止")

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo("", file=file, err=True)  # Closes the line of the terminal's ^C.
        click.echo(self.message, file=file, err=True)


_PASSED_ON = (Refused, getattr(click.exceptions, "NoArgsIsHelpError", Refused))
"""In Chinese already; the other is the help itself, of newer versions of click."""


@contextmanager
def _in_chinese(ctx: click.Context) -> Iterator[None]:
    try:
        yield
    except _PASSED_ON:
        raise
    except click.UsageError as error:
        if error.ctx is None:
            error.ctx = ctx
        raise Refused(_said(error), error.ctx) from None
    except KeyboardInterrupt:
        raise Stopped from None


def _said(error: click.UsageError) -> str:
    """What is wrong; ours are in Chinese already."""
    if isinstance(error, click.NoSuchOption):
        near = "、".join(error.possibilities or ())
        return f"没有选项 {visible(error.option_name)}" + (f"；是不是 {near}？" if near else "")
    if isinstance(error, click.BadOptionUsage):
        if _is_flag(error):
            return f"{error.option_name} 后面不写值；请去掉等号和后面的内容"
        return f"{error.option_name} 后面没有写值；请补上"
    if isinstance(error, click.MissingParameter):
        return f"没有写 {_named(error.param, error.ctx)}；请补上"
    if isinstance(error, click.BadParameter) and error.param:
        return f"{_named(error.param, error.ctx)} 写得不对：{error.message}"
    return error.message


def _is_flag(error: click.BadOptionUsage) -> bool:
    params = error.ctx.command.get_params(error.ctx) if error.ctx else []
    return any(
        isinstance(param, click.Option) and param.is_flag and error.option_name in param.opts
        for param in params
    )


def _named(param: click.Parameter | None, ctx: click.Context | None) -> str:
    """As it is written on a command line."""
    if isinstance(param, click.Option):
        return " 或 ".join(sorted(param.opts, key=len))
    return str(param and (param.metavar or param.name))


def _long(param: click.Parameter | None) -> str:
    """The option that a value belongs to, by its long name."""
    return max(param.opts, key=len) if param and param.opts else "值"


class _Context(click.Context):
    formatter_class = HelpFormatter


class _Chinese(click.Command):
    """What commands and groups of them have in common."""

    context_class = _Context

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        with _in_chinese(ctx):
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        with _in_chinese(ctx):
            return super().invoke(ctx)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix="用法：")

    def _format_own_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = []
        for param in self.get_params(ctx):
            # Else click adds its own word for it.
            required, param.required = param.required, False
            row = param.get_help_record(ctx) if isinstance(param, click.Option) else None
            param.required = required
            if row:
                rows.append((row[0], row[1] + _MANDATORY if required else row[1]))
        if rows:
            with formatter.section("选项"):
                formatter.write_dl(rows)


class Command(_Chinese):
    """A command that takes options and arguments."""

    def __init__(self, *args: Any, **attributes: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[选项]", **attributes})

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        allowed, ctx.allow_extra_args = ctx.allow_extra_args, True
        rest = super().parse_args(ctx, args)
        ctx.allow_extra_args = allowed
        if rest and not allowed and not ctx.resilient_parsing:
            more = visible(" ".join(map(str, rest)))
            raise Refused(f"多写了 {more}；请去掉，名字里有空格的请用引号括起来", ctx)
        return rest

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self._format_own_options(ctx, formatter)


class Group(_Chinese, click.Group):
    """A command of commands."""

    def __init__(self, *args: Any, **attributes: Any) -> None:
        words = {"options_metavar": "[选项]", "subcommand_metavar": "命令 …"}
        super().__init__(*args, **{**words, **attributes})

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        # A lone "--" names no command either.
        return super().parse_args(ctx, [] if args == ["--"] else args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if self.get_command(ctx, name) is None and not ctx.resilient_parsing:
            known = self.list_commands(ctx)
            near = did_you_mean(name, known) or f"；有 {'、'.join(known)}"
            raise Refused(f"没有命令 {visible(name)}{near}", ctx)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self._format_own_options(ctx, formatter)
        self.format_commands(ctx, formatter)


class Day(DayType):
    """A calendar day, ISO."""

    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            day = date.fromisoformat(value)
        except ValueError:
            text = f"看不懂日期 {visible(str(value))}；请写成 2026-01-31 这样"
            raise Refused(text, ctx) from None
        if day.year not in _YEARS:
            raise Refused(f"日期 {day} 太早或太晚；请检查 {_long(param)}", ctx)
        return day


class PathOf(PathType):
    """A path, whatever is there; without `folders` no folder."""

    name = "路径"

    def __init__(self, *, folders: bool = True) -> None:
        self.folders = folders
        self.name = "路径" if folders else "文件"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = Path(value)
        if not self.folders and os.path.isdir(path):
            raise Refused(f"{_long(param)} 后面的 {visible(str(path))} 是文件夹；请写文件", ctx)
        return path


class OneOf(TextType):
    """One of some words."""

    name = "词"

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in self.words:
            text = f"{_long(param)} 不能写 {visible(str(value))}；可以写 {'、'.join(self.words)}"
            raise Refused(text, ctx)
        return str(value)


class NumberFrom(FloatType):
    """A number within limits: a whole one from `low`, or with `above` any above it."""

    name = "数"

    def __init__(self, low: int, high: int, *, above: bool = False) -> None:
        self.low, self.high, self.above = low, high, above

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        try:
            number: float = float(value) if self.above else int(value)
        except ValueError:
            number = self.low - 1
        # Not the other way round: a float may be none of them.
        if (self.low < number if self.above else self.low <= number) and number <= self.high:
            return number
        allowed = (
            f"大于 {self.low}、不超过 {self.high} 的数"
            if self.above
            else f" {self.low} 到 {self.high} 的整数"
        )
        text = f"{_long(param)} 不能写 {visible(str(value))}；请写{allowed}"
        raise Refused(text, ctx)
