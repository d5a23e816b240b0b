"""The rows of the workbook's tables, one function a sheet; their columns stand in `sheets`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import islice
from typing import TypeAlias

from coursemark.days import day_of, instant
from coursemark.report import trust_sheets
from coursemark.report.kept import some_of
from coursemark.report.table import Cell
from coursemark.report.whole import Report
from coursemark.report.words import (
    KIND_NAMES,
    QUESTION_TYPES,
    STATUS_NAMES,
    AttemptResult,
    CourseResult,
    Facts,
    GroupResult,
    LearnerResult,
)

Rows: TypeAlias = "Iterable[list[Cell]]"
"""Made while they are written: a hospital group has hundreds of thousands."""

_START = datetime(1970, 1, 1, 8)
"""Of the moments, at UTC+08:00."""
_ACTIVITIES = {"item": "题目", "page": "页面"}
_STATES = {"current": "当前", "changed": "已改", "gone": "已删除"}
_COUNTS = {"result": "是，成绩取自这一次", "yes": "是"}
_LISTED_JUMPS = 5
_FEW = 16
"""Learners whose results are in memory: each is decoded once for all tables, and what is made of it
while the processor still has it at hand. With 250 at a time everything takes a fifth longer."""


def completion(report: Report) -> Rows:
    for learner in report.learners:
        on_roster = {True: "是", False: "否", None: ""}[learner.on_roster]
        checks = trust_sheets.checks(learner)
        if not learner.courses:
            none: list[Cell] = ["（没有必修课程）", *[None] * 14]
            yield [*_who(learner), on_roster, *none, *checks]
        for each in learner.courses:
            yield [*_who(learner), on_roster, *_course(each), *checks]


def _course(course: CourseResult) -> list[Cell]:
    return [
        course.title,
        "是" if course.required else "否",
        STATUS_NAMES[course.status],
        course.steps_done / course.steps if course.steps else None,
        _share(course.score),
        {True: "通过", False: "未通过" if course.attempts else "", None: ""}[course.passed],
        _day(course.completed_at),
        _day(course.valid_until),
        course.attempts,
        course.type,
        course.hours_earned,
        _day(course.due),
        course.days_overdue,
        _day(course.renew_from),
        len(course.completions),
    ]


def unfinished(report: Report) -> Rows:
    titles = report.course_titles
    return (
        [
            *_who(learner),
            course.title,
            STATUS_NAMES[course.status],
            course.steps_done,
            course.steps,
            _share(course.score),
            _day(course.completed_at),
            _day(course.valid_until),
            "已交" if learner.files else "没有交",
            course.type,
            course.hours,
            _day(course.due),
            course.days_overdue,
            "、".join(titles.get(id_, id_) for id_ in course.waits_for),
        ]
        for learner in report.learners
        for course in _unfinished(learner)
    )


def _unfinished(learner: LearnerResult) -> list[CourseResult]:
    if learner.on_roster is False:
        return []
    return [course for course in learner.required if course.status != "completed"]


def departments(report: Report) -> Rows:
    return [_group(one) for one in report.departments]


def roles(report: Report) -> Rows:
    return [_group(one) for one in report.roles]


def _group(one: GroupResult) -> list[Cell]:
    return [
        one.name,
        one.learners,
        one.finished,
        one.required,
        one.completed,
        one.rate,
        _share(one.score),
        one.overdue,
        one.absent,
    ]


def assessments(report: Report) -> Rows:
    return (
        [
            *_who(learner),
            each.title,
            _share(each.score),
            each.raw / 100,
            each.max / 100,
            {True: "通过", False: "未通过", None: "待评分"}[each.passed],
            each.attempts,
            _day(each.submitted_at),
            each.revision,
            each.receipt,
            *_facts(each.facts),
        ]
        for learner in report.learners
        for each in learner.assessments
    )


def attempts(report: Report) -> Rows:
    return (
        [learner.id, learner.name, *_attempt(each)]
        for learner in report.learners
        for each in learner.attempts
    )


def _attempt(each: AttemptResult) -> list[Cell]:
    passed = {True: "通过", False: "未通过", None: "待评分"}[each.passed]
    graded = each.raw is not None
    return [
        each.title,
        each.number,
        _minute(each.started),
        _minute(each.submitted_at),
        _span(each.seconds),
        _share(each.score),
        passed if graded else "" if each.submitted else "没有交卷",
        _COUNTS.get(each.counts) or f"否，{each.reason}",
        each.receipt,
        each.revision,
        *_facts(each.facts),
    ]


def waiting(report: Report) -> Rows:
    """One row a response to be graded; what was handed in first stands first in its assessment."""
    found = [
        (learner, attempt)
        for learner in report.learners
        for attempt in learner.attempts
        if attempt.pending
    ]
    found.sort(key=lambda pair: (pair[1].title, instant(pair[1].submitted_at) or 0, pair[0].id))
    return [
        [
            *_who(learner),
            attempt.title,
            attempt.number,
            _minute(attempt.submitted_at),
            _days_since(attempt.submitted_at, report.as_of),
            one.item,
            one.stem,
            response_text(one.response),
            one.max / 100,
            one.reason,
            _COUNTS.get(attempt.counts) or f"否，{attempt.reason}",
            attempt.receipt,
        ]
        for learner, attempt in found
        for one in attempt.pending
    ]


def response_text(response: str) -> str:
    """Several letters and pairs as people read them: A、C；甲 → 2."""
    return response.replace("[.]", " → ").replace("[,]", "、")


def _days_since(text: str | None, day: date) -> int | None:
    moment = instant(text)
    return None if moment is None else max(0, (day - day_of(moment)).days)


def _facts(facts: Facts) -> list[Cell]:
    return [
        facts.away,
        _span(facts.away_seconds) if facts.away else None,
        facts.closed,
        facts.paused,
        clock_text(facts.clock),
    ]


def clock_text(jumps: tuple[int, ...]) -> str:
    """How the clock was set, in words: 拨快 1:00:00、拨慢 0:05:00."""
    said = [
        f"{'拨慢' if jump < 0 else '拨快'} {timedelta(seconds=min(abs(jump), 86_400 * 36_500))}"
        for jump in jumps[:_LISTED_JUMPS]
    ]
    return "、".join(said) + (f"，共 {len(jumps)} 次" if len(jumps) > _LISTED_JUMPS else "")


def questions(report: Report) -> Rows:
    """One row a question, and for text one a reply."""
    rows: list[list[Cell]] = []
    for one in report.questions:
        about: list[Cell] = [one.title, one.text, QUESTION_TYPES[one.type], one.n]
        spread = "　".join(f"{name}：{n}" for name, n in one.counts.items())
        rows += [[*about, one.mean, spread, text] for text in one.texts or ("",)]
    return rows


def notes(report: Report) -> Rows:
    rows: list[list[Cell]] = []
    for note in report.notes:
        name, department = report.named.get(note.learner, ("", ""))
        rows.append(
            [
                _minute(note.at),
                _ACTIVITIES.get(note.activity, ""),
                note.target,
                note.title,
                _STATES[note.state],
                note.text,
                note.learner,
                name,
                department,
            ]
        )
    return rows


def sessions(report: Report) -> Rows:
    return [
        [
            learner.id,
            learner.name,
            learner.department,
            one.session,
            _day(one.held),
            one.hours,
            one.evidence,
            one.registrar or "本人",
        ]
        for learner in report.learners
        for one in learner.sessions
    ]


PARTED: dict[Callable[[Report], Rows], Callable[[LearnerResult], int]] = {
    completion: lambda learner: len(learner.courses) or 1,
    unfinished: lambda learner: len(_unfinished(learner)),
    assessments: lambda learner: len(learner.assessments),
    attempts: lambda learner: len(learner.attempts),
    sessions: lambda learner: len(learner.sessions),
}
"""Tables whose rows are those of one learner after those of another, so that they can be made part
by part; and how many rows each learner has."""


def parts(report: Report, places: range) -> Iterator[Report]:
    """The report with a few learners at a time, of those in some places: for all those tables."""
    learners = some_of(report.learners, places)
    while few := (*islice(learners, _FEW),):
        yield replace(report, learners=few)


def problems(report: Report) -> Rows:
    return (
        [
            problem.file,
            problem.line,
            problem.learner,
            report.named.get(problem.learner, ("", ""))[0],
            KIND_NAMES.get(problem.kind, problem.kind),
            problem.detail,
        ]
        for problem in report.problems
    )


def _who(learner: LearnerResult) -> list[Cell]:
    return [learner.id, learner.name, learner.department, learner.role]


def _share(score: int | None) -> float | None:
    return None if score is None else score / 10_000


def _span(seconds: float | None) -> Cell:
    """A time as a table program counts it; an impossible one stays away."""
    return None if seconds is None or not 0 <= seconds < 1e9 else timedelta(seconds=round(seconds))


def _minute(text: str | None) -> Cell:
    """Day and minute at UTC+08:00; one that Excel cannot count stays text."""
    moment = instant(text)
    if not text or moment is None:
        return text
    local = _START + timedelta(seconds=moment // 1000)
    return local if local.year >= 1900 else text


@lru_cache(1024)
def _day(text: str | None) -> Cell:
    """A real date; one that Excel cannot count stays text."""
    if not text:
        return None
    moment = instant(text)
    day = date.fromisoformat(text) if moment is None else day_of(moment)
    return day if day.year >= 1900 else day.isoformat()
