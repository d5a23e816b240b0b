"""The roster: who should be trained, from .xlsx or .csv, its columns found by their names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from sys import intern
from typing import Any

from coursemark.reasons import cannot_read
from coursemark.records import Anomaly
from coursemark.records.read import normal_id, plain_name
from coursemark.report.other_tables import refusal
from coursemark.report.spreadsheet import RosterFault, Sheet, read_sheets

ROSTER_NAMES = {
    "id": ("工号", "职工号", "员工编号", "人员编号", "职工编号", "员工号", "职工工号", "员工工号"),
    "name": ("姓名", "员工姓名", "职工姓名", "人员姓名", "学员姓名", "名字"),
    "department": ("科室", "部门", "科室名称", "部门名称", "所在科室", "所属科室", "所在部门"),
    "role": ("岗位", "职务类别", "人员类别", "岗位类别", "岗位名称", "职务", "角色"),
    "start": ("入职日期", "入职时间", "到岗日期", "入职"),
}
"""Field to the titles its column may have."""
_REQUIRED = ("id", "name")
_HEADER_WITHIN = 30
_FILLED_DOWN = ("department", "role")
"""Columns whose merged cells speak for every row they cover."""
_GUARDED = re.compile(r"=\"(.*)\"|'(.*)")
"""How lists keep leading zeros from Excel: ="007" or '007."""
_LONGEST_ID = 100
_CHINESE = re.compile("[\u4e00-\u9fff]")
_WRITTEN_DAY = re.compile(
    r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})[日号]?|(\d{2})(\d{2}))"
    r"(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
)
_EXCEL_EPOCH = date(1899, 12, 30)
_EXCEL_DAYS = range(18_000, 80_000)
"""1949 to 2119: what a day looks like in a column that is not formatted as days."""
_YEARS = range(1949, 2120)
_DECORATION = re.compile(r"[\s*:：]|\(.*?\)|（.*?）")
_TOTAL = re.compile(
    r"(?:人数)?(?:合计|总计|小计|共计)(?:人数)?(?:[0-9]+[人名位]?)?|共[0-9]+[人名位]"
)
_PART_TOTAL = re.compile(rf".{{0,40}}(?:{_TOTAL.pattern})")
"""内科小计; somebody may be called 王小计, so it says nothing where there is a name."""


@dataclass(frozen=True, slots=True)
class Person:
    """One row of the roster."""

    id: str
    name: str
    department: str
    role: str
    start: date | None
    """Day of beginning to work here: terms of courses run from it."""
    line: int


@dataclass(frozen=True)
class Roster:
    people: Mapping[str, Person]
    """By id."""
    problems: tuple[Anomaly, ...]
    file: str = ""
    """Name of the file it was read from."""


def read_roster(path: Path) -> Roster:
    """Everybody on the roster; RosterFault when it is none."""
    if path.exists() and not path.is_file():
        raise RosterFault(f"名册 {path.name} 不是文件；请指定 .xlsx 或 .csv")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RosterFault(f"名册 {path} {cannot_read(error)}") from None
    for sheet in read_sheets(data, path.name):
        header = find_header(sheet.rows, ROSTER_NAMES, _REQUIRED)
        if header is not None:
            refused = refusal(path.name, titles_of(sheet.rows[header[0]]))
            if refused:
                raise RosterFault(refused)
            return _people(sheet, *header, path.name)
    raise RosterFault(
        f"名册 {path.name} 里找不到“工号”和“姓名”两列；请在表头写上工号、姓名、科室、岗位"
    )


def find_header(
    sheet: Sequence[Sequence[Any]], fields: Mapping[str, Sequence[str]], required: Iterable[str]
) -> tuple[int, dict[str, int]] | None:
    """The header's row and the column of each field found; it need not be the first row.

    `fields`: the titles that each may have. None when no row has all that are required.
    """
    for row, cells in enumerate(sheet[:_HEADER_WITHIN]):
        titles = titles_of(cells)
        columns = {
            field: next(titles.index(name) for name in names if name in titles)
            for field, names in fields.items()
            if any(name in titles for name in names)
        }
        if all(field in columns for field in required):
            return row, columns
    return None


def titles_of(cells: Iterable[Any]) -> list[str]:
    """The titles of a header row, without blanks, colons and what is in brackets."""
    return [_DECORATION.sub("", unicodedata.normalize("NFKC", str(cell))) for cell in cells]


def _people(sheet: Sheet, header: int, columns: Mapping[str, int], file: str) -> Roster:
    people: dict[str, Person] = {}
    problems: list[Anomaly] = []
    totals: list[int] = []
    last = max(columns.values())
    for line, cells in enumerate(sheet.rows[header + 1 :], header + 2):
        given = {f: cells[c] if c < len(cells) else "" for f, c in columns.items()}
        text = {f: cell_text(value) for f, value in given.items()}
        if not any(text.values()):
            continue
        if _is_total(cells, last, text["name"]):
            totals.append(line)
            continue
        for f in (f for f in _FILLED_DOWN if f in columns and not text[f]):
            text[f] = cell_text(sheet.above(line - 1, columns[f], header))
        id_ = cell_id(text["id"])
        if not id_:
            who = text["name"] or "这一行"
            problems.append(Anomaly(file, line, "roster", f"{who}没有工号，没有计入名册"))
            continue
        if len(id_) > _LONGEST_ID:
            detail = f"工号有 {len(id_)} 个字，像是填错了列，没有计入名册"
            problems.append(Anomaly(file, line, "roster", detail))
            continue
        if not text["name"] and _CHINESE.search(id_):
            detail = f"“{id_}”没有姓名，像是合计或说明，没有计入名册"
            problems.append(Anomaly(file, line, "roster", detail))
            continue
        if not text["name"]:
            problems.append(Anomaly(file, line, "roster", f"工号 {id_} 没有姓名，照常计入", id_))
        if isinstance(given["id"], float) and abs(given["id"]) >= 1e15:
            detail = "工号超过 15 位，Excel 把它当数字存，末尾已失真；请把这一列设为文本后重填"
            problems.append(Anomaly(file, line, "roster", detail, id_))
        if id_ in people:
            first = people[id_]
            detail = f"工号 {id_} 与第 {first.line} 行（{first.name}）重复，以前面的为准"
            problems.append(Anomaly(file, line, "duplicate", detail, id_))
            continue
        start = cell_day(given.get("start", ""))
        if start is None and text.get("start"):
            detail = (
                f"工号 {id_} 的入职日期“{text['start'][:20]}”看不懂，没有用；请写成 2026-01-31 这样"
            )
            problems.append(Anomaly(file, line, "roster", detail, id_))
        people[id_] = Person(
            id=id_,
            name=plain_name(text["name"]),
            # One text for all who share it: there may be a hundred thousand.
            department=intern(text.get("department", "")),
            role=intern(text.get("role", "")),
            start=start,
            line=line,
        )
    if not people:
        raise RosterFault(f"名册 {file} 只有表头，下面没有带工号的人；请填好名册再试")
    if totals:
        count = f"（共 {len(totals)} 行）" if len(totals) > 1 else ""
        detail = f"合计、小计不是人，没有计入名册{count}"
        problems.append(Anomaly(file, totals[0], "roster", detail))
    return Roster(people, tuple(problems), file)


def _is_total(cells: Sequence[Any], last: int, name: str) -> bool:
    """Whether a row counts people; `last` is the last column that is read.

    Beyond it a summary may stand beside the people.
    """
    # Hardly a cell has one of them, and there may be a million cells.
    if not any("计" in cell or "共" in cell for cell in cells if isinstance(cell, str)):
        return False
    titles = titles_of(cells)
    if any(_TOTAL.fullmatch(title) for title in titles[: last + 1]):
        return True
    return not name and any(_PART_TOTAL.fullmatch(title) for title in titles)


def cell_id(text: str) -> str:
    """A number as it is compared, without what guards its zeros."""
    guarded = _GUARDED.fullmatch(text)
    return normal_id(text if guarded is None else guarded[1] or guarded[2] or "")


def cell_text(value: Any) -> str:
    """A cell as a person reads it: 10023.0 is 10023."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def cell_day(value: Any) -> date | None:
    """A day as Excel keeps it or as people write it; None when nobody can have begun on it."""
    found = _any_date(value)
    return found if found and found.year in _YEARS else None


def _any_date(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = unicodedata.normalize("NFKC", cell_text(value))
    counted = re.fullmatch(r"([0-9]{5})(?:\.[0-9]+)?", text)
    if counted and int(counted[1]) in _EXCEL_DAYS:
        return _EXCEL_EPOCH + timedelta(days=int(counted[1]))
    text = re.sub(r"\s*([-/.年月日号])\s*", r"\1", text)
    match = _WRITTEN_DAY.fullmatch(text)
    try:
        return date(*(int(g) for g in match.groups() if g and g.isdigit())) if match else None
    except ValueError:
        return None
