"""The rows of the workbook's tables, one function a sheet; their columns stand in `sheets`."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import TypeAlias

from coursemark.days import day_of, instant
from coursemark.report.table import Cell
from coursemark.report.words import (
    KIND_NAMES,
    QUESTION_TYPES,
    STATUS_NAMES,
    AttemptResult,
    CourseResult,
    Facts,
    ItemResult,
    LearnerResult,
    Report,
)

Rows: TypeAlias = "list[list[Cell]]"

_CHINA = timezone(timedelta(hours=8))
_ANSWERS = {"true": "正确", "false": "错误"}
_ACTIVITIES = {"item": "题目", "page": "页面"}
_STATES = {"current": "当前", "changed": "已改", "gone": "已删除"}
_COUNTS = {"result": "是，成绩取自这一次", "yes": "是"}
_LISTED_JUMPS = 5


def completion(report: Report) -> Rows:
    rows: Rows = []
    for learner in report.learners:
        on_roster = {True: "是", False: "否", None: ""}[learner.on_roster]
        if not learner.courses:
            rows.append([*_who(learner), on_roster, "（没有必修课程）", *[None] * 14])
        rows += [[*_who(learner), on_roster, *_course(course)] for course in learner.courses]
    return rows


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
    titles = {c.course: c.title for one in report.learners for c in one.courses}
    return [
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
        if learner.on_roster is not False
        for course in learner.required
        if course.status != "completed"
    ]


def departments(report: Report) -> Rows:
    return [
        [
            one.department,
            one.learners,
            one.finished,
            one.required,
            one.completed,
            one.rate,
            _share(one.score),
            one.overdue,
        ]
        for one in report.departments
    ]


def assessments(report: Report) -> Rows:
    return [
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
    ]


def attempts(report: Report) -> Rows:
    return [
        [learner.id, learner.name, *_attempt(each)]
        for learner in report.learners
        for each in learner.attempts
    ]


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


def items(report: Report) -> Rows:
    return [_item(item) for item in report.items]


def _item(item: ItemResult) -> list[Cell]:
    return [
        item.id,
        item.stem,
        item.revision if item.current else f"{item.revision}（旧）",
        "测评" if item.basis == "attempts" else "练习",
        item.n,
        item.blank,
        item.facility,
        item.discrimination,
        _ANSWERS.get(item.wrong, item.wrong),
        "　".join(f"{_ANSWERS.get(k, k)} {n}" for k, n in item.options.items()),
    ]


def questions(report: Report) -> Rows:
    """One row a question, and for text one a reply."""
    rows: Rows = []
    for one in report.questions:
        about: list[Cell] = [one.title, one.text, QUESTION_TYPES[one.type], one.n]
        spread = "　".join(f"{name}：{n}" for name, n in one.counts.items())
        rows += [[*about, one.mean, spread, text] for text in one.texts or ("",)]
    return rows


def notes(report: Report) -> Rows:
    learners = {learner.id: learner for learner in report.learners}
    rows: Rows = []
    for note in report.notes:
        who = learners.get(note.learner)
        rows.append(
            [
                _minute(note.at),
                _ACTIVITIES.get(note.activity, ""),
                note.target,
                note.title,
                _STATES[note.state],
                note.text,
                note.learner,
                who.name if who else "",
                who.department if who else "",
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
            "本人",
        ]
        for learner in report.learners
        for one in learner.sessions
    ]


def problems(report: Report) -> Rows:
    names = {learner.id: learner.name for learner in report.learners}
    return [
        [
            problem.file,
            problem.line,
            problem.learner,
            names.get(problem.learner, ""),
            KIND_NAMES.get(problem.kind, problem.kind),
            problem.detail,
        ]
        for problem in report.problems
    ]


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
    local = datetime.fromtimestamp(moment / 1000, _CHINA).replace(tzinfo=None, microsecond=0)
    return local if local.year >= 1900 else text


def _day(text: str | None) -> Cell:
    """A real date; one that Excel cannot count stays text."""
    if not text:
        return None
    moment = instant(text)
    day = date.fromisoformat(text) if moment is None else day_of(moment)
    return day if day.year >= 1900 else day.isoformat()
