from __future__ import annotations

from pathlib import Path

from site_folder import bank, faults, true_false

PAGE = "# 目录\n\n## 乙类 { #class-b }\n\n## 适用 人员\n"


def test_missing_anchor(tmp_path: Path) -> None:
    files = {
        "content/a.md": PAGE,
        "quizzes/banks/fire.yml": bank(true_false("a", "source: a.md#class-d")),
    }
    assert faults(tmp_path, files, "missing-source-anchor") == [
        "quizzes/banks/fire.yml:8:11: 错误: 页面 a.md 里没有锚点 class-d；"
        "是不是 class-b？ [missing-source-anchor]"
    ]


def test_anchors_that_exist(tmp_path: Path) -> None:
    files = {
        "content/a.md": PAGE,
        "quizzes/banks/fire.yml": bank(
            true_false("a", "source: a.md#class-b"),
            true_false("b", "source: a.md#适用-人员"),
            true_false("c", "source: a.md#%E7%9B%AE%E5%BD%95"),
        ),
    }
    assert faults(tmp_path, files, "missing-source-anchor") == []
