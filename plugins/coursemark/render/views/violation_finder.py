"""Violations by name, alias and what people see of them; the browser adds a field that filters."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from coursemark.model import Page
from coursemark.render.links import page_link
from coursemark.render.views import ViewContext

LINES = {"contract": "协议", "administrative": "行政", "criminal": "刑事"}


def render(view: ViewContext) -> str:
    pages = [
        page
        for page in view.site.pages.values()
        if page.kind == "violation" and (page.aliases or page.symptoms) and page.path != view.page
    ]
    if not pages:
        return '<p class="cm-empty">还没有违规页面写明别名或表现。</p>'
    found = "".join(_violation(page) for page in pages)
    return f'<section class="cm-finder" data-finder><ul>{found}</ul></section>'


def _violation(page: Page) -> str:
    return (
        f'<li data-words="{escape(" ".join([page.title, *page.aliases, *page.symptoms]))}">'
        f'<p class="cm-finder__name">{page_link(page.path, escape(page.title))}</p>'
        f"{_words('又叫', page.aliases)}{_words('表现', page.symptoms)}{_consequences(page)}</li>"
    )


def _words(name: str, words: Iterable[str]) -> str:
    listed = "".join(f"<span>{escape(word)}</span>" for word in words)
    return f'<p class="cm-finder__words"><b>{name}</b>{listed}</p>' if listed else ""


def _consequences(page: Page) -> str:
    told = "".join(
        f"<div><dt>{name}</dt><dd>{escape(page.consequences[line])}</dd></div>"
        for line, name in LINES.items()
        if page.consequences.get(line)
    )
    return (
        f'<details class="cm-fold"><summary>后果</summary><dl>{told}</dl></details>' if told else ""
    )
