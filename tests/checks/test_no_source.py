from __future__ import annotations

from pathlib import Path

from site_folder import bank, faults, true_false


def test_without_source(tmp_path: Path) -> None:
    files = {"quizzes/banks/fire.yml": bank(true_false("a"))}
    assert faults(tmp_path, files, "no-source") == [
        "quizzes/banks/fire.yml:3:3: 警告: 题目 fire/a 没有出处；"
        "请写 source: 加上讲它的页面，如 guides/triage.md#night [no-source]"
    ]


def test_with_source(tmp_path: Path) -> None:
    files = {"quizzes/banks/fire.yml": bank(true_false("a", "source: a.md"))}
    assert faults(tmp_path, files, "no-source") == []
