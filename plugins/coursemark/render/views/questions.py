"""What the rules at hand leave open: open questions first, answered ones below."""

from __future__ import annotations

from html import escape

from coursemark.model.registers import OpenQuestion
from coursemark.render.links import title_link
from coursemark.render.tables import data_table
from coursemark.render.views import ViewContext

OPEN = ("问题", "答复之前怎么办", "问谁", "提出", "已等", "负责人", "相关页面")
DONE = ("问题", "答复", "提出", "答复日期", "写进了哪里")


def render(view: ViewContext) -> str:
    all_ = sorted(view.site.registers.questions, key=lambda q: (q.raised, q.id))
    waiting = [q for q in all_ if q.answered is None]
    done = [q for q in all_ if q.answered is not None]
    html = f"<p>待答复 {len(waiting)} 个，已答复 {len(done)} 个。</p>"
    if waiting:
        html += data_table("待答复的问题", OPEN, (_waiting(q, view) for q in waiting))
    if done:
        html += data_table("已答复的问题", DONE, (_done(q, view) for q in done))
    return html


def _waiting(question: OpenQuestion, view: ViewContext) -> tuple[str, ...]:
    return (
        escape(question.question),
        escape(question.meanwhile),
        escape(question.to),
        question.raised.isoformat(),
        f"{max(0, (view.today - question.raised).days)} 天",
        escape(question.owner),
        "<br>".join(title_link(view.site, path) for path in question.pages),
    )


def _done(question: OpenQuestion, view: ViewContext) -> tuple[str, ...]:
    return (
        escape(question.question),
        escape(question.reply),
        question.raised.isoformat(),
        str(question.answered),
        title_link(view.site, question.result) if question.result else "",
    )
