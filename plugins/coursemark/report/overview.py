"""The first sheet: the figures a trainer reports upward, by course and by department."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from coursemark.report.table import Cell, Column, Styles, printable, text_of, write_cell
from coursemark.report.words import KIND_NAMES, Report

_COURSES = [
    Column("课程"),
    Column("应学人数", "number"),
    Column("已完成", "number"),
    Column("完成率", "percent"),
    Column("平均成绩", "percent"),
]
_ASSESSMENTS = [
    Column("测评"),
    Column("作答人数", "number"),
    Column("已通过", "number"),
    Column("通过率", "percent"),
    Column("平均成绩", "percent"),
]
_MAX_BARS = 60
_BAR = "#4F7EA1"


@dataclass(frozen=True)
class _Bars:
    """Where a chart finds its names and shares."""

    title: str
    sheet: str
    first: int
    count: int
    column: int


def write_overview(book: Any, sheet: Any, styles: Styles, report: Report, foot: str) -> None:
    """Figures, a table of courses, one of assessments, kinds of problems, and a chart."""
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 4, 13)
    sheet.set_column(5, 5, 3)
    sheet.set_column(6, 13, 9)
    sheet.set_row(0, 28)
    sheet.write_string(0, 0, text_of(f"{report.title} 培训报表"), styles.title)
    note = (
        f"截止 {report.as_of.isoformat()}（含当日）；成绩由作答重新判分得出，不采用记录自报的分数"
    )
    sheet.write_string(1, 0, note, styles.note)
    row = 3
    for name, value, style in _figures(report):
        sheet.write_string(row, 0, name, styles.cells["text"])
        write_cell(sheet, row, 1, value, style, styles)
        row += 1
    bars: list[_Bars] = []
    for title, columns, rows in (
        ("各课程完成情况", _COURSES, _courses(report)),
        ("各测评结果", _ASSESSMENTS, _assessments(report)),
    ):
        if rows:
            row = _section(sheet, styles, row + 1, title, columns, rows)
            bars.append(_Bars(title, "总览", row - len(rows), len(rows), 3))
    kinds = _kinds(report)
    if kinds:
        row = _section(
            sheet, styles, row + 1, "异常记录", [Column("类型"), Column("条数", "number")], kinds
        )
    if any(one.required for one in report.departments):
        bars.insert(0, _Bars("各科室完成率", "科室汇总", 1, len(report.departments), 5))
    if bars:
        _chart(book, sheet, bars[0])
    printable(sheet, foot)


def _figures(report: Report) -> list[tuple[str, Cell, str]]:
    counted = [one for one in report.learners if one.on_roster is not False]
    required = sum(one.required for one in report.departments)
    completed = sum(one.completed for one in report.departments)
    return [
        ("站点", report.site, "text"),
        ("截止日期", report.as_of, "date"),
        ("在册学员" if report.has_roster else "学员（没有名册）", len(counted), "number"),
        ("其中交了学习记录", sum(one.files > 0 for one in counted), "number"),
        ("全部必修课程完成的学员", sum(one.finished for one in report.departments), "number"),
        ("应完成（人次）", required, "number"),
        ("已完成（人次）", completed, "number"),
        ("完成率", completed / required if required else None, "percent"),
        ("逾期（人次）", sum(one.overdue for one in report.departments), "number"),
        ("不在名册的学员", sum(one.on_roster is False for one in report.learners), "number"),
        ("记录文件", report.files, "number"),
        ("学习记录（条，已去重）", report.statements, "number"),
        ("异常（条，见“异常记录”）", len(report.problems), "number"),
    ]


def _courses(report: Report) -> list[list[Cell]]:
    found: dict[str, list[Any]] = {}
    titles: dict[str, str] = {}
    for learner in report.learners:
        if learner.on_roster is not False:
            for course in learner.required:
                found.setdefault(course.course, []).append(course)
                titles[course.course] = course.title
    rows: list[list[Cell]] = []
    for name in sorted(found):
        all_of = found[name]
        done = sum(course.status == "completed" for course in all_of)
        scores = [course.score for course in all_of if course.score is not None]
        rows.append([titles[name], len(all_of), done, done / len(all_of), _mean(scores)])
    return rows


def _assessments(report: Report) -> list[list[Cell]]:
    found: dict[str, list[Any]] = {}
    for learner in report.learners:
        if learner.on_roster is not False:
            for each in learner.assessments:
                found.setdefault(each.assessment, []).append(each)
    rows: list[list[Cell]] = []
    for name in sorted(found):
        all_of = found[name]
        passed = sum(each.passed is True for each in all_of)
        scores = [each.score for each in all_of if each.score is not None]
        share = passed / len(all_of)
        rows.append([all_of[0].title, len(all_of), passed, share, _mean(scores)])
    return rows


def _kinds(report: Report) -> list[list[Cell]]:
    counts: dict[str, int] = {}
    for problem in report.problems:
        counts[problem.kind] = counts.get(problem.kind, 0) + 1
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [[KIND_NAMES.get(kind, kind), count] for kind, count in ordered]


def _mean(scores: Sequence[int]) -> float | None:
    return sum(scores) / len(scores) / 10_000 if scores else None


def _section(
    sheet: Any,
    styles: Styles,
    row: int,
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
) -> int:
    """A titled table in the sheet; returns the row after it."""
    sheet.write_string(row, 0, title, styles.subtitle)
    for n, column in enumerate(columns):
        sheet.write_string(row + 1, n, column.title, styles.header(column))
    for r, cells in enumerate(rows, row + 2):
        for n, (value, column) in enumerate(zip(cells, columns, strict=True)):
            write_cell(sheet, r, n, value, column.style, styles)
    return row + 2 + len(rows)


def _chart(book: Any, sheet: Any, bars: _Bars) -> None:
    """Horizontal bars, so that long Chinese names stay readable; the first name on top."""
    count = min(bars.count, _MAX_BARS)
    last = bars.first + count - 1
    chart = book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": bars.title,
            "categories": [bars.sheet, bars.first, 0, last, 0],
            "values": [bars.sheet, bars.first, bars.column, last, bars.column],
            "fill": {"color": _BAR},
            "gap": 60,
            "data_labels": {"value": True, "num_format": "0%"},
        }
    )
    chart.set_title({"name": bars.title, "name_font": {"size": 12, "color": "#1F3A4D"}})
    chart.set_legend({"none": True})
    chart.set_x_axis(
        {
            "min": 0,
            "max": 1,
            "num_format": "0%",
            "major_gridlines": {"visible": True, "line": {"color": "#E3E8EC"}},
        }
    )
    chart.set_y_axis({"reverse": True})
    chart.set_size({"width": 560, "height": max(240, 90 + 26 * count)})
    sheet.insert_chart(3, 6, chart)
