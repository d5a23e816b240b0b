from __future__ import annotations

from pathlib import Path

from site_folder import bank, faults, true_false


def test_without_feedback(tmp_path: Path) -> None:
    files = {"quizzes/banks/fire.yml": bank("- {id: a, type: true-false, stem: 问, key: 对}\n")}
    assert faults(tmp_path, files, "no-feedback") == [
        "quizzes/banks/fire.yml:3:3: 警告: 题目 fire/a 没有解析；"
        "请写 feedback: 说明为什么 [no-feedback]"
    ]


def test_with_feedback(tmp_path: Path) -> None:
    files = {"quizzes/banks/fire.yml": bank(true_false("a"))}
    assert faults(tmp_path, files, "no-feedback") == []


def test_feedback_of_the_case_serves_its_parts(tmp_path: Path) -> None:
    case = (
        "- id: a\n  type: case\n  stem: 故事\n  feedback: 因为。\n"
        "  items: [{id: x, type: true-false, stem: 问, key: 对}]\n"
    )
    assert faults(tmp_path, {"quizzes/banks/fire.yml": bank(case)}, "no-feedback") == []
