"""Sheets for a self-inspection: what is looked at, by which standard, and room for the result.

A sheet is a list of lines of plain texts under `HEADS`; the last three are filled in by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from coursemark.model.registers import Checklist, ChecklistItem, Clause
from coursemark.render.links import page_link
from coursemark.render.tables import card_table

HEADS = ("序号", "检查项目", "合格标准", "查什么证据", "责任岗位", "结果", "整改责任人", "整改期限")

_RESULT = '<span class="cm-boxes">□ 合格<br>□ 要整改</span>'


def clause_lines(clauses: Iterable[Clause]) -> Iterator[tuple[str, ...]]:
    for number, clause in enumerate(clauses, 1):
        standard = clause.standard or clause.duty
        owner = "、".join(clause.roles)
        yield (str(number), clause.title, standard, clause.evidence, owner, "", "", "")


def checklist_lines(checklist: Checklist) -> Iterator[tuple[str, ...]]:
    for number, part in enumerate(checklist.items, 1):
        yield (str(number), part.item, part.standard, part.evidence, part.owner, "", "", "")


def sheet(caption: str, lines: Iterable[tuple[str, ...]], notes: Iterable[str], csv: str) -> str:
    """The sheet as HTML to be printed and filled in; `notes` are HTML, one under each item.

    `csv` is a link to the same sheet as CSV.
    """
    rows = [_row(line, note) for line, note in zip(lines, notes, strict=True)]
    return (
        '<section class="cm-sheet">'
        f'<p class="cm-sheet__title">{escape(caption)}</p>'
        '<p class="cm-sheet__head"><span>科室</span><span>检查日期</span><span>检查人</span></p>'
        f"{card_table(caption, HEADS, rows)}"
        '<p class="cm-sheet__head cm-sheet__sign"><span>科室负责人签字</span>'
        "<span>复查日期</span><span>复查人</span></p>"
        f'<p class="cm-sheet__more">{csv}</p></section>'
    )


def clause_note(clause: Clause) -> str:
    if not clause.page:
        return ""
    return f'<span class="cm-sheet__links">{page_link(clause.page, "条款说明")}</span>'


def item_note(part: ChecklistItem, course_page: str) -> str:
    """Where to read on: what it would be called, and where to learn it."""
    links = [
        page_link(page, name)
        for page, name in (
            (part.violation, "违规说明"),
            (part.training, "怎么做"),
            (course_page, "课程"),
        )
        if page
    ]
    return f'{escape(part.basis)} <span class="cm-sheet__links">{"　".join(links)}</span>'


def _row(line: tuple[str, ...], note: str) -> tuple[str, ...]:
    number, item, standard, evidence, owner, *_ = (escape(text) for text in line)
    below = f'<span class="cm-sheet__note">{note}</span>' if note else ""
    return (number, f"{item}{below}", standard, evidence, owner, _RESULT, "", "")
