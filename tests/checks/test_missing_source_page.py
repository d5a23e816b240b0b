from __future__ import annotations

from pathlib import Path

from site_folder import bank, faults, true_false


def test_missing_page(tmp_path: Path) -> None:
    files = {
        "content/policies/catalogue.md": "# 目录\n",
        "quizzes/banks/fire.yml": bank(true_false("a", "source: policies/catalog.md#x")),
    }
    assert faults(tmp_path, files, "missing-source-page") == [
        "quizzes/banks/fire.yml:8:11: 错误: 题目 fire/a 的出处页面 policies/catalog.md 不存在；"
        "是不是 policies/catalogue.md？ [missing-source-page]"
    ]


def test_page_that_exists(tmp_path: Path) -> None:
    files = {
        "content/policies/catalogue.md": "# 目录\n",
        "quizzes/banks/fire.yml": bank(true_false("a", "source: policies/catalogue.md")),
    }
    assert faults(tmp_path, files, "missing-source-page") == []


def test_unreadable_page_is_not_missing(tmp_path: Path) -> None:
    files = {"quizzes/banks/fire.yml": bank(true_false("a", "source: a.md"))}
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_bytes("目录".encode("gbk"))
    assert faults(tmp_path, files, "missing-source-page") == []
