"""The first sheet: the figures a trainer reports upward, with charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from coursemark.report import figures
from coursemark.report.table import Cell, Column, Styles, plain, printable, text_of, write_cell
from coursemark.report.whole import Report
from coursemark.report.words import STATUS_NAMES

NOTE = "截止 {day}（含当日）；成绩由作答重新判分得出，不采用记录自报的分数"
STATUS_COLOURS = {
    "completed": "#2F7D5C",
    "in-progress": "#4F7EA1",
    "not-started": "#B7C3CD",
    "retrain": "#D2A13B",
    "expired": "#C27A35",
    "overdue": "#B4493B",
}
_MAX_BARS = 60
_BAR = "#4F7EA1"
_INK = "#1F3A4D"
_FONT = "微软雅黑"
_TOP, _LEFT = 3, 6
"""Where the first chart stands."""
_CHART_WIDTH = 580
_GAP = 16
"""Pixels between charts."""
_ACROSS = 1100
"""Pixels of charts below which a page lying across shows them larger than one upright."""
_UPRIGHT = 2250
"""Pixels of charts on an upright page as wide as figures and charts together."""
_SAFE = 240
"""Where a page ends programs do not agree within so many pixels; no chart may stand there."""
_ROW = 16
"""Height in points; said of every row, since charts shrink with rows that a program makes lower."""


@dataclass(frozen=True)
class _Bars:
    """Where a chart finds its names and shares."""

    title: str
    sheet: str
    first: int
    column: int
    names: list[str]
    shares: list[Cell]


def write_overview(book: Any, sheet: Any, styles: Styles, report: Report, foot: str) -> None:
    """Figures, tables of statuses, courses, assessments and problems; charts beside them."""
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 4, 13)
    sheet.set_column(5, 5, 3)
    sheet.set_column(6, 13, 9)
    sheet.set_row(0, 28)
    sheet.write_string(0, 0, plain(text_of(f"{report.title} 培训报表")), styles.title)
    sheet.write_string(1, 0, NOTE.format(day=report.as_of.isoformat()), styles.note)
    row = 3
    for name, value, style in figures.figures(report):
        sheet.set_row(row, _ROW)
        sheet.write_string(row, 0, name, styles.cells["text"])
        write_cell(sheet, row, 1, value, style, styles)
        row += 1
    tops: dict[str, int] = {}
    tables = {
        "必修课程的状态": (figures.STATUSES, figures.statuses(report)),
        "各课程完成情况": (figures.COURSES, figures.courses(report)),
        "各测评结果": (figures.ASSESSMENTS, figures.assessments(report)),
        "异常记录": (figures.KINDS, figures.kinds(report)),
    }
    for title, (columns, rows) in tables.items():
        if rows:
            tops[title] = row + 3
            row = _section(sheet, styles, row + 1, title, columns, rows)
    charts = []
    if "必修课程的状态" in tops:
        charts.append(_shares(book, tops["必修课程的状态"], tables["必修课程的状态"][1]))
    charts += [_bars(book, bars) for bars in _all_bars(report, tops, tables)]
    printable(sheet, foot)
    whole = sum(height + _GAP for _, height in charts)
    if whole > _ACROSS:
        sheet.set_portrait()
    if whole <= _UPRIGHT:
        sheet.fit_to_pages(1, 1)
    below = 0
    for chart, height in charts:
        if whole > _UPRIGHT and below % _UPRIGHT + height > _UPRIGHT:
            below += _UPRIGHT - below % _UPRIGHT + _SAFE
        sheet.insert_chart(_TOP, _LEFT, chart, {"y_offset": below, "object_position": 3})
        below += height + _GAP


def _all_bars(
    report: Report,
    tops: dict[str, int],
    tables: dict[str, tuple[list[Column], list[list[Cell]]]],
) -> list[_Bars]:
    bars = [
        _Bars(title, sheet, 1, 5, [one.name for one in groups], [one.rate for one in groups])
        for title, sheet, groups in (
            ("各科室完成率", "科室汇总", report.departments),
            ("各岗位完成率", "岗位汇总", report.roles),
        )
        if any(one.required for one in groups)
    ]
    for title, table in (("各课程完成率", "各课程完成情况"), ("各测评通过率", "各测评结果")):
        if table in tops:
            rows = tables[table][1]
            names, shares = [str(row[0]) for row in rows], [row[3] for row in rows]
            bars.append(_Bars(title, "总览", tops[table], 3, names, shares))
    return bars


def _section(
    sheet: Any,
    styles: Styles,
    row: int,
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
) -> int:
    """A titled table in the sheet; returns the row after it."""
    for n in range(row, row + 2 + len(rows)):
        sheet.set_row(n, _ROW)
    sheet.write_string(row, 0, title, styles.subtitle)
    for n, column in enumerate(columns):
        sheet.write_string(row + 1, n, column.title, styles.header(column))
    for r, cells in enumerate(rows, row + 2):
        for n, (value, column) in enumerate(zip(cells, columns, strict=True)):
            write_cell(sheet, r, n, value, column.style, styles)
    return row + 2 + len(rows)


def _bars(book: Any, bars: _Bars) -> tuple[Any, int]:
    """Horizontal bars, so that long Chinese names stay readable; the first name on top."""
    count = min(len(bars.names), _MAX_BARS)
    last = bars.first + count - 1
    height = 90 + 26 * count
    some = "" if count == len(bars.names) else f"（表中前 {count} 个，共 {len(bars.names)} 个）"
    chart = book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": bars.title,
            "categories": [bars.sheet, bars.first, 0, last, 0],
            "categories_data": [text_of(name) for name in bars.names[:count]],
            "values": [bars.sheet, bars.first, bars.column, last, bars.column],
            "values_data": ["" if share is None else share for share in bars.shares[:count]],
            "fill": {"color": _BAR},
            "gap": 60,
            "data_labels": {"value": True, "num_format": "0%", "font": {"size": 9}},
        }
    )
    chart.set_legend({"none": True})
    chart.set_x_axis(
        {
            "min": 0,
            # Room for the label of a whole bar; ticks end at 100 %.
            "max": 1.1,
            "major_unit": 0.2,
            "num_format": "0%",
            "num_font": {"size": 9, "color": "#5B6B78"},
            "major_gridlines": {"visible": True, "line": {"color": "#E3E8EC"}},
        }
    )
    chart.set_y_axis({"reverse": True, "num_font": {"name": _FONT, "size": 9}})
    return _titled(chart, bars.title + some, height), height


def _shares(book: Any, first: int, rows: Sequence[Sequence[Cell]]) -> tuple[Any, int]:
    """A ring of the statuses, in the colours that the page has too."""
    colours = {STATUS_NAMES[status]: colour for status, colour in STATUS_COLOURS.items()}
    names = [str(name) for name, *_ in rows]
    last = first + len(names) - 1
    chart = book.add_chart({"type": "doughnut"})
    chart.add_series(
        {
            "name": "必修课程的状态",
            "categories": ["总览", first, 0, last, 0],
            "categories_data": names,
            "values": ["总览", first, 1, last, 1],
            "values_data": [count for _, count, *_ in rows],
            "points": [
                {"fill": {"color": colours[name]}, "border": {"color": "#FFFFFF"}} for name in names
            ],
            "data_labels": {
                "percentage": True,
                "custom": [{"font": {"size": 9, "color": _on(colours[name])}} for name in names],
            },
        }
    )
    chart.set_legend({"position": "right", "font": {"name": _FONT, "size": 10}})
    chart.set_hole_size(55)
    return _titled(chart, "必修课程的状态（人次）", 260), 260


def _on(colour: str) -> str:
    """Text that can be read on it."""
    return "#1D2A33" if colour == STATUS_COLOURS["not-started"] else "#FFFFFF"


def _titled(chart: Any, title: str, height: int) -> Any:
    chart.set_title({"name": title, "name_font": {"name": _FONT, "size": 12, "color": _INK}})
    chart.set_chartarea({"border": {"color": "#D7DEE4"}})
    chart.set_size({"width": _CHART_WIDTH, "height": height})
    return chart
