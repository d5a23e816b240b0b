"""What is said of a file that the system refuses."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from coursemark.reasons import cannot_read, reason_of


def refused(path: Path) -> OSError:
    try:
        path.read_bytes()
    except OSError as error:
        return error
    raise AssertionError(f"{path} was read")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    error = refused(tmp_path / "none")
    assert (reason_of(error), cannot_read(error)) == ("找不到", "不存在；请检查路径和文件名")


def test_a_way_through_a_file(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    error = refused(tmp_path / "a" / "b")
    assert reason_of(error) == "路径中间是文件，不是文件夹"
    assert cannot_read(error) == "不存在：路径中间有一段是文件，不是文件夹；请检查路径"


def test_a_folder(tmp_path: Path) -> None:
    assert cannot_read(refused(tmp_path)) == "是文件夹；请写里面的文件"


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    error = refused(tmp_path / ("长" * 100))
    assert cannot_read(error) == "打不开（名字太长）；请检查路径和所在的盘"


@pytest.mark.parametrize("code", [errno.EACCES, errno.EPERM])
def test_no_right_to_it(code: int) -> None:
    error = OSError(code, os.strerror(code))
    assert (reason_of(error), cannot_read(error)) == ("没有权限", "打不开（没有权限）；请检查权限")


def test_a_file_that_another_program_has_on_windows() -> None:
    error = PermissionError(errno.EACCES, "The process cannot access the file")
    error.winerror = 32  # type: ignore[attr-defined, unused-ignore]
    assert reason_of(error) == "正被别的程序占用"
    assert cannot_read(error) == "打不开（正被别的程序占用）；请关掉那个程序再试"


def test_what_we_have_no_words_for() -> None:
    assert cannot_read(OSError(errno.EPIPE, "Broken pipe")) == (
        "打不开（Broken pipe）；请检查路径和所在的盘"
    )
    assert reason_of(OSError()) == "OSError"
