"""Who the learners are, and the roster that the hospital keeps of them."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

import xlsxwriter

from cohort.school import DEPARTMENTS

_FAMILY = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高"
_GIVEN = "伟芳娜敏静丽强磊洋勇艳杰娟涛明超秀霞平刚桂英玉兰建国志"
_ODD = ("𠮷田𠮷", "䶮䶮", "=1+1", "@cmd", "+86", "-1", "O'Neil", '引"号', "<b>粗</b>", "阿·买买提")
_DIGITS = "零一二三四五六七八九"
_ROLE_OF = {"药学部": "药师", "收费处": "收费员", "医保办": "收费员", "病案室": "编码员"}
_FIRST_START, _LAST_START = date(2012, 3, 1), date(2026, 11, 18)
TOTAL = "合计"


@dataclass(frozen=True)
class Person:
    """A row of the roster, and what the person's own records say beside it."""

    id: str
    name: str
    department: str
    role: str
    start: date | None
    own_start: date | None
    """What they told the site."""
    says_more: bool
    """The roster leaves department and role empty; their records have them."""


def person(seed: int, number: int, *, unique: bool = False) -> Person:
    """The learner of a number, counted from 1. `unique`: with a name that nobody else has."""
    random = Random(f"{seed} person {number}")
    name = random.choice(_FAMILY) + "".join(random.choices(_GIVEN, k=random.choice((1, 2, 2))))
    if random.random() < 0.01:
        name = random.choice(_ODD)
    if unique:
        name = "欧阳" + "".join(_DIGITS[int(digit)] for digit in str(number))
    department = random.choice(DEPARTMENTS)
    role = _ROLE_OF.get(department) or random.choice(("临床医师", "护士", "护士"))
    days = (_LAST_START - _FIRST_START).days
    start = _FIRST_START + timedelta(days=random.randrange(days))
    if random.random() < 0.04:
        start = _LAST_START - timedelta(days=random.randrange(45))
    known = random.random()
    return Person(
        f"{number:06d}",
        name,
        department,
        role,
        start if known < 0.7 else None,
        start if 0.65 < known < 0.8 else None,
        random.random() < 0.03,
    )


_HEADER = ("工号", "姓名", "科室", "岗位", "入职日期")


def _rows(people: Iterable[Person]) -> Iterable[tuple[str, str, str, str, date | None]]:
    first: Person | None = None
    for one in people:
        first = first or one
        empty = one.says_more
        yield (
            one.id,
            one.name,
            "" if empty else one.department,
            "" if empty else one.role,
            one.start,
        )
    # What real lists have at their end; each is a problem.
    yield "", "赵无号", "儿科", "护士", None
    if first:
        yield first.id, first.name, first.department, first.role, None
    yield TOTAL, "", "", "", None


def write_rosters(folder: Path, people: list[Person]) -> None:
    """`roster.xlsx` and `roster.csv`, of the same rows."""
    book = xlsxwriter.Workbook(folder / "roster.xlsx", {"constant_memory": True})
    book.set_properties({"created": datetime(2026, 11, 22)})
    sheet, days = book.add_worksheet("名册"), book.add_format({"num_format": "yyyy-mm-dd"})
    for column, title in enumerate(_HEADER):
        sheet.write_string(0, column, title)
    for row, (*texts, start) in enumerate(_rows(people), 1):
        for column, text in enumerate(texts):
            if text:
                sheet.write_string(row, column, text)
        if start:
            sheet.write_datetime(row, 4, start, days)
    book.close()
    with (folder / "roster.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADER)
        for *texts, start in _rows(people):
            writer.writerow([*texts, start.isoformat() if start else ""])
