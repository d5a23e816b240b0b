"""Clauses against roles: who leads, who takes part."""

from __future__ import annotations

from html import escape

from coursemark.model.registers import Clause
from coursemark.render.clauses import clause_link, selected
from coursemark.render.tables import data_table
from coursemark.render.views import ViewContext


def render(view: ViewContext) -> str:
    clauses = selected(view)
    roles = [r for r in view.site.roles if any(clause.involves(r) for clause in clauses)]
    rows = ([clause_link(c), *(_part(c, role) for role in roles)] for c in clauses)
    table = data_table("责任矩阵：条款和岗位", ("条款", *roles), rows)
    counts = [(role, sum(c.roles[:1] == (role,) for c in clauses)) for role in roles]
    leads = "，".join(f"{escape(role)} {n} 条" for role, n in counts if n)
    return f'<div class="cm-matrix">{table}</div><p class="cm-empty">牵头条数：{leads}。</p>'


def _part(clause: Clause, role: str) -> str:
    if clause.roles[:1] == (role,):
        return "<strong>牵头</strong>"
    return "参与" if clause.involves(role) else ""
