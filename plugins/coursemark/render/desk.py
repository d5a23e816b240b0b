"""The learner's own page: generated for every site, replaced by a page of the same name."""

from __future__ import annotations


def desk_markdown() -> str:
    """Markdown of the page; the browser fills the section."""
    return (
        "---\ntitle: 我的学习\nhide: [toc]\nsearch: {exclude: true}\n---\n\n# 我的学习\n\n"
        '<div class="cm-desk" data-desk data-search-exclude></div>\n\n'
        "<noscript><p>这一页要打开浏览器的 JavaScript 才能使用。</p></noscript>\n"
    )
