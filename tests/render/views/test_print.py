from __future__ import annotations

from pathlib import Path

from view_page import shown

FILES = {
    "content/faq/a.md": "---\nkind: faq\n---\n# 甲\n",
    "content/faq/b.md": "---\nkind: faq\n---\n# 乙\n",
    "content/p.md": "# 印\n\n```view\nprint\n```\n",
}


def test_a_place_for_the_pages(tmp_path: Path) -> None:
    assert shown(tmp_path, FILES, "print\npages: [faq/b.md, faq]\ncontents: 2") == (
        '<section class="cm-book" data-book="faq/b.md&#10;&#10;faq/a.md" data-contents="2">'
        "</section>"
    )


def test_all_but_itself(tmp_path: Path) -> None:
    assert shown(tmp_path, FILES, "print") == (
        '<section class="cm-book" data-book="faq/a.md&#10;faq/b.md" data-contents="1"></section>'
    )


def test_nothing(tmp_path: Path) -> None:
    assert shown(tmp_path, FILES, "print\nkind: guide") == (
        '<p class="cm-fault">没有可以打印的页面。</p>'
    )
