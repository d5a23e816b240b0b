"""What a page holds until it is finished, and what it holds then."""

from __future__ import annotations

from coursemark.model import Bank, Item, Site, SiteConfig
from coursemark.render.placeholder import fill_placeholders, placeholder_fence
from coursemark.render.quiz import render_fence

ITEM = Item("fire/oil", "true-false", "水能灭油火。", key=False)
SITE = Site(SiteConfig("https://fire.example/", "消防"), {"fire": Bank("fire", "消防", (ITEM,))})


def placeholder(source: str) -> str:
    html: str = placeholder_fence()["format"](source, "quiz", "quiz", {}, None)
    return html


def test_a_placeholder_holds_names_alone() -> None:
    assert placeholder("fire/oil\nfire/gas") == (
        '<section class="cm-quiz" data-fence="fire/oil&#10;fire/gas"></section>'
    )


def test_a_finished_page_holds_what_the_fence_becomes() -> None:
    for source in ("fire/oil", "fire/oil\nfire/gone", 'a"b<c>&', "assessment: gone", ""):
        page = f"<p>前</p>{placeholder(source)}<p>后</p>"
        assert fill_placeholders(page, SITE) == f"<p>前</p>{render_fence(source, SITE)}<p>后</p>"


def test_a_backslash_in_a_name_is_itself() -> None:
    source = r"fire/\1\g<0>"
    assert fill_placeholders(placeholder(source), SITE) == (
        r'<p class="cm-fault">找不到题目 fire/\1\g&lt;0&gt;</p>'
    )
