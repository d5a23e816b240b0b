"""The parts of the page, in the order of a trainer's questions: how far, who is missing, why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from heapq import nsmallest
from html import escape
from itertools import groupby, islice

from coursemark.report import figures, meanings, rows
from coursemark.report.overview import NOTE
from coursemark.report.page.html import element, section, shown, table
from coursemark.report.sheets import SHEETS
from coursemark.report.table import Cell, Column
from coursemark.report.whole import Report
from coursemark.report.words import NO_DEPARTMENT, STATUS_NAMES, GroupResult

_MOST_UNFINISHED = 3000
_MOST_LISTED = 300
"""Rows of the other lists; a page of many thousand rows opens slowly and is not read."""

_GROUP = [
    Column("人数", "number"),
    Column("没交记录", "number"),
    Column("应完成（人次）", "number"),
    Column("已完成（人次）", "number"),
    Column("逾期（人次）", "number"),
    Column("完成率", "share"),
    Column("平均成绩", "percent"),
]
_UNFINISHED = [
    Column("工号"),
    Column("姓名"),
    Column("岗位"),
    Column("课程", "wrap"),
    Column("状态"),
    Column("期限", "date"),
    Column("学习记录"),
]
_FLAGGED = [
    Column("题目编号"),
    Column("题干", "wrap"),
    Column("作答人次", "number"),
    Column("得分率", "percent"),
    Column("提示", "wrap"),
]
_WAITING = [
    Column("工号"),
    Column("姓名"),
    Column("测评"),
    Column("交卷", "minute"),
    Column("题目编号"),
    Column("原因", "wrap"),
]
_PROBLEMS = [
    Column("文件", "wrap"),
    Column("工号"),
    Column("姓名"),
    Column("类型"),
    Column("说明", "wrap"),
]


def body(report: Report) -> Iterator[str]:
    """HTML of the page, part by part."""
    yield _head(report)
    yield _statuses(report)
    yield section("departments", "各科室", _groups("科室", report.departments))
    yield section("roles", "各岗位", _groups("岗位", report.roles))
    yield section("courses", "各课程", table(_bars(figures.COURSES), figures.courses(report)))
    yield section("tests", "各测评", table(_bars(figures.ASSESSMENTS), figures.assessments(report)))
    yield section("unfinished", "未完成名单", *_unfinished(report))
    yield section("waiting", "待阅", *_waiting(report))
    yield section("items", "要检查的题目", *_flagged(report))
    yield section("problems", "异常记录", *_problems(report))
    yield _explained()


def _head(report: Report) -> str:
    note = NOTE.format(day=report.as_of.isoformat())
    values = {name: shown(value, style) for name, value, style in figures.figures(report)}
    learners = "在册学员" if report.has_roster else "学员（没有名册）"
    cards = [
        (values["完成率"] or "—", "必修课程完成率"),
        (f"{values['已完成（人次）']} / {values['应完成（人次）']}", "已完成 / 应完成（人次）"),
        (values[learners], learners),
        (values["其中交了学习记录"], "交了学习记录"),
        (values["全部必修课程完成的学员"], "全部必修课程完成"),
        (values["逾期（人次）"], "逾期（人次）"),
        (values["等待评阅（次，见“待阅”）"], "等待评阅（次）"),
        (values["异常（条，见“异常记录”）"], "异常（条）"),
    ]
    listed = "".join(
        f"<div>{element('dt', name)}{element('dd', value)}</div>" for value, name in cards
    )
    strangers = values["不在名册的学员"]
    about = f"读了 {values['记录文件']} 个文件、{values['学习记录（条，已去重）']} 条记录" + (
        f"；另有 {strangers} 人不在名册，不计入" if strangers != "0" else ""
    )
    return (
        f"<header>\n{element('h1', f'{report.title} 培训报表')}\n{element('p', note, 'quiet')}\n"
        f'<dl class="figures">{listed}</dl>\n{element("p", about, "quiet")}\n</header>'
    )


def _statuses(report: Report) -> str:
    """One bar of all required courses, and what its parts are."""
    keys = {name: key for key, name in STATUS_NAMES.items()}
    found = [(str(name), count, share) for name, count, share in figures.statuses(report)]
    parts = "".join(
        f'<b class="{keys[name]}" style="flex-grow:{count}"></b>' for name, count, _ in found
    )
    legend = "".join(
        f'<li><i class="{keys[name]}"></i>{escape(name)} <b>{shown(count, "number")}</b> 人次'
        f"（{shown(share, 'percent')}）</li>"
        for name, count, share in found
    )
    bar = f'<div class="stack" aria-hidden="true">{parts}</div>\n<ul class="legend">{legend}</ul>'
    return section("statuses", "必修课程的状态", bar if found else "")


def _groups(title: str, groups: Sequence[GroupResult]) -> str:
    return table(
        [Column(title), *_GROUP],
        (
            [
                one.name,
                one.learners,
                one.absent,
                one.required,
                one.completed,
                one.overdue,
                one.rate,
                None if one.score is None else one.score / 10_000,
            ]
            for one in groups
        ),
    )


def _bars(columns: Sequence[Column]) -> list[Column]:
    """The rate with its bar."""
    return [Column(c.title, "share") if c.title in ("完成率", "通过率") else c for c in columns]


def _unfinished(report: Report) -> Iterator[str]:
    """One table a department, so that each can be handed to its own."""
    count = sum(
        course.status != "completed" for one in figures.counted(report) for course in one.required
    )
    first = nsmallest(_MOST_UNFINISHED, rows.unfinished(report), key=lambda row: str(row[2]))
    found = _named("未完成", first)
    for department, of in groupby(found, lambda row: str(row["科室"])):
        yield table(_UNFINISHED, _chosen(_UNFINISHED, of), department or NO_DEPARTMENT)
    yield _rest(count, _MOST_UNFINISHED, "未完成")


def _waiting(report: Report) -> Iterator[str]:
    found = _named("待阅", rows.waiting(report))
    yield table(_WAITING, _chosen(_WAITING, found[:_MOST_LISTED]))
    yield _rest(len(found), _MOST_LISTED, "待阅")


def _flagged(report: Report) -> Iterator[str]:
    """Items whose figures tell something; too few answers are no reason to look."""
    found = [
        (item, flags)
        for item in report.items
        if (flags := [flag for flag in item.flags if flag.kind != "few"])
    ]
    yield table(
        _FLAGGED,
        (
            [item.id, item.stem, item.n, item.facility, "；".join(flag.text for flag in flags)]
            for item, flags in found[:_MOST_LISTED]
        ),
    )
    yield _rest(len(found), _MOST_LISTED, "题目分析")


def _problems(report: Report) -> Iterator[str]:
    found = _named("异常记录", islice(rows.problems(report), _MOST_LISTED))
    yield table(figures.KINDS, figures.kinds(report), css="small")
    yield table(_PROBLEMS, _chosen(_PROBLEMS, found))
    yield _rest(len(report.problems), _MOST_LISTED, "异常记录")


def _explained() -> str:
    texts = {**meanings.HOW, **{STATUS_NAMES[k]: text for k, text in meanings.STATUSES.items()}}
    listed = "".join(
        f"<div>{element('dt', name)}{element('dd', text)}</div>" for name, text in texts.items()
    )
    return section("meanings", "说明", f'<dl class="meanings">{listed}</dl>')


def _rest(count: int, most: int, sheet: str) -> str:
    if count <= most:
        return ""
    return element("p", f"这里列出前 {most} 行，共 {count} 行；全部见报表的“{sheet}”表。", "quiet")


def _named(sheet: str, found: rows.Rows) -> list[dict[str, Cell]]:
    """Rows of a sheet by the titles of its columns."""
    titles = [column.title for column in SHEETS[sheet][0]]
    return [dict(zip(titles, row, strict=True)) for row in found]


def _chosen(columns: Sequence[Column], found: Iterable[dict[str, Cell]]) -> Iterator[list[Cell]]:
    return ([row[column.title] for column in columns] for row in found)
