"""Two agreements clause by clause, and what the hospital must do differently.

Without `old` and `new` these are the first and the last agreement of the register.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from coursemark.model.registers import Agreement, Clause, ClauseVersion
from coursemark.render.clauses import clause_link, selected
from coursemark.render.tables import card_table
from coursemark.render.views import ViewContext

_ABSENT = '<span class="cm-absent">没有收录</span>'


def render(view: ViewContext) -> str:
    register = view.site.registers.clauses
    if len(register.agreements) < 2:
        return '<p class="cm-empty">登记了两份协议以后，这里逐条比对。</p>'
    old = register.agreement(view.options.get("old", register.agreements[0].id))
    new = register.agreement(view.options.get("new", register.agreements[-1].id))
    if old is None or new is None:
        return ""  # reported by broken-reference
    clauses = selected(view)
    rows = list(_rows(clauses, old, new, view.options.get("differing", False)))
    changed = sum(1 for c in clauses if (v := c.version(new.id)) and v.differs)
    heads = ("条款", old.label, new.label, "要改的做法")
    notes = "".join(
        f"<li><strong>{escape(a.label)}</strong>：{escape(a.title)}"
        f"{'。' + escape(a.note) if a.note else ''}</li>"
        for a in (old, new)
    )
    return (
        f'<ul class="cm-duties">{notes}</ul>'
        f'<p class="cm-empty">列出 {len(rows)} 条，其中 {changed} 条做法有变化。</p>'
        f"{card_table(f'{old.label}和{new.label}逐条比对', heads, rows)}"
    )


def _rows(
    clauses: Iterable[Clause], old: Agreement, new: Agreement, differing: bool
) -> Iterator[tuple[str, str, str, str]]:
    for clause in clauses:
        before, after = clause.version(old.id), clause.version(new.id)
        if before is None and after is None:
            continue
        differs = after.differs if after else ""
        if differing and not differs:
            continue
        mark = f'<span class="cm-differs">有变化</span>{escape(differs)}' if differs else "照旧"
        yield clause_link(clause), _said(before), _said(after), mark if before and after else ""


def _said(version: ClauseVersion | None) -> str:
    if version is None:
        return _ABSENT
    number = f"<strong>{escape(version.number)}</strong> " if version.number else ""
    return number + escape(version.text)
