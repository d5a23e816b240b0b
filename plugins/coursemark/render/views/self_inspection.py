"""The clauses as a sheet for self-inspection, to print or to fill in as a spreadsheet."""

from __future__ import annotations

from coursemark.render.clauses import selected
from coursemark.render.downloads import clauses_path
from coursemark.render.inspection import clause_lines, clause_note, sheet
from coursemark.render.links import file_link
from coursemark.render.views import ViewContext


def render(view: ViewContext) -> str:
    clauses = selected(view)
    if not clauses:
        return '<p class="cm-empty">没有符合条件的条款。</p>'
    csv = file_link(clauses_path(), "协议自查表.csv", "下载全部条款的自查表（CSV，用表格软件打开）")
    notes = (clause_note(clause) for clause in clauses)
    return sheet("协议自查表", clause_lines(clauses), notes, csv)
