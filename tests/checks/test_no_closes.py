from __future__ import annotations

from pathlib import Path

from site_folder import bank, faults, true_false


def site(more: str) -> dict[str, str]:
    text = f"title: 考\nmode: exam\ndraw: [fire/a]\nreview: {{key: after-close}}\n{more}"
    return {
        "quizzes/banks/fire.yml": bank(true_false("a")),
        "quizzes/assessments/final.yml": text,
    }


def test_never_closes(tmp_path: Path) -> None:
    assert faults(tmp_path, site(""), "no-closes") == [
        "quizzes/assessments/final.yml:4:9: 错误: 测评 final 的 review 写了 after-close，"
        "却没有截止时间，永远不会显示；请写 closes: 2026-12-31 [no-closes]"
    ]


def test_closes(tmp_path: Path) -> None:
    assert faults(tmp_path, site("closes: 2026-12-31\n"), "no-closes") == []
