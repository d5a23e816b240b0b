from __future__ import annotations

from pathlib import Path

from site_folder import bank, faults, true_false


def test_two_items_of_a_bank(tmp_path: Path) -> None:
    files = {"quizzes/banks/fire.yml": bank(true_false("a"), true_false("b"), true_false("a"))}
    assert faults(tmp_path, files, "duplicate-id") == [
        "quizzes/banks/fire.yml:13:7: 错误: 题目编号 a 在第 3 行已用过；请换一个编号 [duplicate-id]"
    ]


def test_a_faulty_item_counts(tmp_path: Path) -> None:
    broken = "- id: a\n  type: single\n"
    files = {"quizzes/banks/fire.yml": bank(true_false("a"), broken)}
    assert faults(tmp_path, files, "duplicate-id") == [
        "quizzes/banks/fire.yml:8:7: 错误: 题目编号 a 在第 3 行已用过；请换一个编号 [duplicate-id]"
    ]


def test_one_id_in_two_banks_is_fine(tmp_path: Path) -> None:
    files = {
        "quizzes/banks/fire.yml": bank(true_false("a")),
        "quizzes/banks/smoke.yml": bank(true_false("a")),
    }
    assert faults(tmp_path, files, "duplicate-id") == []


def test_two_courses(tmp_path: Path) -> None:
    course = "---\nkind: course\ncourse:\n  id: start\n  steps:\n    - read: a.md\n---\n"
    files = {"content/a.md": course, "content/b.md": course}
    assert faults(tmp_path, files, "duplicate-id") == [
        "content/b.md:4:7: 错误: 课程编号 start 已由 a.md 使用；请换一个编号 [duplicate-id]"
    ]


def test_two_files_of_one_name(tmp_path: Path) -> None:
    files = {
        "quizzes/banks/fire.yml": bank(true_false("a")),
        "quizzes/banks/fire.yaml": bank(true_false("b")),
    }
    assert faults(tmp_path, files, "duplicate-id") == [
        "quizzes/banks/fire.yml:1:1: 错误: 题库 fire 已由 quizzes/banks/fire.yaml 定义；"
        "请给文件改名 [duplicate-id]"
    ]
