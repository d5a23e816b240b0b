"""Sheets to sign: for each course, assessment and session, by department, a page each."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coursemark.audit.period import Period
from coursemark.certificates.answers import spell
from coursemark.certificates.completions import Completion
from coursemark.certificates.wording import percent
from coursemark.certificates.workbook import writing
from coursemark.report.table import text_of
from coursemark.report.words import NO_DEPARTMENT, AttemptResult, LearnerResult

_HEAD = ("序号", "工号", "姓名", "岗位", "时间", "成绩", "签名", "备注")
_WIDTHS = (6, 13, 16, 13, 17, 9, 22, 11)
_FORBIDDEN = re.compile(r"[\[\]:*?/\\'\s]+")
_LONGEST = 31
"""What Excel allows in the name of a sheet, counted in UTF-16."""
_SUFFIX = 3
"""Kept free for what tells equal names apart."""
_MOST = 200
"""Sheets; sessions come from records, which may name any number of them."""
_ROW = 24
_A4 = 9


@dataclass(frozen=True)
class Line:
    """One person to sign."""

    learner: LearnerResult
    when: str
    score: str = ""


@dataclass(frozen=True)
class SigningSheet:
    """Who took part in one thing."""

    title: str
    lines: tuple[Line, ...]


def signing_sheets(
    learners: Collection[LearnerResult], completions: Iterable[Completion]
) -> list[SigningSheet]:
    """Of a period's learners and completions; nobody is on a sheet of what they did not do.

    Courses, then assessments, then sessions, those first that most people attended.
    """
    people = {learner.id: learner for learner in learners}
    found: dict[str, list[Line]] = {}
    for one in completions:
        line = Line(people[one.learner], spell(one.completed_at), _score(one.score))
        found.setdefault(f"课程 {one.title}", []).append(line)
    for learner in learners:
        for attempt in _last_attempts(learner):
            line = Line(learner, spell(attempt.submitted_at or ""), _score(attempt.score))
            found.setdefault(f"测评 {attempt.title}", []).append(line)
    sessions: dict[str, list[Line]] = {}
    for learner in learners:
        for session in learner.sessions:
            sessions.setdefault(f"场次 {session.session}", []).append(Line(learner, session.held))
    found |= sorted(sessions.items(), key=lambda pair: -len(pair[1]))
    return [SigningSheet(title, tuple(lines)) for title, lines in found.items()]


def signing_workbook(organisation: str, sheets: Sequence[SigningSheet], period: Period) -> bytes:
    """The .xlsx: a sheet each, a page for each department."""
    content = io.BytesIO()
    with writing("签到表", period.end, content) as book:
        formats = _formats(book)
        taken: set[str] = set()
        for table in sheets[:_MOST]:
            sheet = book.add_worksheet(_sheet_name(table.title, taken))
            _Writing(sheet, formats, organisation, str(period)).write(table)
        if len(sheets) > _MOST:
            rest = (
                f"还有 {len(sheets) - _MOST} 张没有列出；各场次见 01-完成情况.xlsx 的“外训与讲座”"
            )
            book.add_worksheet("其余").write_string(0, 0, rest)
        if not sheets:
            empty = f"{period} 没有人完成课程、参加测评或场次"
            book.add_worksheet("签到表").write_string(0, 0, empty)
    return content.getvalue()


def _last_attempts(learner: LearnerResult) -> list[AttemptResult]:
    """The latest submitted attempt at each assessment."""
    last = {each.assessment: each for each in learner.attempts if each.submitted}
    return list(last.values())


class _Writing:
    """One sheet being written, from the top."""

    def __init__(
        self, sheet: Any, formats: Mapping[str, Any], organisation: str, period: str
    ) -> None:
        self._sheet = sheet
        self._formats = formats
        self._organisation = organisation
        self._period = period
        self._row = 0

    def write(self, table: SigningSheet) -> None:
        sheet = self._sheet
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.set_footer("&L&9科室负责人签名：&C&9日期：&R&9&P / &N")
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        groups: dict[str, list[Line]] = {}
        for line in table.lines:
            groups.setdefault(line.learner.department or NO_DEPARTMENT, []).append(line)
        breaks = []
        for department in sorted(groups):
            breaks.append(self._row)
            self._department(table.title, department, groups[department])
        sheet.set_h_pagebreaks(breaks[1:])

    def _department(self, title: str, department: str, lines: Sequence[Line]) -> None:
        about = f"{title}　科室：{department}　{self._period}　{len(lines)} 人"
        self._wide(f"{self._organisation} 培训签到表", "title", 30)
        self._wide(about, "about", 20)
        self._cells(_HEAD, "head", 20)
        for number, line in enumerate(lines, 1):
            who = line.learner
            cells = (str(number), who.id, who.name, who.role, line.when, line.score, "", "")
            self._cells(cells, "cell", _ROW)

    def _wide(self, text: str, style: str, height: int) -> None:
        row, last = self._row, len(_HEAD) - 1
        self._sheet.set_row(row, height)
        self._sheet.merge_range(row, 0, row, last, "", self._formats[style])
        self._sheet.write_string(row, 0, text_of(text), self._formats[style])
        self._row += 1

    def _cells(self, cells: Sequence[str], style: str, height: int) -> None:
        self._sheet.set_row(self._row, height)
        for column, cell in enumerate(cells):
            self._sheet.write_string(self._row, column, text_of(cell), self._formats[style])
        self._row += 1


def _formats(book: Any) -> dict[str, Any]:
    font = {"font_name": "微软雅黑", "font_size": 10, "valign": "vcenter"}
    box = {**font, "border": 1, "border_color": "#8FA3B3", "num_format": "@"}
    return {
        "title": book.add_format({**font, "font_size": 15, "bold": True, "align": "center"}),
        "about": book.add_format({**font, "align": "center", "font_color": "#44545A"}),
        "head": book.add_format({**box, "bold": True, "bg_color": "#E6EDF3", "align": "center"}),
        "cell": book.add_format({**box, "text_wrap": True}),
    }


def _sheet_name(title: str, taken: set[str]) -> str:
    """A name that Excel takes and that no sheet has; it goes into `taken`."""
    plain = _cut(_FORBIDDEN.sub(" ", text_of(title)).strip(), _LONGEST - _SUFFIX) or "签到表"
    name, number = plain, 1
    while (key := unicodedata.normalize("NFKC", name).casefold()) in taken:
        number += 1
        name = _cut(plain, _LONGEST - len(f"-{number}")) + f"-{number}"
    taken.add(key)
    return name


def _cut(text: str, longest: int) -> str:
    """As much of a text as takes no more places in UTF-16."""
    return text.encode("utf-16-le")[: 2 * longest].decode("utf-16-le", "ignore").strip()


def _score(hundredths: int | None) -> str:
    return "" if hundredths is None else f"{percent(hundredths)} 分"
