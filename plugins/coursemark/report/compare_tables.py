"""A comparison as tables: workbook, CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import xlsxwriter

from coursemark.model import Json
from coursemark.report.compare import Comparison, ScoreChange
from coursemark.report.table import Cell, Column, Styles, table_sheet, text_of
from coursemark.report.words import STATUS_NAMES, AssessmentResult

FORMAT = "coursemark-regrade/1"
JSON_START = f'{{\n "format": "{FORMAT}"'
"""How the text of every comparison begins."""
CSV_START = "\ufeff工号,姓名,科室,岗位,测评,"

_WHO = [Column("工号"), Column("姓名"), Column("科室"), Column("岗位")]
_RESULTS = {True: "通过", False: "未通过", None: "待评分"}


def _scores(found: Comparison) -> list[list[Cell]]:
    return [
        [
            *_who(change),
            change.title,
            _share(change.before),
            _share(change.after),
            result_name(change.before),
            result_name(change.after),
            "是" if change.result_changes else "",
        ]
        for change in found.scores
    ]


def _items(found: Comparison) -> list[list[Cell]]:
    return [
        [item.item, item.stem, item.what, item.answers, item.changed, item.up, item.down]
        for item in found.items
    ]


def _courses(found: Comparison) -> list[list[Cell]]:
    return [
        [
            change.learner.id,
            change.learner.name,
            change.learner.department,
            change.learner.role,
            change.title,
            status_name(change.before),
            status_name(change.after),
        ]
        for change in found.courses
    ]


SHEETS: dict[str, tuple[list[Column], Callable[[Comparison], list[list[Cell]]]]] = {
    "成绩变化": (
        [
            *_WHO,
            Column("测评"),
            Column("原成绩", "percent"),
            Column("新成绩", "percent"),
            Column("原结果"),
            Column("新结果"),
            Column("结果变化"),
        ],
        _scores,
    ),
    "题目变化": (
        [
            Column("题目编号"),
            Column("题干", "wrap"),
            Column("改动", "wrap"),
            Column("作答人次", "number"),
            Column("得分变化", "number"),
            Column("变好", "number"),
            Column("变差", "number"),
        ],
        _items,
    ),
    "课程变化": (
        [*_WHO, Column("课程"), Column("原状态"), Column("新状态")],
        _courses,
    ),
}
"""Name of a sheet to its columns and its rows."""


def write_comparison(found: Comparison, against: str, path: Path) -> None:
    """Writes .xlsx with all sheets, or .csv with the first; equal comparisons make equal files."""
    if path.suffix.lower() == ".csv":
        path.write_text(_csv(found), "utf-8", newline="")
        return
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": True,
    }
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, options)
    day = found.as_of
    created = datetime(day.year, day.month, day.day)
    book.set_properties({"title": f"{found.title} 重新判分对比", "created": created})
    styles = Styles(book)
    foot = f"{found.title}　与 {against} 相比　截止 {day.isoformat()}"
    for name, (columns, rows_of) in SHEETS.items():
        table_sheet(book.add_worksheet(name), styles, columns, rows_of(found), foot)
    book.close()
    path.write_bytes(content.getvalue())


def as_json(found: Comparison, against: str) -> str:
    """One JSON text, indented, the same for the same comparison."""
    return json.dumps(_comparison(found, against), ensure_ascii=False, indent=1) + "\n"


def result_name(result: AssessmentResult | None) -> str:
    return "无成绩" if result is None else _RESULTS[result.passed]


def status_name(status: str | None) -> str:
    return "不涉及" if status is None else STATUS_NAMES[status]


def _csv(found: Comparison) -> str:
    """With a byte order mark, for Excel; what looks like a formula is kept from being one."""
    columns, rows_of = SHEETS["成绩变化"]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.title for column in columns])
    for row in rows_of(found):
        writer.writerow([_csv_cell(value) for value in row])
    return "\ufeff" + text.getvalue()


def _csv_cell(value: Cell) -> str:
    if isinstance(value, float):
        return f"{value:.2%}"
    text = text_of("" if value is None else str(value))
    return "'" + text if text.lstrip().startswith(("=", "+", "-", "@", "\t", "＝")) else text


def _comparison(found: Comparison, against: str) -> Json:
    return {
        "format": FORMAT,
        "site": {"id": found.site, "title": found.title},
        "against": against,
        "as_of": found.as_of.isoformat(),
        "files": found.files,
        "statements": found.statements,
        "summary": {
            "learners": found.learners,
            "attempts": found.attempts,
            "compared": found.compared,
            "changed": len(found.scores),
            "up": found.up,
            "down": found.down,
            "gained": found.gained,
            "lost": found.lost,
            "items": len(found.items),
            "courses": len(found.courses),
        },
        "scores": [
            {
                "learner": change.learner.id,
                "name": change.learner.name,
                "department": change.learner.department,
                "role": change.learner.role,
                "assessment": change.assessment,
                "title": change.title,
                "before": _standing(change.before),
                "after": _standing(change.after),
            }
            for change in found.scores
        ],
        "items": [
            {
                "id": item.item,
                "stem": item.stem,
                "what": item.what,
                "answers": item.answers,
                "changed": item.changed,
                "up": item.up,
                "down": item.down,
            }
            for item in found.items
        ],
        "courses": [
            {
                "learner": change.learner.id,
                "course": change.course,
                "title": change.title,
                "before": change.before,
                "after": change.after,
            }
            for change in found.courses
        ],
    }


def _standing(result: AssessmentResult | None) -> Json:
    if result is None:
        return None
    return {
        "score": None if result.score is None else result.score / 100,
        "raw": result.raw / 100,
        "max": result.max / 100,
        "passed": result.passed,
        "attempts": result.attempts,
    }


def _who(change: ScoreChange) -> list[Cell]:
    who = change.learner
    return [who.id, who.name, who.department, who.role]


def _share(result: AssessmentResult | None) -> float | None:
    return None if result is None or result.score is None else result.score / 10_000
