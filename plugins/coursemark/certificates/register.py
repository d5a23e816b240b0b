"""The list of a batch: who got a certificate under which number, who did not and why."""

from __future__ import annotations

from datetime import date

from coursemark.certificates.issue import Issue
from coursemark.certificates.workbook import Table, workbook
from coursemark.model import Course, Site
from coursemark.report.table import Cell, Column
from coursemark.report.words import LearnerResult

_WHO = [Column("工号"), Column("姓名"), Column("科室"), Column("岗位")]
_CERTIFIED = [
    Column("证书编号"),
    *_WHO,
    Column("课程"),
    Column("学时", "decimal"),
    Column("成绩", "percent"),
    Column("完成日期", "date"),
    Column("有效期至", "date"),
    Column("核验码"),
    Column("文件"),
]
_REFUSED = [*_WHO, Column("原因", "wrap")]


def register(site: Site, course: Course, issued: Issue, files: list[str], day: date) -> bytes:
    """An .xlsx of two sheets; equal batches make equal files."""
    foot = f"{site.config.organisation or site.config.title}　{course.title}　{day.isoformat()}"
    rows: list[list[Cell]] = [
        [
            each.completion.number,
            *_who(each.learner),
            each.completion.title,
            _number(each.completion.hours),
            None if each.completion.score is None else each.completion.score / 10_000,
            each.completion.completed_on,
            each.completion.valid_until or "长期",
            each.completion.code,
            file,
        ]
        for each, file in zip(issued.certified, files, strict=True)
    ]
    left: list[list[Cell]] = [[*_who(each.learner), each.reason] for each in issued.refused]
    tables = [Table("已发证", _CERTIFIED, rows), Table("未发证", _REFUSED, left)]
    return workbook(f"{course.title} 证书名单", day, foot, tables)


def _who(learner: LearnerResult) -> list[Cell]:
    return [learner.id, learner.name, learner.department, learner.role]


def _number(text: str) -> Cell:
    try:
        return float(text) if text else None
    except ValueError:
        return text
