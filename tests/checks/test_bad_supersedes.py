from __future__ import annotations

from pathlib import Path

from site_folder import faults


def test_missing_pages(tmp_path: Path) -> None:
    files = {
        "content/drug.md": "---\nsupersedes: [abolished-2017.md]\nsuperseded_by: drug.md\n---\n",
        "content/new.md": "---\nsupersedes: drugs.md\n---\n# 新\n",
    }
    assert faults(tmp_path, files, "bad-supersedes") == [
        "content/drug.md:2:13: 错误: supersedes 指向的页面 abolished-2017.md 不存在；"
        "请写从内容根目录起的页面路径 [bad-supersedes]",
        "content/drug.md:3:16: 错误: superseded_by 写的是本页自己；请改成另一页 [bad-supersedes]",
        "content/new.md:2:13: 错误: supersedes 指向的页面 drugs.md 不存在；"
        "是不是 drug.md？ [bad-supersedes]",
    ]


def test_pages_that_exist(tmp_path: Path) -> None:
    files = {
        "content/drug.md": "---\nsuperseded_by: new.md\n---\n# 药\n",
        "content/new.md": "---\nsupersedes: drug.md\n---\n# 新\n",
    }
    assert faults(tmp_path, files, "bad-supersedes") == []


def test_pages_that_replace_each_other(tmp_path: Path) -> None:
    files = {
        "content/a.md": "---\nsupersedes: c.md\n---\n# 甲\n",
        "content/b.md": "---\nsupersedes: a.md\n---\n# 乙\n",
        "content/c.md": "---\nsupersedes: b.md\n---\n# 丙\n",
        "content/old.md": "---\nsuperseded_by: a.md\n---\n# 旧\n",
    }
    assert faults(tmp_path, files) == [
        "content/a.md:2:13: 错误: 互相取代：a.md → b.md → c.md → a.md，结果都算失效；"
        "请删去其中一处 [bad-supersedes]"
    ]
