"""本月学习: the month of the build, in whose place the browser puts the reader's."""

from __future__ import annotations

from html import escape

from coursemark.render.links import page_link
from coursemark.render.plan import calendar, pages_of, test_link
from coursemark.render.views import ViewContext


def render(view: ViewContext) -> str:
    months = calendar(view.site)
    if not months:
        return ""
    at = view.today.month
    month = months.get(at)
    inner = "<p>这个月没有安排。</p>"
    if month is not None:
        items = "".join(f"<li>{link}</li>" for link in pages_of(month, view.site))
        test = test_link(month, view.site)
        items += f"<li>{test}</li>" if test else ""
        inner = (
            f'<p class="cm-month__theme"><span>{at}月</span> '
            f"{page_link(month.page, escape(month.theme))}</p><ul>{items}</ul>"
        )
    return f'<section class="cm-month" data-this-month>{inner}</section>'
