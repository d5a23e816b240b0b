"""Handbooks: finished pages bound into one, with cover, contents and page numbers.

A page that shows the view `print` holds a place while pages are rendered, so that no search index
takes the chapters in twice; the engine's edge hands over all finished pages and it is filled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from html import escape, unescape

from coursemark.model import Page, Site
from coursemark.render.chapter import Finished, addresses, anchor, chapter_html

_PLACE = re.compile(r'<section class="cm-book" data-book="([^"]*)" data-contents="(\d)"></section>')


def book_place(groups: Iterable[Iterable[str]], depth: int) -> str:
    """Where a book of these pages will stand.

    Groups follow one another; within one the pages stand as readers meet them. `depth` of the
    contents: 1 or 2 levels.
    """
    listed = escape("\n\n".join("\n".join(group) for group in groups)).replace("\n", "&#10;")
    return f'<section class="cm-book" data-book="{listed}" data-contents="{depth}"></section>'


def fill_books(html: str, path: str, pages: Sequence[Finished], site: Site, today: date) -> str:
    """The finished page `path` with the books in it; `pages` are all, in the order of reading."""
    if 'class="cm-book" data-book=' not in html:
        return html
    url = next((page.url for page in pages if page.path == path), "")

    def filled(found: re.Match[str]) -> str:
        groups = [group.split("\n") for group in unescape(found[1]).split("\n\n")]
        by = {path: n for n, group in enumerate(groups) for path in group}
        chosen = sorted((p for p in pages if p.path in by), key=lambda p: by[p.path])
        title = site.pages[path].title if path in site.pages else site.config.title
        return _book(title, chosen, int(found[2]), url, site, today)

    return _PLACE.sub(filled, html)


def _book(
    title: str, pages: Sequence[Finished], depth: int, url: str, site: Site, today: date
) -> str:
    chapters = addresses(pages)
    bodies = {page.path: chapter_html(page, chapters, url) for page in pages}
    titles = {path: _title(path, site) for path in bodies}
    parts = (
        _paper(title, list(titles.values())),
        _cover(title, len(pages), site, today),
        _contents(titles, bodies if depth > 1 else {}, site),
        *(_chapter(n, p, titles[p], bodies[p]) for n, p in enumerate(bodies, start=1)),
    )
    return f'<section class="cm-book" data-search-exclude>{"".join(parts)}</section>'


def _title(path: str, site: Site) -> str:
    page = site.pages.get(path)
    return page.title if page else path


def _cover(title: str, count: int, site: Site, today: date) -> str:
    lines = [
        ("organisation", site.config.organisation),
        ("title", title),
        ("site", site.config.title),
        ("date", f"{today.isoformat()} 制作，共 {count} 篇"),
        ("note", "规定会变。办事前请看站内的同一页，以现行文件和本统筹区经办机构的规定为准。"),
    ]
    return (
        '<header class="cm-book__cover">'
        + "".join(f'<p class="cm-book__{n}">{escape(text)}</p>' for n, text in lines if text)
        + "</header>"
    )


def _contents(titles: Mapping[str, str], bodies: Mapping[str, str], site: Site) -> str:
    """Every chapter; of those whose text is given, the sections too."""
    entries = "".join(
        f'<li><a href="#{escape(anchor(path))}">{escape(title)}</a>'
        f"{_sections(site.pages.get(path), bodies.get(path, ''))}</li>"
        for path, title in titles.items()
    )
    return f'<nav class="cm-book__contents" aria-label="目录"><h2>目录</h2><ol>{entries}</ol></nav>'


def _sections(page: Page | None, body: str) -> str:
    if page is None or not body:
        return ""
    named = ((escape(anchor(page.path, h.anchor)), h) for h in page.headings if h.level == 2)
    entries = "".join(
        f'<li><a href="#{name}">{escape(h.title)}</a></li>'
        for name, h in named
        if f'id="{name}"' in body
    )
    return f"<ul>{entries}</ul>" if entries else ""


def _chapter(number: int, path: str, title: str, html: str) -> str:
    heading = "" if "<h2" in html else f"<h2>{escape(title)}</h2>"
    return (
        f'<section class="cm-book__chapter" id="{escape(anchor(path))}" '
        f'style="page: cm-chapter-{number}">{heading}{html}</section>'
    )


def _paper(title: str, titles: Sequence[str]) -> str:
    """Page numbers and running heads, where the browser has margin boxes (Chromium 131 on)."""
    heads = "".join(
        f"@page cm-chapter-{n}{{@top-right{{content:{_css(each)}}}}}"
        for n, each in enumerate(titles, start=1)
    )
    return (
        # The way to the book, on its page, is not in it.
        "<style>@media print{.md-content__inner>:not(.cm-view){display:none!important}"
        "@page{margin:20mm 17mm 18mm;"
        f"@top-left{{content:{_css(title)};font-size:8.5pt}}"
        '@top-right{content:"";font-size:8.5pt}'
        '@bottom-center{content:counter(page) " / " counter(pages);font-size:8.5pt}}'
        "@page:first{@top-left{content:none}@bottom-center{content:none}}"
        f"{heads}}}</style>"
    )


def _css(text: str) -> str:
    """A string of CSS that ends nothing: neither itself nor the element it stands in."""
    hostile = re.sub(r"[\x00-\x1f\x7f]", " ", text).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + hostile.replace("<", "\\3c ") + '"'
