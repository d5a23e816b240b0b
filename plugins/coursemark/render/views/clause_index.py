"""Clauses with what the hospital has to do; by block, or those of one role.

For a role, what it leads comes before what it takes part in.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from coursemark.model.registers import Clause
from coursemark.render.clauses import clause_link, numbers, selected
from coursemark.render.tables import card_table
from coursemark.render.views import ViewContext


def render(view: ViewContext) -> str:
    role = view.options.get("role", "")
    clauses = selected(view)
    if not clauses:
        return '<p class="cm-empty">没有符合条件的条款。</p>'
    if role:
        return _of_role(view, clauses, role)
    if "block" in view.options:
        return _table(view, clauses, view.options["block"])
    blocks = dict.fromkeys(clause.block for clause in clauses)
    return "".join(
        f'<p class="cm-part">{escape(block)}</p>'
        + _table(view, [c for c in clauses if c.block == block], block)
        for block in blocks
    )


def _table(view: ViewContext, clauses: Iterable[Clause], caption: str) -> str:
    rows = (
        (
            clause_link(clause),
            escape(clause.duty),
            _roles(clause),
            numbers(clause, view.site.registers.clauses),
        )
        for clause in clauses
    )
    return card_table(caption, ("条款", "医院要做什么", "岗位（第一个牵头）", "条号"), rows)


def _of_role(view: ViewContext, clauses: Iterable[Clause], role: str) -> str:
    leads = [clause for clause in clauses if clause.roles[:1] == (role,)]
    others = [clause for clause in clauses if clause.roles[:1] != (role,)]
    found = ""
    for name, part in (("牵头", leads), ("参与", others)):
        if part:
            lines = "".join(f"<li>{clause_link(c)}：{escape(c.duty)}</li>" for c in part)
            found += f'<p class="cm-part">{name}</p><ul class="cm-duties">{lines}</ul>'
    return found


def _roles(clause: Clause) -> str:
    first, *others = (escape(role) for role in clause.roles)
    return "、".join([f"<strong>{first}</strong>", *others])
