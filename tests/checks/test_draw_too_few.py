from __future__ import annotations

from pathlib import Path

from site_folder import bank, faults, true_false

BANK = bank(
    true_false("a", "topics: [转诊]"),
    true_false("b", "status: draft"),
    true_false("c", "valid_until: 2026-11-21"),
    true_false("d", "valid_until: 2026-11-22"),
)


def test_more_than_usable(tmp_path: Path) -> None:
    files = {
        "quizzes/banks/fire.yml": BANK,
        "quizzes/assessments/t.yml": "title: 测\ndraw:\n  - {bank: fire, count: 3}\n",
    }
    assert faults(tmp_path, files, "draw-too-few") == [
        "quizzes/assessments/t.yml:3:5: 错误: 要从题库 fire 抽 3 题，符合条件且可用的只有 2 题；"
        "请放宽条件、减少题数或补充题目 [draw-too-few]"
    ]


def test_nothing_matches(tmp_path: Path) -> None:
    files = {
        "quizzes/banks/fire.yml": BANK,
        "quizzes/assessments/t.yml": "title: 测\ndraw:\n  - {bank: fire, topics: 急诊}\n",
    }
    assert faults(tmp_path, files, "draw-too-few") == [
        "quizzes/assessments/t.yml:3:5: 错误: 要从题库 fire 抽 1 题，符合条件且可用的只有 0 题；"
        "请放宽条件、减少题数或补充题目 [draw-too-few]"
    ]


def test_a_named_item_that_is_not_usable(tmp_path: Path) -> None:
    files = {
        "quizzes/banks/fire.yml": BANK,
        "quizzes/assessments/t.yml": "title: 测\ndraw:\n  - fire/b\n  - fire/c\n",
    }
    assert faults(tmp_path, files, "draw-too-few") == [
        "quizzes/assessments/t.yml:3:5: 错误: 抽题：题目 fire/b 是草稿，不能用；"
        "请换一题 [draw-too-few]",
        "quizzes/assessments/t.yml:4:5: 错误: 抽题：题目 fire/c 已于 2026-11-21 到期，不能用；"
        "请换一题 [draw-too-few]",
    ]


def test_enough(tmp_path: Path) -> None:
    files = {
        "quizzes/banks/fire.yml": BANK,
        "quizzes/assessments/t.yml": "title: 测\ndraw: [{bank: fire, count: 2}]\n",
    }
    assert faults(tmp_path, files, "draw-too-few") == []


def test_several_banks_and_all(tmp_path: Path) -> None:
    rules = "  - {bank: [fire, ward], count: 9}\n  - {topics: 转诊, count: 9}\n"
    files = {
        "quizzes/banks/fire.yml": BANK,
        "quizzes/banks/ward.yml": bank(true_false("a", "topics: [转诊]")),
        "quizzes/assessments/t.yml": f"title: 测\ndraw:\n{rules}",
    }
    remedy = "请放宽条件、减少题数或补充题目 [draw-too-few]"
    assert faults(tmp_path, files, "draw-too-few") == [
        "quizzes/assessments/t.yml:3:5: 错误: 要从题库 fire、ward 抽 9 题，"
        f"符合条件且可用的只有 3 题；{remedy}",
        "quizzes/assessments/t.yml:4:5: 错误: 要从全部题库抽 9 题，"
        f"符合条件且可用的只有 2 题；{remedy}",
    ]


def test_a_bank_that_cannot_be_read_may_hold_enough(tmp_path: Path) -> None:
    files = {
        "quizzes/banks/fire.yml": BANK,
        "quizzes/banks/ward.yml": "{",
        "quizzes/assessments/t.yml": "title: 测\ndraw: [{bank: [fire, ward], count: 9}]\n",
    }
    assert faults(tmp_path, files, "draw-too-few") == []
