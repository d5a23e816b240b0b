"""The workbooks of a bundle."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta

from coursemark.audit.period import Period
from coursemark.certificates.completions import Completion
from coursemark.certificates.workbook import Table, workbook
from coursemark.days import instant
from coursemark.model import Page, Site
from coursemark.report.merge import Log
from coursemark.report.sheets import SHEETS
from coursemark.report.table import Cell, Column
from coursemark.report.whole import Report
from coursemark.report.words import LearnerResult
from coursemark.statements import event_of

_WHO = (Column("工号"), Column("姓名"), Column("科室"), Column("岗位"))
_COMPLETED = (
    Column("编号"),
    *_WHO,
    Column("在册"),
    Column("课程"),
    Column("类型"),
    Column("学时", "decimal"),
    Column("完成时间", "minute"),
    Column("有效期至", "date"),
    Column("成绩", "percent"),
    Column("测评与试卷版本", "wrap"),
    Column("核验码"),
)
_PAGES = (
    Column("页面"),
    Column("标题", "wrap"),
    Column("版本"),
    Column("是否现行"),
    Column("文本版本"),
    Column("生效", "date"),
    Column("复核日期", "date"),
    Column("负责人"),
    Column("依据", "wrap"),
    Column("期内阅读（人）", "number"),
    Column("期内确认（人）", "number"),
)
_READINGS = (
    *_WHO,
    Column("页面"),
    Column("标题", "wrap"),
    Column("动作"),
    Column("版本"),
    Column("文本版本"),
    Column("时间", "minute"),
    Column("可见时长（秒）", "number"),
    Column("要求时长（秒）", "number"),
)
_ACTS = {"read": "读完", "accept": "阅读并确认"}
_ON_ROSTER = {True: "是", False: "否", None: ""}


def completion_workbook(
    report: Report, completions: Iterable[Completion], period: Period, foot: str
) -> bytes:
    """Who completed what in the period, and the state at its end."""
    people = {learner.id: learner for learner in report.learners}
    rows = [_completed(people[one.learner], one) for one in completions]
    state = ("完成情况", "未完成", "科室汇总", "作答记录", "外训与讲座")
    return workbook(
        f"{report.title} 完成情况 {period}",
        period.end,
        foot,
        [Table("期内完成", _COMPLETED, rows), *[_sheet(report, name) for name in state]],
    )


def replies_workbook(report: Report, period: Period, foot: str) -> bytes:
    """Surveys and notes of the period."""
    tables = [_sheet(report, name) for name in ("问卷", "纠错")]
    return workbook(f"{report.title} 问卷与纠错 {period}", period.end, foot, tables)


def problems_workbook(report: Report, period: Period, foot: str) -> bytes:
    """Everything that was wrong with the records."""
    tables = [_sheet(report, "异常记录")]
    return workbook(f"{report.title} 异常记录 {period}", period.end, foot, tables)


def pages_workbook(
    site: Site,
    learners: Collection[LearnerResult],
    logs: Mapping[str, Log],
    period: Period,
    foot: str,
) -> bytes:
    """The pages as they are and as they were read, and who read which revision."""
    readings: list[list[Cell]] = []
    readers: dict[tuple[str, str], dict[str, set[str]]] = {}
    for learner in learners:
        for one in logs[learner.id].ordered() if learner.id in logs else ():
            entry = one.entry
            if entry.kind not in _ACTS or not period.has(one.moment):
                continue
            page = site.pages.get(entry.target)
            by = readers.setdefault(
                (entry.target, entry.revision), {"read": set(), "accept": set()}
            )
            counts = event_of(entry) is not None
            if counts:
                by[entry.kind].add(learner.id)
            readings.append(
                [
                    *_who(learner),
                    entry.target,
                    page.title if page else "",
                    _ACTS[entry.kind] + ("" if counts else "（时间不足，不计）"),
                    entry.revision,
                    entry.version,
                    _minute(entry.timestamp),
                    entry.seconds,
                    entry.minimum,
                ]
            )
    in_courses = {
        step.path for course in site.courses.values() for step in course.steps if step.path
    }
    current = {(path, page.revision) for path, page in site.pages.items() if path in in_courses}
    rows = [
        _page(site.pages.get(path), path, revision, readers.get((path, revision), {}))
        for path, revision in sorted(current | readers.keys())
    ]
    tables = [Table("页面版本", _PAGES, rows), Table("阅读与确认", _READINGS, readings)]
    return workbook(f"{site.config.title} 页面版本 {period}", period.end, foot, tables)


def _sheet(report: Report, name: str) -> Table:
    columns, rows_of = SHEETS[name]
    return Table(name, columns, rows_of(report))


def _completed(learner: LearnerResult, one: Completion) -> list[Cell]:
    tests = [f"{test.title}（{test.revision or '版本没有注明'}）" for test in one.tests]
    return [
        one.number,
        *_who(learner),
        _ON_ROSTER[learner.on_roster],
        one.title,
        one.type,
        _number(one.hours),
        _minute(one.completed_at),
        one.valid_until or "长期",
        None if one.score is None else one.score / 10_000,
        "；".join(tests),
        one.code,
    ]


def _page(
    page: Page | None, path: str, revision: str, readers: Mapping[str, set[str]]
) -> list[Cell]:
    """A page in one revision; what its front matter says is known of the current one only."""
    counts: list[Cell] = [len(readers.get("read", ())), len(readers.get("accept", ()))]
    if page is None:
        return [path, "", revision, "已删除", *[None] * 5, *counts]
    if revision != page.revision:
        state = "旧版" if revision else "没有注明"
        return [path, page.title, revision, state, *[None] * 5, *counts]
    sources = [" ".join(p for p in (s.title, s.number, s.article) if p) for s in page.sources]
    return [
        path,
        page.title,
        revision,
        "现行",
        page.version,
        page.effective,
        page.reviewed,
        page.owner,
        "；".join(sources),
        *counts,
    ]


def _who(learner: LearnerResult) -> list[Cell]:
    return [learner.id, learner.name, learner.department, learner.role]


def _minute(timestamp: str) -> Cell:
    """Day and time at UTC+08:00; one that Excel cannot count stays text."""
    moment = instant(timestamp)
    if moment is None:
        return timestamp
    when = datetime(1970, 1, 1) + timedelta(milliseconds=moment, hours=8)
    return when if when.date() >= date(1900, 3, 1) else timestamp


def _number(text: str) -> Cell:
    try:
        return float(text) if text else None
    except ValueError:
        return text
