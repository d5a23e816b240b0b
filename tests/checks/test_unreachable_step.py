from __future__ import annotations

from pathlib import Path

from site_folder import bank, faults, true_false

COURSE = """
---
kind: course
course:
  id: start
  steps:
    - read: policies/{}
    - accept: policies/catalogue.md
    - pass: {}
---
"""


def site(page: str, assessment: str) -> dict[str, str]:
    return {
        "content/courses/start.md": COURSE.format(page, assessment),
        "content/policies/catalogue.md": "# 目录\n",
        "quizzes/banks/fire.yml": bank(true_false("a")),
        "quizzes/assessments/fire-basic.yml": "title: 测\ndraw: [fire/a]\n",
    }


def test_missing_page_and_assessment(tmp_path: Path) -> None:
    assert faults(tmp_path, site("catalog.md", "fire-basics"), "unreachable-step") == [
        "content/courses/start.md:6:13: 错误: 学习步骤的页面 policies/catalog.md 不存在；"
        "是不是 policies/catalogue.md？ [unreachable-step]",
        "content/courses/start.md:8:13: 错误: 学习步骤的测评 fire-basics 不存在；"
        "是不是 fire-basic？ [unreachable-step]",
    ]


def test_reachable(tmp_path: Path) -> None:
    assert faults(tmp_path, site("catalogue.md", "fire-basic"), "unreachable-step") == []


def test_a_passage_of_a_page(tmp_path: Path) -> None:
    assert faults(tmp_path, site("catalogue.md#b", "fire-basic"), "unreachable-step") == []
