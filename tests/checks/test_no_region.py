from __future__ import annotations

from pathlib import Path

from site_folder import bank, faults, true_false


def test_regional_without_region(tmp_path: Path) -> None:
    files = {
        "content/a.md": "---\nstatus: historical\n---\n# 页\n",
        "quizzes/banks/fire.yml": bank(true_false("a", "status: regional")),
    }
    assert faults(tmp_path, files, "no-region") == [
        "content/a.md:2:9: 警告: 本页是历史规定，却没有写地区；请写 region: [no-region]",
        "quizzes/banks/fire.yml:8:11: 警告: 题目 fire/a 是地区规定，却没有写地区；"
        "请写 region: [no-region]",
    ]


def test_with_region(tmp_path: Path) -> None:
    files = {
        "content/a.md": "---\nstatus: historical\nregion: 广西\n---\n# 页\n",
        "quizzes/banks/fire.yml": bank(
            true_false("a", "status: regional"), fields="region: 广西\n"
        ),
    }
    assert faults(tmp_path, files, "no-region") == []
