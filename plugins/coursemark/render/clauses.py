"""What the views of the clause register have in common."""

from __future__ import annotations

from html import escape

from coursemark.model.registers import Clause, Clauses
from coursemark.render.links import page_link
from coursemark.render.views import ViewContext


def selected(view: ViewContext) -> tuple[Clause, ...]:
    """The clauses of the `block` and `role` the view asks for, in the order of the file."""
    block, role = view.options.get("block"), view.options.get("role")
    return tuple(
        clause
        for clause in view.site.registers.clauses.clauses
        if (block is None or clause.block == block) and (role is None or clause.involves(role))
    )


def clause_link(clause: Clause) -> str:
    title = escape(clause.title)
    return page_link(clause.page, title) if clause.page else title


def numbers(clause: Clause, register: Clauses) -> str:
    """Under which number it stands in each agreement, as HTML."""
    found = []
    for version in clause.versions:
        agreement = register.agreement(version.agreement)
        if version.number and agreement:
            found.append(f"{escape(agreement.label)}：{escape(version.number)}")
    return "<br>".join(found)
