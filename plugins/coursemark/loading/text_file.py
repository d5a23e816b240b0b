"""The text of an author's file, or the one problem that keeps us from reading it."""

from __future__ import annotations

from pathlib import Path

from coursemark.problems import Place, Problem
from coursemark.reasons import cannot_read

MAX_BYTES = 8 * 1024 * 1024


def read_text(file: Path, path: str) -> str | Problem:
    """The text with `\\n` line ends and no byte order mark; `path` is what the problem names."""
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        return Problem(Place(path), "unreadable-file", f"文件{cannot_read(error)}")
    if len(data) > MAX_BYTES:
        return Problem(Place(path), "file-too-big", "文件超过 8 MB；请拆成几个文件")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Problem(_place_of_byte(data, error.start, path), "not-utf8", _encoding_advice(data))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _place_of_byte(data: bytes, index: int, path: str) -> Place:
    before = data[:index]
    start = before.rfind(b"\n") + 1
    column = len(before[start:].decode("utf-8-sig", "replace")) + 1
    return Place(path, before.count(b"\n") + 1, column)


def _encoding_advice(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "文件是 UTF-16 编码；请另存为 UTF-8"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return "文件不是 UTF-8 编码；请另存为 UTF-8"
    return "文件不是 UTF-8 编码，像是 GBK（记事本的 ANSI）；请另存为 UTF-8"
