"""All violations with what follows under the agreement, from the administration and in court."""

from __future__ import annotations

from html import escape

from coursemark.model import Page
from coursemark.render.links import page_link
from coursemark.render.tables import card_table
from coursemark.render.views import ViewContext

HEADS = ("违规行为", "协议处理（经办机构）", "行政处罚（医保局）", "刑事")
LINES = ("contract", "administrative", "criminal")


def render(view: ViewContext) -> str:
    pages = [p for p in view.site.pages.values() if p.consequences and p.path != view.page]
    if not pages:
        return '<p class="cm-empty">还没有页面写明后果。</p>'
    return card_table("违规行为的三种后果", HEADS, (_row(page) for page in pages))


def _row(page: Page) -> tuple[str, ...]:
    region = page.region if page.region not in ("", "全国") else ""
    where = f'<span class="cm-sheet__note">{escape(region)}</span>' if region else ""
    found = (escape(page.consequences.get(line, "")) for line in LINES)
    return (page_link(page.path, escape(page.title)) + where, *found)
