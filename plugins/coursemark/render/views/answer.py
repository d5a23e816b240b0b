"""An official answer of the FAQ, written there once and shown where it is needed."""

from __future__ import annotations

from html import escape

from coursemark.render.links import page_link
from coursemark.render.text import to_html
from coursemark.render.views import ViewContext


def render(view: ViewContext) -> str:
    answer = view.site.answers.get(view.options["of"])
    if answer is None:
        return f'<p class="cm-fault">找不到统一口径 {escape(view.options["of"])}</p>'
    page = view.site.pages[answer.page]
    by = f"{page.approved_by or page.owner}，{page.reviewed}" if page.reviewed else page.owner
    return (
        f'<aside class="cm-answer"><p class="cm-answer__question">{escape(answer.question)}</p>'
        f"<p>{to_html(answer.answer)}</p>"
        f'<p class="cm-answer__by">统一口径：{escape(by)}。{page_link(answer.target, "全文")}</p>'
        "</aside>"
    )
