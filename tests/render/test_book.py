"""A handbook of finished pages."""

from __future__ import annotations

import re
from datetime import date

from coursemark.model import Heading, Page, Site, SiteConfig
from coursemark.render.book import book_place, fill_books
from coursemark.render.chapter import Finished

HEADINGS = (Heading("能用吗？", "use", 2, 3), Heading("题目", "quiz", 2, 9))
SITE = Site(
    SiteConfig("https://fire.example/", "消防学堂", organisation="某某<医院>"),
    pages={
        "a.md": Page("a.md", '甲"\\</style>', headings=HEADINGS),
        "b.md": Page("b.md", "乙"),
        "book.md": Page("book.md", "手册"),
    },
)
A = Finished("a.md", "a/", '<h1>甲</h1><h2 id="use">能用吗？</h2><p>能。</p>')
B = Finished("b.md", "b/", "<p>无题。</p>")
BOOK = Finished("book.md", "book/", "")
TODAY = date(2026, 11, 22)


def filled(place: str, *pages: Finished) -> str:
    return fill_books(f"<p>前</p>{place}", "book.md", pages or (BOOK, A, B), SITE, TODAY)


def test_a_place_holds_names_alone() -> None:
    assert book_place([["a.md", "b.md"], ["c.md"]], 1) == (
        '<section class="cm-book" data-book="a.md&#10;b.md&#10;&#10;c.md" data-contents="1">'
        "</section>"
    )


def test_cover_contents_and_chapters() -> None:
    html = filled(book_place([["a.md", "b.md"]], 2))
    _, _, shown = html.partition("</style>")
    assert html.startswith('<p>前</p><section class="cm-book" data-search-exclude><style>')
    assert shown == (
        '<header class="cm-book__cover">'
        '<p class="cm-book__organisation">某某&lt;医院&gt;</p><p class="cm-book__title">手册</p>'
        '<p class="cm-book__site">消防学堂</p><p class="cm-book__date">2026-11-22 制作，共 2 篇</p>'
        '<p class="cm-book__note">'
        "规定会变。办事前请看站内的同一页，以现行文件和本统筹区经办机构的规定为准。</p></header>"
        '<nav class="cm-book__contents" aria-label="目录"><h2>目录</h2>'
        '<ol><li><a href="#a">甲&quot;\\&lt;/style&gt;</a>'
        '<ul><li><a href="#a:use">能用吗？</a></li></ul></li>'
        '<li><a href="#b">乙</a></li></ol></nav>'
        '<section class="cm-book__chapter" id="a" style="page: cm-chapter-1">'
        '<h2>甲</h2><h3 id="a:use">能用吗？</h3><p>能。</p></section>'
        '<section class="cm-book__chapter" id="b" style="page: cm-chapter-2">'
        "<h2>乙</h2><p>无题。</p></section></section>"
    )


def test_one_level_of_contents() -> None:
    assert "#a:use" not in filled(book_place([["a.md"]], 1))


def test_chapters_stand_by_group_and_in_the_order_of_reading() -> None:
    def order(*groups: list[str]) -> list[str]:
        return re.findall(r'class="cm-book__chapter" id="(.)"', filled(book_place(groups, 1), B, A))

    assert order(["a.md", "b.md"]) == ["b", "a"]
    assert order(["a.md"], ["b.md"]) == ["a", "b"]


def test_a_title_ends_no_style() -> None:
    html = filled(book_place([["a.md"]], 1))
    style = html[html.index("<style>") : html.index("</style>")]
    assert 'content:"甲\\"\\\\\\3c /style>"' in style
    assert 'content:counter(page) " / " counter(pages)' in style


def test_a_page_without_a_book_stays_as_it_is() -> None:
    assert filled("<p>后</p>") == "<p>前</p><p>后</p>"
