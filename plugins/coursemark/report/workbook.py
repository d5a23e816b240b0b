"""The report as a workbook that a trainer reads, filters, prints and files."""

from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import Path

import xlsxwriter

from coursemark.progress import day_of, instant
from coursemark.report.overview import write_overview
from coursemark.report.table import Cell, Column, Styles, table_sheet
from coursemark.report.words import (
    KIND_NAMES,
    STATUS_NAMES,
    CourseResult,
    ItemResult,
    LearnerResult,
    Report,
)

_WHO = [Column("工号"), Column("姓名"), Column("科室"), Column("岗位")]

_COMPLETION = [
    *_WHO,
    Column("在册"),
    Column("课程"),
    Column("必修"),
    Column("状态"),
    Column("步骤进度", "percent"),
    Column("成绩", "percent"),
    Column("测评通过"),
    Column("完成日期", "date"),
    Column("有效期至", "date"),
    Column("作答次数", "number"),
]
_OPEN = [
    *_WHO,
    Column("课程"),
    Column("状态"),
    Column("已完成步骤", "number"),
    Column("全部步骤", "number"),
    Column("成绩", "percent"),
    Column("上次完成", "date"),
    Column("有效期至", "date"),
    Column("学习记录"),
]
_DEPARTMENTS = [
    Column("科室"),
    Column("人数", "number"),
    Column("全部完成人数", "number"),
    Column("应完成（人次）", "number"),
    Column("已完成（人次）", "number"),
    Column("完成率", "percent"),
    Column("平均成绩", "percent"),
]
_ASSESSMENTS = [
    *_WHO,
    Column("测评"),
    Column("成绩", "percent"),
    Column("得分", "decimal"),
    Column("满分", "decimal"),
    Column("结果"),
    Column("作答次数", "number"),
    Column("交卷日期", "date"),
]
_ITEMS = [
    Column("题目编号"),
    Column("题干", "wrap"),
    Column("版本"),
    Column("来源"),
    Column("作答人次", "number"),
    Column("未答", "number"),
    Column("得分率", "percent"),
    Column("区分度（与其余得分的相关）", "decimal"),
    Column("最多的错误作答"),
    Column("各选项人次"),
]
_PROBLEMS = [
    Column("文件"),
    Column("行", "number"),
    Column("工号"),
    Column("姓名"),
    Column("类型"),
    Column("说明", "wrap"),
]


def write_workbook(report: Report, path: Path) -> None:
    """Writes the .xlsx; equal reports make equal files."""
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": True,
    }
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, options)
    day = report.as_of
    book.set_properties(
        {"title": f"{report.title} 培训报表", "created": datetime(day.year, day.month, day.day)}
    )
    styles = Styles(book)
    foot = f"{report.title}　截止 {day.isoformat()}"
    overview = book.add_worksheet("总览")
    sheets: list[tuple[str, list[Column], list[list[Cell]]]] = [
        ("完成情况", _COMPLETION, _completion(report)),
        ("未完成", _OPEN, _open(report)),
        ("科室汇总", _DEPARTMENTS, _departments(report)),
        ("测评成绩", _ASSESSMENTS, _assessments(report)),
        ("题目分析", _ITEMS, [_item(item) for item in report.items]),
        ("异常记录", _PROBLEMS, _problems(report)),
    ]
    for name, columns, rows in sheets:
        table_sheet(book.add_worksheet(name), styles, columns, rows, foot)
    write_overview(book, overview, styles, report, foot)
    overview.activate()
    book.close()
    path.write_bytes(content.getvalue())


def _completion(report: Report) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for learner in report.learners:
        on_roster = {True: "是", False: "否", None: ""}[learner.on_roster]
        if not learner.courses:
            rows.append([*_who(learner), on_roster, "（没有必修课程）", *[None] * 8])
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
    ]


def _open(report: Report) -> list[list[Cell]]:
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
        ]
        for learner in report.learners
        if learner.on_roster is not False
        for course in learner.required
        if course.status != "completed"
    ]


def _departments(report: Report) -> list[list[Cell]]:
    return [
        [
            one.department,
            one.learners,
            one.finished,
            one.required,
            one.completed,
            one.rate,
            _share(one.score),
        ]
        for one in report.departments
    ]


def _assessments(report: Report) -> list[list[Cell]]:
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
        ]
        for learner in report.learners
        for each in learner.assessments
    ]


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
        _NAMES_OF_ANSWERS.get(item.wrong, item.wrong),
        "　".join(f"{_NAMES_OF_ANSWERS.get(k, k)} {n}" for k, n in item.options.items()),
    ]


_NAMES_OF_ANSWERS = {"true": "正确", "false": "错误"}


def _problems(report: Report) -> list[list[Cell]]:
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


def _day(text: str | None) -> Cell:
    """A real date; one that Excel cannot count stays text."""
    if not text:
        return None
    moment = instant(text)
    day = date.fromisoformat(text) if moment is None else day_of(moment)
    return day if day.year >= 1900 else day.isoformat()
