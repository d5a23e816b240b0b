"""The figures a trainer reports upward, for the first sheet, the CSV folder and the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TypeAlias

from coursemark.report.table import Cell, Column
from coursemark.report.whole import Report
from coursemark.report.words import KIND_NAMES, STATUS_NAMES, LearnerResult

Figures: TypeAlias = "list[tuple[str, Cell, str]]"
"""Name, value and style of each."""

STATUS_ORDER = ("completed", "in-progress", "not-started", "retrain", "expired", "overdue")
"""From what is well to what is urgent."""

STATUSES = [Column("状态"), Column("人次", "number"), Column("占比", "percent")]
COURSES = [
    Column("课程"),
    Column("应学人数", "number"),
    Column("已完成", "number"),
    Column("完成率", "percent"),
    Column("平均成绩", "percent"),
]
ASSESSMENTS = [
    Column("测评"),
    Column("作答人数", "number"),
    Column("已通过", "number"),
    Column("通过率", "percent"),
    Column("平均成绩", "percent"),
]
KINDS = [Column("类型"), Column("条数", "number")]


def counted(report: Report) -> Iterator[LearnerResult]:
    """Who is in the totals: those on the roster, or everybody without one."""
    return (one for one in report.learners if one.on_roster is not False)


def figures(report: Report) -> Figures:
    required, completed = report.required, report.completed
    return [
        ("站点", report.site, "text"),
        ("截止日期", report.as_of, "date"),
        ("在册学员" if report.has_roster else "学员（没有名册）", report.counted, "number"),
        ("其中交了学习记录", report.handed_in, "number"),
        ("全部必修课程完成的学员", sum(one.finished for one in report.departments), "number"),
        ("应完成（人次）", required, "number"),
        ("已完成（人次）", completed, "number"),
        ("完成率", completed / required if required else None, "percent"),
        ("逾期（人次）", sum(one.overdue for one in report.departments), "number"),
        ("不在名册的学员", report.strangers, "number"),
        ("记录文件", report.files, "number"),
        ("学习记录（条，已去重）", report.statements, "number"),
        ("等待评阅（次，见“待阅”）", report.totals.waiting, "number"),
        ("异常（条，见“异常记录”）", len(report.problems), "number"),
    ]


def statuses(report: Report) -> list[list[Cell]]:
    """Of the required courses; a status that nobody has is left out."""
    found = report.totals.statuses
    total = found.total()
    return [
        [STATUS_NAMES[status], found[status], found[status] / total]
        for status in STATUS_ORDER
        if found[status]
    ]


def courses(report: Report) -> list[list[Cell]]:
    """Required courses by id."""
    return [
        [one.title, one.n, one.done, one.done / one.n, one.mean]
        for _, one in sorted(report.totals.courses.items())
    ]


def assessments(report: Report) -> list[list[Cell]]:
    """Assessments by id, over the learners who submitted one; what waits is in no rate."""
    return [
        [one.title, one.n, one.done, one.done / one.graded if one.graded else None, one.mean]
        for _, one in sorted(report.totals.assessments.items())
    ]


def kinds(report: Report) -> list[list[Cell]]:
    """Kinds of problems, the most frequent first."""
    counts = Counter(problem.kind for problem in report.problems)
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [[KIND_NAMES.get(kind, kind), count] for kind, count in ordered]
