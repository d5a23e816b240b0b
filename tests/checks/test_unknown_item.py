from __future__ import annotations

from pathlib import Path

from site_folder import bank, faults, true_false


def test_unknown_item(tmp_path: Path) -> None:
    files = {
        "content/a.md": "# 页\n\n```quiz\nfire/exit\nfire/exti\n```\n",
        "quizzes/banks/fire.yml": bank(true_false("exit")),
    }
    assert faults(tmp_path, files, "unknown-item") == [
        "content/a.md:5:1: 错误: 找不到题目 fire/exti；是不是 fire/exit？ [unknown-item]"
    ]


def test_an_example_in_a_longer_fence_is_no_quiz(tmp_path: Path) -> None:
    files = {"content/a.md": "# 页\n\n````\n```quiz\nfire/exit\n```\n````\n"}
    assert faults(tmp_path, files) == []


def test_a_faulty_item_or_bank_is_not_unknown(tmp_path: Path) -> None:
    files = {
        "content/a.md": "# 页\n\n```quiz\nfire/exit\nfire/hose\nsmoke/alarm\n```\n",
        "quizzes/banks/fire.yml": bank("- {id: exit, type: single}\n", '- id: hose\n  stem: "\n'),
        "quizzes/banks/smoke.yml": 'title: "\n',
    }
    assert faults(tmp_path, files, "unknown-item") == []


def test_a_part_of_a_case_does_not_stand_alone(tmp_path: Path) -> None:
    case = "- id: ward\n  type: case\n  stem: 病房起火。\n  feedback: 因为。\n  items:\n"
    case += "    - {id: first, type: true-false, stem: 先报警。, key: true, feedback: 因为。}\n"
    files = {
        "content/a.md": "# 页\n\n```quiz\nfire/ward/first\n```\n",
        "quizzes/banks/fire.yml": bank(case),
    }
    assert faults(tmp_path, files, "unknown-item") == [
        "content/a.md:4:1: 错误: fire/ward/first 是案例题的小题，不能单独出现；"
        "请写整道题 fire/ward [unknown-item]"
    ]
