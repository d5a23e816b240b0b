from __future__ import annotations

from pathlib import Path

from site_folder import faults


def test_a_page_that_is_not_there(tmp_path: Path) -> None:
    files = {
        "content/policies/catalogue.md": "# 目录\n",
        "content/guides/a.md": "# 甲\n\n先看[目录](../policies/catalog.md#class-b)。\n",
    }
    assert faults(tmp_path, files, "broken-link") == [
        "content/guides/a.md:3:8: 错误: 链接指向的页面 policies/catalog.md 不存在；"
        "是不是 policies/catalogue.md？ [broken-link]"
    ]


def test_pages_that_are_there(tmp_path: Path) -> None:
    text = """
        # 甲

        [乙](b.md)、[丙](sub/%E4%B8%99.md#x)、[我的学习](my-learning.md)、[每日一练](my-practice.md)、
        [培训管理台](training-desk.md)、[外站](https://x.example/y.md)。

        `[不是链接](gone.md)`
    """
    files = {"content/a.md": text, "content/b.md": "# 乙\n", "content/sub/丙.md": "# 丙\n"}
    assert faults(tmp_path, files, "broken-link") == []
