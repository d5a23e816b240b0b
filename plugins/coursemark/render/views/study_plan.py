"""The year's study plan as a calendar: month, theme, pages, test, roles."""

from __future__ import annotations

from html import escape

from coursemark.render.links import page_link
from coursemark.render.plan import calendar, pages_of, test_link
from coursemark.render.tables import card_table
from coursemark.render.views import ViewContext

HEADS = ("月份", "主题", "阅读", "小测", "对象")


def render(view: ViewContext) -> str:
    rows = [
        (
            f'<span data-plan-month="{at}">{at}月</span>',
            page_link(month.page, escape(month.theme)),
            "、".join(pages_of(month, view.site)),
            test_link(month, view.site),
            escape("、".join(month.roles) or "全员"),
        )
        for at, month in calendar(view.site).items()
    ]
    return card_table("年度学习计划", HEADS, rows) if rows else "<p>还没有学习计划。</p>"
