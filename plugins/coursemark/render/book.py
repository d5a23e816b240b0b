"""Handbooks: finished pages bound into one, with cover, contents and page numbers.

A page that shows the view `print` holds a place while pages are rendered, so that no search index
takes the chapters in twice; the engine's edge hands over all finished pages and it is filled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from html import escape, unescape

from coursemark.model import Page, Site
from coursemark.render.chapter import Finished, addresses, anchor, chapter_html

_PLACE = re.compile(r'<section class="cm-book" data-book="([^"]*)" data-contents="(\d)"></section>')


def book_place(paths: Iterable[str], depth: int) -> str:
    """Where a book of these pages will stand; `depth` of its contents: 1 or 2 levels."""
    listed = escape("\n".join(paths)).replace("\n", "&#10;")
    return f'<section class="cm-book" data-book="{listed}" data-contents="{depth}"></section>'


def fill_books(
    html: str, path: str, pages: Sequence[Finished], site: Site, today: date
) -> str:
    """The finished page `path` with the books in it; `pages` are all, in the order of reading."""
    if 'class="cm-book" data-book=' not in html:
        return html
    url = next((page.url for page in pages if page.path == path), "")

    def filled(found: re.Match[str]) -> str:
        wanted = set(unescape(found[1]).split("\n"))
        chosen = [page for page in pages if page.path in wanted]
        title = site.pages[path].title if path in site.pages else site.config.title
        return _book(title, chosen, int(found[2]), url, site, today)

    return _PLACE.sub(filled, html)


def _book(
    title: str, pages: Sequence[Finished], depth: int, url: str, site: Site, today: date
) -> str:
    chapters = addresses(pages)
    titles = {page.path: _title(page.path, site) for page in pages}
    bodies = "".join(
        _chapter(n, page, titles[page.path], chapter_html(page, chapters, url))
        for n, page in enumerate(pages, start=1)
    )
    return (
        f'<section class="cm-book" data-search-exclude>{_paper(title, list(titles.values()))}'
        f"{_cover(title, len(pages), site, today)}{_contents(titles, depth, site)}{bodies}</section>"
    )


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


def _contents(titles: dict[str, str], depth: int, site: Site) -> str:
    entries = "".join(
        f'<li><a href="#{escape(anchor(path))}">{escape(title)}</a>'
        f"{_sections(site.pages.get(path)) if depth > 1 else ''}</li>"
        for path, title in titles.items()
    )
    return (
        f'<nav class="cm-book__contents" aria-label="目录"><h2>目录</h2><ol>{entries}</ol></nav>'
    )


def _sections(page: Page | None) -> str:
    if page is None:
        return ""
    entries = "".join(
        f'<li><a href="#{escape(anchor(page.path, h.anchor))}">{escape(h.title)}</a></li>'
        for h in page.headings
        if h.level == 2
    )
    return f"<ul>{entries}</ul>" if entries else ""


def _chapter(number: int, page: Finished, title: str, html: str) -> str:
    heading = "" if "<h2" in html else f"<h2>{escape(title)}</h2>"
    return (
        f'<section class="cm-book__chapter" id="{escape(anchor(page.path))}" '
        f'style="page: cm-chapter-{number}">{heading}{html}</section>'
    )


def _paper(title: str, titles: Sequence[str]) -> str:
    """Page numbers and running heads, where the browser has margin boxes (Chromium 131 on)."""
    heads = "".join(
        f"@page cm-chapter-{n}{{@top-right{{content:{_css(each)}}}}}"
        for n, each in enumerate(titles, start=1)
    )
    return (
        "<style>@media print{"
        "@page{margin:20mm 17mm 18mm;"
        '@top-left{content:"";font-size:8.5pt}@top-right{content:"";font-size:8.5pt}'
        '@bottom-center{content:counter(page) " / " counter(pages);font-size:8.5pt}}'
        "@page cm-cover{@top-left{content:none}@bottom-center{content:none}}"
        f"{heads.replace('{@top-right', '{@top-left{content:' + _css(title) + '}@top-right')}"
        "}</style>"
    )


def _css(text: str) -> str:
    """A string of CSS that ends nothing: neither itself nor the element it stands in."""
    hostile = re.sub(r"[\x00-\x1f\x7f]", " ", text).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + hostile.replace("<", "\\3c ") + '"'
