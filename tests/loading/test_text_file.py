from __future__ import annotations

from pathlib import Path

import pytest

from coursemark.loading.text_file import MAX_BYTES, read_text


def read(tmp_path: Path, data: bytes) -> str:
    file = tmp_path / "a.yml"
    file.write_bytes(data)
    return str(read_text(file, "banks/a.yml"))


def test_byte_order_mark_and_line_ends(tmp_path: Path) -> None:
    assert read(tmp_path, "\ufeff题\r\n目\r尾".encode()) == "题\n目\n尾"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            b"a: 1\nb: " + "题库".encode("gbk"),
            "banks/a.yml:2:4: 错误: 文件不是 UTF-8 编码，像是 GBK（记事本的 ANSI）；"
            "请另存为 UTF-8 [not-utf8]",
        ),
        (
            "题".encode() + b"\xff\xff",
            "banks/a.yml:1:2: 错误: 文件不是 UTF-8 编码；请另存为 UTF-8 [not-utf8]",
        ),
        (
            "题库".encode("utf-16"),
            "banks/a.yml:1:1: 错误: 文件是 UTF-16 编码；请另存为 UTF-8 [not-utf8]",
        ),
        (
            b" " * (MAX_BYTES + 1),
            "banks/a.yml:1:1: 错误: 文件超过 8 MB；请拆成几个文件 [file-too-big]",
        ),
    ],
    ids=["gbk", "neither", "utf-16", "too big"],
)
def test_faults(tmp_path: Path, data: bytes, expected: str) -> None:
    assert read(tmp_path, data) == expected


def test_missing(tmp_path: Path) -> None:
    assert str(read_text(tmp_path / "b.yml", "b.yml")) == (
        "b.yml:1:1: 错误: 文件不存在；请检查路径和文件名 [unreadable-file]"
    )
