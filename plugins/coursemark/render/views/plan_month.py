"""One month of the study plan: what it is for, what to read, what to pass."""

from __future__ import annotations

from html import escape

from coursemark.model import Site, path_of
from coursemark.render.links import page_link
from coursemark.render.plan import calendar, minutes
from coursemark.render.views import ViewContext


def render(view: ViewContext) -> str:
    wanted = view.options.get("month")
    found = next(((at, m) for at, m in calendar(view.site).items() if m.month == wanted), None)
    if found is None:
        return "<p>学习计划里没有这个月。</p>"
    at, month = found
    roles = escape("、".join(month.roles) or "全员")
    aim = f"<p>{escape(month.aim)}</p>" if month.aim else ""
    steps = "".join(_page(path, view.site) for path in month.pages)
    return (
        f'<p class="cm-plan__facts"><span>{at}月</span><span>{roles}</span></p>{aim}'
        f'<ol class="cm-plan" data-plan-course="{month.course}">{steps}</ol>'
    )


def _page(target: str, site: Site) -> str:
    path = path_of(target)
    page = site.pages.get(path)
    title = page_link(target, escape(page.title if page else path))
    time = minutes(path, site)
    said = f"<p>{escape(page.description)}</p>" if page and page.description else ""
    length = f' <span class="cm-step__fact">{time}</span>' if time else ""
    return f'<li data-plan-page="{escape(path)}">{title}{length}{said}</li>'
