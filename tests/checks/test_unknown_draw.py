from __future__ import annotations

from pathlib import Path

from site_folder import bank, faults, true_false


def test_unknown_item_and_bank(tmp_path: Path) -> None:
    files = {
        "quizzes/banks/fire.yml": bank(true_false("exit")),
        "quizzes/assessments/t.yml": (
            "title: 测\ndraw:\n  - fire/exti\n  - {bank: fier, count: 1}\n  - exit\n"
        ),
    }
    assert faults(tmp_path, files, "unknown-draw") == [
        "quizzes/assessments/t.yml:3:5: 错误: 抽题：找不到题目 fire/exti；"
        "是不是 fire/exit？ [unknown-draw]",
        "quizzes/assessments/t.yml:4:5: 错误: 抽题：找不到题库 fier；是不是 fire？ [unknown-draw]",
        "quizzes/assessments/t.yml:5:5: 错误: 抽题：找不到题目 exit；"
        "是不是 fire/exit？ [unknown-draw]",
    ]


def test_a_whole_bank(tmp_path: Path) -> None:
    files = {
        "quizzes/banks/fire.yml": bank(true_false("exit")),
        "quizzes/assessments/t.yml": "title: 测\ndraw: [fire]\n",
    }
    assert faults(tmp_path, files, "unknown-draw") == [
        "quizzes/assessments/t.yml:2:8: 错误: 抽题：找不到题目 fire；"
        "要从整个题库抽题请写 {bank: fire, count: 题数} [unknown-draw]"
    ]


def test_known(tmp_path: Path) -> None:
    files = {
        "quizzes/banks/fire.yml": bank(true_false("exit")),
        "quizzes/assessments/t.yml": "title: 测\ndraw: [fire/exit, {bank: fire}]\n",
    }
    assert faults(tmp_path, files, "unknown-draw") == []


def test_one_of_several_banks(tmp_path: Path) -> None:
    files = {
        "quizzes/banks/fire.yml": bank(true_false("exit")),
        "quizzes/assessments/t.yml": "title: 测\ndraw: [{bank: [fire, fier], count: 1}]\n",
    }
    assert faults(tmp_path, files, "unknown-draw") == [
        "quizzes/assessments/t.yml:2:8: 错误: 抽题：找不到题库 fier；是不是 fire？ [unknown-draw]"
    ]
