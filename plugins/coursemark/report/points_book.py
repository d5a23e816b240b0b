"""The points as a workbook of its own, for whoever keeps the evaluation: nothing else is in it."""

from __future__ import annotations

from pathlib import Path

from coursemark.model.points import ScoreRules
from coursemark.report.points import (
    DepartmentPoints,
    PersonPoints,
    department_points,
    people_points,
)
from coursemark.report.table import Cell, Column
from coursemark.report.table_book import TableBook
from coursemark.report.whole import Report

PEOPLE = "个人积分"
DEPARTMENTS = "科室积分"
COLUMNS = {
    PEOPLE: [
        Column("工号"),
        Column("姓名"),
        Column("科室"),
        Column("岗位"),
        Column("积分合计", "decimal"),
        Column("课程积分", "decimal"),
        Column("测评积分", "decimal"),
        Column("学时积分", "decimal"),
        Column("核验"),
        Column("明细", "wrap"),
    ],
    DEPARTMENTS: [
        Column("科室"),
        Column("人数", "number"),
        Column("科室积分", "decimal"),
        Column("人均积分", "decimal"),
        Column("完成率", "percent"),
        Column("完成率积分", "decimal"),
        Column("个人积分总和", "decimal"),
    ],
}


def write_points(report: Report, rules: ScoreRules, path: Path) -> None:
    """Writes the .xlsx; equal reports and rules make equal files."""
    made = TableBook(f"{rules.title} 绩效积分", report.as_of)
    foot = f"{rules.title}　截止 {report.as_of.isoformat()}"
    for name, rows in (
        (PEOPLE, map(_person, people_points(report, rules))),
        (DEPARTMENTS, map(_department, department_points(report, rules))),
    ):
        made.add_table(name, COLUMNS[name], rows, foot)
    made.write(path)


def _person(one: PersonPoints) -> list[Cell]:
    learner = one.learner
    return [
        learner.id,
        learner.name,
        learner.department,
        learner.role,
        one.total / 100,
        one.courses / 100,
        one.assessments / 100,
        one.hours / 100,
        "、".join(learner.checks) or "没交记录",
        "；".join(one.reasons),
    ]


def _department(one: DepartmentPoints) -> list[Cell]:
    return [
        one.department,
        one.people,
        one.points / 100,
        one.mean / 100,
        None if one.rate is None else one.rate / 10_000,
        one.extra / 100,
        one.total / 100,
    ]
