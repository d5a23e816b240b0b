"""The roster: who should be trained, from .xlsx or .csv, its columns found by their names."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from coursemark.records import Anomaly
from coursemark.records.read import normal_id

_NAMES = {
    "id": ("工号", "职工号", "员工编号", "人员编号", "职工编号", "员工号", "职工工号", "员工工号"),
    "name": ("姓名", "员工姓名", "职工姓名", "人员姓名", "学员姓名", "名字"),
    "department": ("科室", "部门", "科室名称", "部门名称", "所在科室", "所属科室", "所在部门"),
    "role": ("岗位", "职务类别", "人员类别", "岗位类别", "岗位名称", "职务", "角色"),
    "start": ("入职日期", "入职时间", "到岗日期", "入职"),
}
_REQUIRED = {"id": "工号", "name": "姓名"}
_HEADER_WITHIN = 30
_DECORATION = re.compile(r"[\s*:：]|\(.*?\)|（.*?）")


class RosterFault(Exception):
    """The roster cannot be used; the message says why, in Chinese."""


@dataclass(frozen=True)
class Person:
    """One row of the roster."""

    id: str
    name: str
    department: str
    role: str
    start: date | None
    line: int


@dataclass(frozen=True)
class Roster:
    people: Mapping[str, Person]
    """By id."""
    problems: tuple[Anomaly, ...]


def read_roster(path: Path) -> Roster:
    """Everybody on the roster; RosterFault when it is none."""
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise RosterFault(f"名册 {path.name} 打不开（{reason}）；请检查文件") from None
    for sheet in _sheets(data, path.name):
        header = _header(sheet)
        if header is not None:
            return _people(sheet, *header, path.name)
    raise RosterFault(
        f"名册 {path.name} 里找不到“工号”和“姓名”两列；请在表头写上工号、姓名、科室、岗位"
    )


def _sheets(data: bytes, name: str) -> Iterator[Sequence[Sequence[Any]]]:
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        try:
            book = CalamineWorkbook.from_filelike(io.BytesIO(data))
            for sheet in book.sheet_names:
                yield book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        except (CalamineError, ValueError, OSError):
            raise RosterFault(f"名册 {name} 不是能打开的 Excel 文件；请另存为 .xlsx 再试") from None
        return
    text = _decoded(data)
    if text is None or "\0" in text:
        raise RosterFault(f"名册 {name} 既不是 Excel 也不是 CSV；请另存为 .xlsx 再试")
    head = "\n".join(text.splitlines()[:_HEADER_WITHIN])
    delimiter = max(",\t;，", key=head.count)
    try:
        yield list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        raise RosterFault(f"名册 {name} 不是规范的 CSV；请另存为 .xlsx 再试") from None


def _decoded(data: bytes) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _header(sheet: Sequence[Sequence[Any]]) -> tuple[int, dict[str, int]] | None:
    """The header's row and its columns; it need not be the first row."""
    for row, cells in enumerate(sheet[:_HEADER_WITHIN]):
        titles = [_DECORATION.sub("", unicodedata.normalize("NFKC", str(c))) for c in cells]
        columns = {
            field: next(titles.index(name) for name in names if name in titles)
            for field, names in _NAMES.items()
            if any(name in titles for name in names)
        }
        if all(field in columns for field in _REQUIRED):
            return row, columns
    return None


def _people(
    sheet: Sequence[Sequence[Any]], header: int, columns: Mapping[str, int], file: str
) -> Roster:
    people: dict[str, Person] = {}
    problems: list[Anomaly] = []
    for line, cells in enumerate(sheet[header + 1 :], header + 2):
        given = {f: cells[c] if c < len(cells) else "" for f, c in columns.items()}
        text = {f: _text(value) for f, value in given.items()}
        if not any(text.values()):
            continue
        id_ = normal_id(text["id"])
        if not id_:
            who = text["name"] or "这一行"
            problems.append(Anomaly(file, line, "roster", f"{who}没有工号，没有计入名册"))
            continue
        if isinstance(given["id"], float) and abs(given["id"]) >= 1e15:
            detail = "工号超过 15 位，Excel 把它当数字存，末尾已失真；请把这一列设为文本后重填"
            problems.append(Anomaly(file, line, "roster", detail, id_))
        if id_ in people:
            first = people[id_]
            detail = f"工号 {id_} 与第 {first.line} 行（{first.name}）重复，以前面的为准"
            problems.append(Anomaly(file, line, "duplicate", detail, id_))
            continue
        people[id_] = Person(
            id=id_,
            name=text["name"],
            department=text.get("department", ""),
            role=text.get("role", ""),
            start=_date(given.get("start")),
            line=line,
        )
    return Roster(people, tuple(problems))


def _text(value: Any) -> str:
    """A cell as a person reads it: 10023.0 is 10023."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _date(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    match = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", _text(value or ""))
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
