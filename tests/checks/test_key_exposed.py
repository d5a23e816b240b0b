from __future__ import annotations

from pathlib import Path

from site_folder import bank, faults, true_false

WITHHELD = "title: 考\nkey: withheld\ndraw:\n  - {}\n"


def site(draw: str, **more: str) -> dict[str, str]:
    return {
        "quizzes/banks/fire.yml": bank(true_false("a"), true_false("b")),
        "quizzes/assessments/final.yml": WITHHELD.format(draw),
        **more,
    }


def test_shown_on_a_page(tmp_path: Path) -> None:
    files = site("fire/a") | {"content/a.md": "# 页\n\n```quiz\nfire/a\n```\n"}
    assert faults(tmp_path, files, "key-exposed") == [
        "quizzes/assessments/final.yml:4:5: 错误: 测评 final 不公布答案，题目 fire/a 却也用在"
        "页面 a.md；请换题，或从那里删去 [key-exposed]"
    ]


def test_drawn_by_a_published_assessment(tmp_path: Path) -> None:
    published = "title: 练\ndraw: [{bank: fire, count: 2}]\n"
    files = site("{bank: fire, count: 1}") | {"quizzes/assessments/train.yml": published}
    assert faults(tmp_path, files, "key-exposed") == [
        "quizzes/assessments/final.yml:4:5: 错误: 测评 final 不公布答案，题目 fire/a 等 2 题"
        "却也用在测评 train；请换题，或从那里删去 [key-exposed]"
    ]


def test_only_withheld(tmp_path: Path) -> None:
    files = site("fire/a") | {"content/a.md": "# 页\n\n```quiz\nfire/b\n```\n"}
    assert faults(tmp_path, files, "key-exposed") == []


def test_drawn_from_all_banks(tmp_path: Path) -> None:
    files = site("{type: true-false}") | {"content/a.md": "# 页\n\n```quiz\nfire/b\n```\n"}
    assert faults(tmp_path, files, "key-exposed") == [
        "quizzes/assessments/final.yml:4:5: 错误: 测评 final 不公布答案，题目 fire/b 却也用在"
        "页面 a.md；请换题，或从那里删去 [key-exposed]"
    ]


def test_a_case_of_which_a_page_names_a_part(tmp_path: Path) -> None:
    case = """\
- id: ward
  type: case
  stem: 病房起火。
  items:
    - {id: x, type: true-false, stem: 先报警。, key: true, feedback: 是}
"""
    files = site("fire/ward") | {
        "quizzes/banks/fire.yml": bank(case),
        "content/a.md": "# 页\n\n```quiz\nfire/ward/x\n```\n",
    }
    assert faults(tmp_path, files, "key-exposed") == [
        "quizzes/assessments/final.yml:4:5: 错误: 测评 final 不公布答案，题目 fire/ward 却也用在"
        "页面 a.md；请换题，或从那里删去 [key-exposed]"
    ]


def test_the_same_question_under_another_id(tmp_path: Path) -> None:
    options = "  type: single\n  stem: 火警电话是？\n  feedback: 记住\n  options: {}\n  key: {}\n"
    files = site("fire/a") | {
        "quizzes/banks/fire.yml": bank(
            "- id: a\n" + options.format("{A: '110', B: '119'}", "B"),
            "- id: b\n" + options.format("{A: '119', B: ' 110 '}", "A"),
            "- id: c\n" + options.format("{A: '119', B: '120'}", "A"),
        ),
        "content/a.md": "# 页\n\n```quiz\nfire/b\nfire/c\n```\n",
    }
    assert faults(tmp_path, files, "key-exposed") == [
        "quizzes/assessments/final.yml:4:5: 错误: 测评 final 不公布答案，题目 fire/a 却与公布答案的"
        " fire/b 问的一样；请改写其中一题 [key-exposed]"
    ]
