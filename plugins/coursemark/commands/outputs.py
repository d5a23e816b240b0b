"""What several commands write: only files of ours are written over, and a failure says why.

Wrong use ends with `click.UsageError` (exit status 2).
"""

from __future__ import annotations

import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import click

from coursemark.commands.usage import Refused
from coursemark.reasons import cannot_read, reason_of

_LARGEST_MARK = 1 << 20
_ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True)
class Entry:
    """What is inside of a zip or workbook of ours: every other one begins the same."""

    name: str
    text: str
    """Stands in the entry of that name."""


_TITLE = "docProps/core.xml"
REPORT_BOOK = Entry(_TITLE, "培训报表</dc:title>")
POINTS_BOOK = Entry(_TITLE, "绩效积分</dc:title>")
TREND_BOOK = Entry(_TITLE, "对比报表</dc:title>")
COMPARISON_BOOK = Entry(_TITLE, "重新判分对比</dc:title>")
REGISTER_BOOK = Entry(_TITLE, "证书名单</dc:title>")
AUDIT_BUNDLE = Entry("00-目录.html", "<h1>培训证据目录</h1>")


def refuse_to_overwrite(
    outputs: Mapping[Path, str | bytes | Entry], read: Iterable[Path], what: str = "报表"
) -> None:
    """Only what is like ours is written over: a slip must not cost anybody's record.

    `outputs`: each file with the text or bytes that such files begin with, or what is in them;
    `read`: the inputs.
    """
    inputs = [path for path in read if os.path.exists(path)]
    for path, mark in outputs.items():
        if not os.path.isfile(path):
            continue
        if any(path.samefile(each) for each in inputs):
            raise click.UsageError(f"{path} 是要读的文件，不能把{what}写在上面；请换一个名字")
        if not _is_ours(path, mark):
            raise click.UsageError(f"{path} 已经存在，又不是{what}，没有覆盖；请换一个名字")


def _is_ours(path: Path, mark: str | bytes | Entry) -> bool:
    """Also an empty file; one that cannot be read is for writing to refuse."""
    try:
        if path.stat().st_size == 0:
            return True
        if isinstance(mark, Entry):
            with zipfile.ZipFile(path) as archive, archive.open(mark.name) as inside:
                return mark.text.encode() in inside.read(_LARGEST_MARK)
        with path.open("rb") as stream:
            start = stream.read(64)
    except OSError:
        return True
    except _ZIP_FAULTS:
        return False
    return start.startswith(mark if isinstance(mark, bytes) else mark.encode())


@contextmanager
def writing(*paths: Path | None, what: str = "报表") -> Iterator[None]:
    """Makes the folders; what the system refuses becomes wrong use."""
    try:
        for path in paths:
            if path:
                path.parent.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        advice = (
            "请关掉正打开它的 Excel 再试" if isinstance(error, PermissionError) else "请换个位置"
        )
        raise click.UsageError(
            f"{error.filename or what} 写不进去（{reason_of(error)}）；{advice}"
        ) from None


def refused(error: OSError) -> Refused:
    """What the system refused and no command foresaw, in words."""
    where = f"{os.fsdecode(error.filename)} " if error.filename else ""
    if isinstance(error, FileNotFoundError):
        return Refused(f"{where}{cannot_read(error)}")
    return Refused(f"{where}读写不了（{reason_of(error)}）；请检查路径、权限和磁盘")


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes the place of an earlier one when it is whole, and not before."""
    part = path.with_name(f".{path.name}.part")
    with _blaming(path):
        stream = part.open("wb")
    try:
        with stream:
            yield stream
        with _blaming(path):
            part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _blaming(path: Path) -> Iterator[None]:
    """A fault of the part is the file's that was asked for."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None
