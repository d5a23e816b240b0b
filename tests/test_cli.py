"""What holds for every subcommand."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from coursemark.cli import _COMMANDS, main


@pytest.mark.parametrize("command", sorted(_COMMANDS))
def test_help_is_the_same_both_ways(command: str) -> None:
    short, long = (CliRunner().invoke(main, [command, flag]) for flag in ("-h", "--help"))

    assert short.output == long.output
    assert "-h, --help" in short.output
    assert "显示这段说明。" in short.output
    assert short.exit_code == 0


def test_a_path_that_the_system_refuses() -> None:
    name = "长" * 100

    done = CliRunner().invoke(main, ["report", ".", "-o", f"{name}.xlsx"])

    assert done.output.endswith(f"错误：{name}.xlsx 读写不了（名字太长）；请检查路径、权限和磁盘\n")
    assert done.exit_code == 2
