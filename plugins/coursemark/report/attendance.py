"""A list of who was at a lecture or external training, as `attended` statements of a record file.

The list proves that somebody was there; what it does not say (no 工号, no day) is asked about.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from coursemark import statements
from coursemark.model import Json, Site
from coursemark.reasons import cannot_read
from coursemark.records import Anomaly
from coursemark.records.write import record_of
from coursemark.report.other_tables import (
    HELD_TITLES,
    HOURS_TITLES,
    PRESENT_TITLES,
    SESSION_TITLES,
)
from coursemark.report.roster import ROSTER_NAMES, cell_day, cell_id, cell_text, find_header
from coursemark.report.spreadsheet import RosterFault, Sheet, read_sheets

COLUMNS = {
    "id": ROSTER_NAMES["id"],
    "name": ROSTER_NAMES["name"],
    "session": SESSION_TITLES,
    "held": HELD_TITLES,
    "hours": HOURS_TITLES,
    "present": PRESENT_TITLES,
    "evidence": ("证明材料", "证明", "凭证"),
}
"""Field to the titles its column may have."""
TEMPLATE = ("工号", "姓名", "科室", "场次", "日期", "学时", "到场", "证明材料")
_WHAT = "签到表"
_MAX_HOURS = 200
_LONGEST = 200
_ABSENT = {
    *(
        "否",
        "缺",
        "缺席",
        "缺勤",
        "未",
        "未到",
        "没到",
        "没来",
        "未签到",
        "未参加",
        "请假",
        "旷课",
        "无",
    ),
    *("×", "x", "✗", "-", "—", "/", "0", "n", "no", "false"),
}
"""What a cell of 到场 says of who was not there, in small letters."""
_CHINA = timezone(timedelta(hours=8))


@dataclass(frozen=True)
class Defaults:
    """What is said of the session outside of the list; a cell of the list counts before it."""

    session: str = ""
    held: date | None = None
    hours: float | None = None
    evidence: str = ""
    registrar: str = "培训管理员"


@dataclass(frozen=True)
class Present:
    """One person at one session."""

    id: str
    name: str
    session: str
    held: date
    hours: float | None
    evidence: str


@dataclass(frozen=True)
class Attendance:
    present: tuple[Present, ...]
    absent: int
    """Rows that say somebody was not there."""
    problems: tuple[Anomaly, ...]
    """Rows that were not taken, and why."""


def read_attendance(path: Path, defaults: Defaults, today: date) -> Attendance:
    """Everybody the list has as present; RosterFault when the file is no such list."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RosterFault(f"{_WHAT} {path} {cannot_read(error)}") from None
    for sheet in read_sheets(data, path.name, _WHAT):
        header = find_header(sheet.rows, COLUMNS, ("id",))
        if header is not None:
            return _Taking(path.name, defaults, today, header[1]).take(sheet, header[0])
    raise RosterFault(
        f"{_WHAT} {path.name} 里找不到“工号”一列；表头请写：{'、'.join(TEMPLATE)}，"
        "只有工号必须有，其余可以用选项说明"
    )


class _Taking:
    """One list, row by row."""

    def __init__(
        self, file: str, defaults: Defaults, today: date, columns: Mapping[str, int]
    ) -> None:
        self.file = file
        self.defaults = defaults
        self.today = today
        self.columns = columns
        self.present: dict[tuple[str, str, date], Present] = {}
        self.absent = 0
        self.problems: list[Anomaly] = []

    def take(self, sheet: Sheet, header: int) -> Attendance:
        rows = [
            (line, self._given(sheet, line, header)) for line in range(header + 1, len(sheet.rows))
        ]
        rows = [(line, given) for line, given in rows if any(cell_text(v) for v in given.values())]
        if "present" in self.columns and not any(cell_text(given["present"]) for _, given in rows):
            raise RosterFault(
                f"{_WHAT} {self.file} 的“到场”一列全是空的；请给到场的人写“是”，或删去这一列"
            )
        for line, given in rows:
            self._row(line + 1, given)
        return Attendance(tuple(self.present.values()), self.absent, tuple(self.problems))

    def _given(self, sheet: Sheet, row: int, header: int) -> dict[str, Any]:
        cells = sheet.rows[row]
        given = {f: cells[c] if c < len(cells) else "" for f, c in self.columns.items()}
        for field in ("session", "held", "hours"):
            if field in given and not cell_text(given[field]):
                given[field] = sheet.above(row, self.columns[field], header)
        return given

    def _row(self, line: int, given: Mapping[str, Any]) -> None:
        id_, name = cell_id(cell_text(given["id"])), cell_text(given.get("name", ""))
        who = name or id_ or "这一行"
        if "present" in given and not _is_present(cell_text(given["present"])):
            self.absent += 1
            return
        session = cell_text(given.get("session", "")) or self.defaults.session
        told = given.get("held", "")
        held = cell_day(told) if cell_text(told) else self.defaults.held
        hours, bad_hours = _hours(cell_text(given.get("hours", "")))
        if not id_ or len(id_) > _LONGEST:
            self._fault(line, f"{who}没有可用的工号，没有计入；请补上工号", id_)
        elif not session or len(session) > _LONGEST:
            self._fault(line, f"{who}没有写场次，没有计入；请加“场次”一列或用 --session", id_)
        elif held is None:
            said = f"“{cell_text(told)[:20]}”看不懂" if cell_text(told) else "没有写"
            text = f"{who}的日期{said}，没有计入；请写成 2026-01-31 这样或用 --held"
            self._fault(line, text, id_)
        elif held > self.today:
            self._fault(line, f"{who}的日期 {held} 还没有到，没有计入；请核对日期", id_)
        else:
            if bad_hours:
                self._fault(line, f"{who}的学时“{bad_hours[:20]}”看不懂，没有用；请写数字", id_)
            self._add(line, id_, name, session, held, hours, cell_text(given.get("evidence", "")))

    def _add(
        self,
        line: int,
        id_: str,
        name: str,
        session: str,
        held: date,
        hours: float | None,
        evidence: str,
    ) -> None:
        key = (id_, session, held)
        if key in self.present:
            self._fault(line, f"{name or id_}在同一场次已经有了，只计一次", id_)
            return
        self.present[key] = Present(
            id=id_,
            name=name,
            session=session,
            held=held,
            hours=self.defaults.hours if hours is None else hours,
            evidence=evidence or self.defaults.evidence or f"签到表 {self.file}",
        )

    def _fault(self, line: int, text: str, learner: str) -> None:
        self.problems.append(Anomaly(self.file, line, "roster", text, learner))


def attendance_record(
    present: Iterable[Present], site: Site, registrar: str, now: datetime
) -> bytes:
    """The record file: a statement a person and session, the same for the same list.

    Its id comes from who, what and when: a list taken in twice counts once.
    """
    made: list[dict[str, Json]] = []
    latest = now
    for one in present:
        moment = datetime(one.held.year, one.held.month, one.held.day, 12, tzinfo=_CHINA)
        latest = max(latest, moment)
        key = "\n".join((site.config.id, one.id, one.session, one.held.isoformat()))
        stamp = statements.Stamp(
            site=site.config.id,
            learner={"id": one.id, "name": one.name},
            id=str(uuid5(NAMESPACE_URL, key)),
            timestamp=statements.timestamp(moment),
        )
        details = {
            "session": {"name": one.session},
            "held": one.held.isoformat(),
            "hours": one.hours,
            "evidence": one.evidence,
            "registrar": registrar,
        }
        made.append(statements.attended(stamp, details))
    return record_of(made, site.config, site.revision, statements.timestamp(latest))


def _is_present(text: str) -> bool:
    """Anything but nothing and a no: 是, √, 到, a signature."""
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    return bool(plain) and plain not in _ABSENT


def _hours(text: str) -> tuple[float | None, str]:
    """Hours, and the text when it tells none."""
    plain = re.sub(r"\s*(?:学时|课时|小时|h)$", "", unicodedata.normalize("NFKC", text))
    if not plain:
        return None, ""
    try:
        hours = float(plain)
    except ValueError:
        return None, text
    return (hours, "") if 0 < hours <= _MAX_HOURS else (None, text)
