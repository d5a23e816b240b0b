"""The year's publicity plan: topic, content, form, time, owner; done or not."""

from __future__ import annotations

from html import escape

from coursemark.model.registers import Activity
from coursemark.render.links import title_link
from coursemark.render.tables import data_table
from coursemark.render.views import ViewContext

HEADS = ("时间", "主题", "内容", "形式", "负责人", "对象", "材料", "完成")


def render(view: ViewContext) -> str:
    rows = [
        (
            activity.day.isoformat(),
            escape(activity.topic),
            escape(activity.content),
            escape(activity.form),
            escape(activity.owner),
            escape(activity.audience),
            "<br>".join(title_link(view.site, path) for path in activity.materials),
            _state(activity, view),
        )
        for activity in sorted(view.site.registers.publicity, key=lambda a: (a.day, a.id))
    ]
    return data_table("年度宣传计划", HEADS, rows)


def _state(activity: Activity, view: ViewContext) -> str:
    if activity.done:
        return f"{activity.done} 完成"
    return "<strong>已过期</strong>" if activity.day < view.today else "待办"
