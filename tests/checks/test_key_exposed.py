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
        "quizzes/assessments/final.yml:4:5: 错误: 测评 final 不公布答案，题目 fire/a 却在"
        "页面 a.md 连同答案公开；请换题，或从那里删去 [key-exposed]"
    ]


def test_drawn_by_a_published_assessment(tmp_path: Path) -> None:
    published = "title: 练\ndraw: [{bank: fire, count: 2}]\n"
    files = site("{bank: fire, count: 1}") | {"quizzes/assessments/train.yml": published}
    assert faults(tmp_path, files, "key-exposed") == [
        "quizzes/assessments/final.yml:4:5: 错误: 测评 final 不公布答案，题目 fire/a 等 2 题却在"
        "测评 train 连同答案公开；请换题，或从那里删去 [key-exposed]"
    ]


def test_only_withheld(tmp_path: Path) -> None:
    files = site("fire/a") | {"content/a.md": "# 页\n\n```quiz\nfire/b\n```\n"}
    assert faults(tmp_path, files, "key-exposed") == []
