"""Many pages as one document to be printed; the engine's edge fills it when all are finished."""

from __future__ import annotations

from coursemark.model.selection import selected
from coursemark.render.book import book_place
from coursemark.render.views import ViewContext


def render(view: ViewContext) -> str:
    options = view.options
    groups = selected(view.site.pages, options.get("pages", ()), options.get("kind", ()))
    if not any(groups):
        return '<p class="cm-fault">没有可以打印的页面。</p>'
    return book_place(groups, options.get("contents", 1))
