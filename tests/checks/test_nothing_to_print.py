from __future__ import annotations

from pathlib import Path

import pytest
from site_folder import faults


def found(tmp_path: Path, options: str) -> list[str]:
    files = {
        "content/faq/a.md": "---\nkind: faq\n---\n# 问\n",
        "content/p.md": f"# 印\n\n```view\nprint\n{options}```\n",
    }
    return faults(tmp_path, files, "nothing-to-print")


@pytest.mark.parametrize("options", ["", "pages: faq\n", "pages: [faq/*.md]\nkind: faq\n"])
def test_there_is_something(tmp_path: Path, options: str) -> None:
    assert found(tmp_path, options) == []


def test_a_folder_that_is_not(tmp_path: Path) -> None:
    assert found(tmp_path, "pages: [faq, faqs]\n") == [
        "content/p.md:3:1: 错误: 没有页面在 faqs 里；"
        "请写文件夹、页面路径或 faq/*.md 这样的写法 [nothing-to-print]"
    ]


def test_no_page_is_of_the_kind(tmp_path: Path) -> None:
    assert found(tmp_path, "pages: faq\nkind: guide\n") == [
        "content/p.md:3:1: 错误: 没有页面同时符合 pages 和 kind；请放宽其中一项 [nothing-to-print]"
    ]
