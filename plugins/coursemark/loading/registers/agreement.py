"""`data/agreement.yml`: the days that follow from the agreement's dates are computed here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from coursemark.days import parse_day, shift
from coursemark.loading.registers.rows import Rows
from coursemark.loading.schema import Entry, Field, read_fields, table
from coursemark.loading.source import excerpt, is_empty
from coursemark.model.registers import Deadline, OwnAgreement, Successor

FIELDS = table(
    Field("title", required=True),
    Field("start", "day", required=True),
    Field("end", "day", required=True),
    Field("note"),
    Field("example", "boolean"),
    Field("successor", "node"),
    Field("tasks", "node"),
)

SUCCESSOR = table(
    Field("title", required=True),
    Field("start", "day", required=True),
    Field("end", "day"),
)

TASK = table(
    Field("title", required=True),
    Field("when", required=True),
    Field("roles", "texts", refers="role"),
    Field("page", refers="page"),
    Field("basis"),
    Field("note"),
    Field("done", "day"),
)

_ENGLISH = re.compile(r"([0-9]{1,3}) ?(month|week|day)s? (before end|after start)")
_CHINESE = re.compile(r"(到期前|生效后) ?([0-9]{1,3}) ?(个月|周|天)")
_UNITS = {"month": "个月", "week": "周", "day": "天"}
_EPOCH = date(1970, 1, 1)


def read(entry: Entry, rows: Rows) -> OwnAgreement | None:
    start, end = entry.values.get("start"), entry.values.get("end")
    if start is None or end is None or "title" not in entry.values:
        return None
    if end < start:
        text = f"end {end} 早于 start {start}；请核对协议的起止日期"
        entry.source.error(entry.places["end"], "bad-date", text)
        return None
    deadlines = sorted(_deadlines(entry, rows, start, end), key=lambda d: d.day)
    return OwnAgreement(
        deadlines=tuple(deadlines),
        successor=_successor(entry),
        place=entry.places["end"],
        **entry.values,
    )


def _deadlines(entry: Entry, rows: Rows, start: date, end: date) -> Iterator[Deadline]:
    for row in rows.of(entry, "tasks", TASK, "事项"):
        written = row.values.pop("when")
        found = deadline(written, start, end)
        if found is None:
            text = (
                f"when 的值 {excerpt(written)} 看不懂；请写成 3 months before end（到期前3个月）、"
                "30 days after start（生效后30天）或 at end（到期日）"
            )
            row.source.error(row.places["when"], "bad-duration", text)
            continue
        when, day = found
        yield Deadline(when=when, day=day, place=row.place, **row.values)


def deadline(written: str, start: date, end: date) -> tuple[str, date] | None:
    """In words and as a day, what is written as a span before the end or after the start."""
    if written in ("at end", "到期日"):
        return "到期日", end
    if english := _ENGLISH.fullmatch(written):
        number, unit = int(english[1]), _UNITS[english[2]]
        before = english[3] == "before end"
    elif chinese := _CHINESE.fullmatch(written):
        number, unit, before = int(chinese[2]), chinese[3], chinese[1] == "到期前"
    else:
        return None
    origin = parse_day((end if before else start).isoformat())
    if origin is None:
        return None
    span = {"months": number} if unit == "个月" else {"days": number * (7 if unit == "周" else 1)}
    day = _EPOCH + timedelta(days=shift(origin, span, -1 if before else 1))
    return f"{'到期前' if before else '生效后'}{number}{unit}", day


def _successor(entry: Entry) -> Successor | None:
    node = entry.nodes.get("successor")
    if node is None or is_empty(node):
        return None
    read = read_fields(node, SUCCESSOR, "successor ", entry.source)
    if read is None or not {"title", "start"} <= read.values.keys():
        return None
    start, end = read.values["start"], read.values.get("end")
    if end and end < start:
        text = f"end {end} 早于 start {start}；请核对下一份协议的起止日期"
        entry.source.error(read.places["end"], "bad-date", text)
        return None
    return Successor(**read.values)
