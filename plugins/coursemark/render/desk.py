"""Pages the engine makes for every site, replaced by pages of the same names."""

from __future__ import annotations


def desk_markdown() -> str:
    """我的学习; the browser fills the section."""
    return _page("我的学习", '<div class="cm-desk" data-desk data-search-exclude></div>')


def practice_markdown() -> str:
    """每日一练, with 错题本 and 掌握情况; the browser fills the section."""
    return _page("每日一练", '<div class="cm-practice" data-practice data-search-exclude></div>')


def trainer_markdown() -> str:
    """培训管理台; the browser fills the section."""
    place = '<div class="cm-trainer" data-trainer data-search-exclude></div>'
    return _page("培训管理台", place, hide="navigation, toc")


def _page(title: str, place: str, hide: str = "toc") -> str:
    return (
        f"---\ntitle: {title}\nhide: [{hide}]\nsearch: {{exclude: true}}\n---\n\n# {title}\n\n"
        f"{place}\n\n"
        "<noscript><p>这一页要打开浏览器的 JavaScript 才能使用。</p></noscript>\n"
    )
