"""Tables as personnel departments keep them: Excel of any age, or text parted by commas."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

MAX_UNPACKED = 64 * 1024 * 1024
MAX_CELLS = 8_000_000
_HEAD_LINES = 30
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_CELL = re.compile(rb'<c [^>]{0,80}?\br="([A-Z]{1,3})([0-9]{1,7})"')


class RosterFault(Exception):
    """The roster, or another table, cannot be used; the message says why, in Chinese."""


@dataclass(frozen=True)
class Sheet:
    """Rows of cells, and which of them are merged."""

    rows: Sequence[Sequence[Any]]
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]] = ()
    """First and last cell, counted from 0, both inclusive."""

    def above(self, row: int, column: int, header: int) -> Any:
        """What a merged cell below the header says for all it covers."""
        for (top, left), (bottom, right) in self.merged:
            if header < top <= row <= bottom and left <= column <= right:
                return self.rows[top][left]
        return ""


def read_sheets(data: bytes, name: str, what: str = "名册") -> Iterator[Sheet]:
    """The sheets of a file by its content, whatever it is called; RosterFault when it has none."""
    if not data.strip():
        raise RosterFault(f"{what} {name} 是空的；请检查文件")
    if data.startswith((_ZIP, _OLE)):
        yield from _workbook(data, name, what)
        return
    text = _decoded(data)
    if text is None or "\0" in text:
        raise RosterFault(f"{what} {name} 既不是 Excel 也不是 CSV；请另存为 .xlsx 再试")
    if text.lstrip().startswith("<"):
        raise RosterFault(f"{what} {name} 其实是网页；请用 Excel 打开，另存为 .xlsx 再试")
    head = "\n".join(text.splitlines()[:_HEAD_LINES])
    delimiter = max(",\t;，", key=head.count)
    try:
        yield Sheet(list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)))
    except csv.Error:
        raise RosterFault(f"{what} {name} 不是规范的 CSV；请另存为 .xlsx 再试") from None


def _workbook(data: bytes, name: str, what: str) -> Iterator[Sheet]:
    try:
        if data.startswith(_ZIP):
            _refuse_too_big(data, name, what)
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for title in book.sheet_names:
            sheet = book.get_sheet_by_name(title)
            rows = sheet.to_python(skip_empty_area=False)
            yield Sheet(rows, sheet.merged_cell_ranges or ())
    except (CalamineError, ValueError, OSError, zipfile.BadZipFile, NotImplementedError):
        raise RosterFault(f"{what} {name} 不是能打开的 Excel 文件；请另存为 .xlsx 再试") from None


def _refuse_too_big(data: bytes, name: str, what: str) -> None:
    """One cell in the last corner of a sheet would make a table of billions."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
            raise RosterFault(f"{what} {name} 解开后超过 {MAX_UNPACKED >> 20} MB；请只留{what}再试")
        for entry in entries:
            if entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml"):
                rows = columns = 0
                for column, row in _CELL.findall(archive.read(entry)):
                    rows, columns = max(rows, int(row)), max(columns, _number(column))
                if rows * columns > MAX_CELLS:
                    where = f"{rows} 行、{columns} 列"
                    advice = f"请删掉{what}以外的内容再试"
                    raise RosterFault(f"{what} {name} 的表有 {where}，太大；{advice}")


def _number(letters: bytes) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number


def _decoded(data: bytes) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
