"""The files behind paths: folders walked, zips opened in memory; nothing is ever extracted."""

from __future__ import annotations

import io
import os
import re
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

import msgspec

from coursemark.reasons import cannot_read
from coursemark.records.parts import find_parts

MAX_FILE = 64 * 1024 * 1024
MAX_TOTAL = 512 * 1024 * 1024
MAX_ENTRIES = 20_000
MAX_RATIO = 200
_RATIO_APPLIES_FROM = 4 * 1024 * 1024
_SMALL = 1 << 18
_BUFFER = 1 << 16

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OTHER_ARCHIVES = {
    b"Rar!": "RAR 压缩包",
    b"7z\xbc\xaf\x27\x1c": "7z 压缩包",
    b"\x1f\x8b": "gzip 压缩文件",
}
_OFFICE_TEXTS = re.compile(r"word/document\.xml|xl/(?:sharedStrings|worksheets/[^/]+)\.xml")
_PARAGRAPH = re.compile(rb"</w:p>|</si>|</is>|<w:br[^<>]*>")
_TAG = re.compile(rb"<[^<>]*>")
_ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True)
class Source:
    """One file to read: its stream, or why it cannot be read."""

    name: str
    """As shown: the path from the argument's folder, `班次.zip/10023.jsonl` inside a zip."""
    stream: io.BufferedReader | None
    fault: str = ""
    """Chinese, when there is no stream."""
    joined: bool = False
    """A record that came in parts; none are looked for in it."""


class Place(msgspec.Struct, frozen=True, gc=False):
    """Where files are read from: a file of any kind, or what cannot be one."""

    name: str
    """As shown."""
    path: str | None
    fault: str = ""
    """Chinese, when there is no path."""


class Interrupted(Exception):
    """A stream ended in the middle: a damaged zip, or a file beyond the limit."""


def sources(paths: Iterable[Path], skip: Collection[Path] = ()) -> Iterator[Source]:
    """Every file behind the paths, in order; hidden files and those in `skip` are left out.

    A stream is valid only until the next source is asked for.
    """
    for place in places(paths, skip):
        yield from sources_of(place)


def places(paths: Iterable[Path], skip: Collection[Path] = ()) -> Iterator[Place]:
    """The same without opening one."""
    skipped = {_identity(path) for path in skip}
    for path in paths:
        if path.is_dir():
            yield from _folder(path, skipped)
        elif _identity(path) not in skipped:
            yield Place(_printable(path.name), str(path))


def sources_of(place: Place) -> Iterator[Source]:
    """What is in one place: a file, or those of a zip."""
    if place.path is None:
        yield Source(place.name, None, place.fault)
        return
    try:
        if not os.path.isfile(place.path):
            yield Source(place.name, None, f"{_no_file(Path(place.path))}，没有读取")
            return
        with open(place.path, "rb", buffering=0) as raw:
            yield from _opened(place.name, _at_once(raw) or io.BufferedReader(raw), depth=0)
    except OSError as error:
        yield Source(place.name, None, f"{cannot_read(error)}")


def _at_once(raw: io.FileIO) -> io.BytesIO | None:
    """What a small file holds: nearly every one is small, and each further call has its price."""
    try:
        data = raw.read(_SMALL)
    except OSError:
        data = None  # Piece by piece some of it may be read.
    if data is not None and len(data) < _SMALL:
        return io.BytesIO(data)
    raw.seek(0)
    return None


def _identity(path: str | Path) -> object:
    """Equal for two paths to one file; cheaper than `realpath`, which asks for every folder."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return os.path.realpath(path)
    # Some network drives number no files.
    return (found.st_dev, found.st_ino) if found.st_ino else os.path.realpath(path)


def _folder(path: Path, skipped: Collection[object]) -> Iterator[Place]:
    """What a folder holds, however deep; links to folders are not followed, but named."""
    refused: list[OSError] = []
    top = path.resolve().name
    empty = True
    for here, folders, names in os.walk(path, onerror=refused.append):
        folders[:] = sorted(f for f in folders if not _hidden(f))
        inside = Path(here).relative_to(path).as_posix()
        shown = top if inside == "." else f"{top}/{inside}"
        linked = [f for f in folders if Path(here, f).is_symlink()]
        for name in sorted([*names, *linked]):
            file = os.path.join(here, name)
            if not _hidden(name) and not (skipped and _identity(file) in skipped):
                empty = False
                yield Place(_printable(f"{shown}/{name}"), file)
    for error in refused:
        inside = os.path.relpath(error.filename, path)
        shown = top if inside == "." else f"{top}/{inside}"
        yield Place(_printable(shown), None, f"文件夹{cannot_read(error)}")
    if empty and not refused:
        yield Place(_printable(top), None, "文件夹里没有文件")


def _hidden(name: str) -> bool:
    return name.startswith((".", "~$", "__MACOSX")) or name.lower() in ("thumbs.db", "desktop.ini")


def _no_file(path: Path) -> str:
    if path.is_dir():
        return "是指向文件夹的链接"
    return "不是普通文件" if path.exists() else "文件不存在"


def _opened(name: str, stream: IO[bytes], depth: int) -> Iterator[Source]:
    start = stream.read(8)
    stream.seek(0)
    for magic, kind in _OTHER_ARCHIVES.items():
        if start.startswith(magic):
            yield Source(name, None, f"是 {kind}，不能直接读取；请解压后再交，或改用 zip")
            return
    if not start.startswith(_ZIP):
        yield Source(name, _limited(stream, MAX_FILE))
    elif depth > 1:
        yield Source(name, None, "压缩包套了不止一层，没有读取；请解压后再交")
    else:
        yield from _unzipped(name, stream, depth)


def _unzipped(name: str, stream: IO[bytes], depth: int) -> Iterator[Source]:
    try:
        archive = zipfile.ZipFile(stream)
        entries = [info for info in archive.infolist() if not info.is_dir()]
    except _ZIP_FAULTS:
        yield Source(name, None, "压缩包已损坏，打不开；请重新压缩后再交")
        return
    with archive:
        if any(info.filename == "[Content_Types].xml" for info in entries):
            yield _office(archive, entries, name)
            return
        if len(entries) > MAX_ENTRIES:
            yield Source(name, None, f"压缩包里超过 {MAX_ENTRIES} 个文件，没有读取；请分批压缩")
            return
        left = MAX_TOTAL
        for info in sorted(entries, key=_entry_name):
            inner = _entry_name(info)
            if any(_hidden(part) for part in inner.split("/") if part not in (".", "..")):
                continue
            shown = f"{name}/{_printable(inner)}"
            fault = _refusal(info, left)
            if fault:
                yield Source(shown, None, fault)
                continue
            left -= info.file_size
            yield from _entry(archive, info, shown, depth)


def _office(archive: zipfile.ZipFile, entries: Iterable[zipfile.ZipInfo], name: str) -> Source:
    """A document or workbook into which a text in parts was pasted; else only named."""
    text = b""
    for info in entries:
        if _OFFICE_TEXTS.fullmatch(info.filename) and not _refusal(info, MAX_FILE - len(text)):
            try:
                with _Entry(archive, info) as opened:
                    text += _TAG.sub(b"", _PARAGRAPH.sub(b"\n", _whole(cast("IO[bytes]", opened))))
            except (Interrupted, *_ZIP_FAULTS):
                continue
    if next(find_parts(text.decode("utf-8", "replace")), None) is None:
        return Source(name, None, "是 Office 文档，不是学习记录")
    return Source(name, _limited(io.BytesIO(text), MAX_FILE))


def _entry(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, shown: str, depth: int
) -> Iterator[Source]:
    try:
        with _Entry(archive, info) as opened:
            start = opened.read(4)
            opened.seek(0)
            if start in _ZIP:
                yield from _opened(shown, io.BytesIO(_whole(cast("IO[bytes]", opened))), depth + 1)
            else:
                yield from _opened(shown, cast("IO[bytes]", opened), depth + 1)
    except (Interrupted, *_ZIP_FAULTS):
        yield Source(shown, None, "在压缩包里已损坏，读不出来；请重新压缩后再交")


def _refusal(info: zipfile.ZipInfo, left: int) -> str:
    """Why an entry is not even opened, or an empty string."""
    if info.flag_bits & 1:
        return "加了密码，读不出来；请去掉密码再交"
    if info.file_size > MAX_FILE:
        return f"解压后超过 {MAX_FILE >> 20} MB，没有读取"
    if info.file_size > left:
        return f"压缩包解压后总共超过 {MAX_TOTAL >> 20} MB，其余没有读取；请分批压缩"
    small = max(1, info.compress_size)
    if info.file_size > _RATIO_APPLIES_FROM and info.file_size > MAX_RATIO * small:
        return "压缩比高得不正常，没有读取"
    return ""


def _entry_name(info: zipfile.ZipInfo) -> str:
    """The name in UTF-8, or in GBK as Windows tools in China write it without saying so."""
    if info.flag_bits & 0x800:
        return info.filename.replace("\\", "/")
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename.replace("\\", "/")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding).replace("\\", "/")
        except UnicodeDecodeError:
            continue
    return info.filename


def _printable(name: str) -> str:
    """A name fit to show: undecodable bytes and control characters become `?`."""
    if name.isprintable():
        return name
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(c if c.isprintable() else "?" for c in text)


class _Entry(io.RawIOBase):
    """A file in a zip, checked at its end: of a damaged one the library keeps the last piece."""

    def __init__(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
        self._archive = archive
        self._info = copy(info)
        del self._info.CRC  # So that the library does not check it.
        self._expected = info.CRC
        self._stream, self._crc = archive.open(self._info), 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        data = self._stream.read(len(view))
        if not data and view and self._crc != self._expected:
            raise zipfile.BadZipFile("checksum")
        self._crc = zlib.crc32(data, self._crc)
        view[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Only to the beginning."""
        if offset or whence != io.SEEK_SET:
            raise io.UnsupportedOperation("seek")
        self._stream.close()
        self._stream, self._crc = self._archive.open(self._info), 0
        return 0

    def close(self) -> None:
        self._stream.close()
        super().close()


class _Limited(io.RawIOBase):
    """A stream that stops at a limit, and whose faults are all of one kind."""

    def __init__(self, stream: IO[bytes], limit: int) -> None:
        self._stream = stream
        self._left = limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        with _interrupting():
            data = self._stream.read(min(len(view), self._left + 1))
        if len(data) > self._left:
            raise Interrupted(f"超过 {MAX_FILE >> 20} MB，后面的没有读取")
        self._left -= len(data)
        view[: len(data)] = data
        return len(data)


def _limited(stream: IO[bytes], limit: int) -> io.BufferedReader:
    if isinstance(stream, io.BytesIO):  # All there is, and never more than the limit.
        return io.BufferedReader(stream, _BUFFER)
    return io.BufferedReader(_Limited(stream, limit), _BUFFER)


def _whole(stream: IO[bytes]) -> bytes:
    with _interrupting():
        data = stream.read(MAX_FILE + 1)
    if len(data) > MAX_FILE:
        raise Interrupted("too big")
    return data


@contextmanager
def _interrupting() -> Iterator[None]:
    try:
        yield
    except _ZIP_FAULTS as error:
        raise Interrupted("读到一半出错，文件可能已损坏") from error
