from __future__ import annotations

from pathlib import Path

from site_folder import bank, faults, true_false

ASSESSMENT = "title: 测\ndraw: [fire/a]\n"


def test_unknown_assessment(tmp_path: Path) -> None:
    files = {
        "content/fire.md": "# 页\n\n```quiz\nassessment: fire-basics\n```\n",
        "quizzes/banks/fire.yml": bank(true_false("a")),
        "quizzes/assessments/fire-basic.yml": ASSESSMENT,
    }
    assert faults(tmp_path, files, "unknown-assessment") == [
        "content/fire.md:4:13: 错误: 找不到测评 fire-basics；"
        "是不是 fire-basic？ [unknown-assessment]"
    ]


def test_known_or_unreadable_assessment(tmp_path: Path) -> None:
    files = {
        "content/fire.md": (
            "# 页\n\n```quiz\nassessment: fire-basic\n```\n\n~~~quiz\nassessment: bad\n~~~\n"
        ),
        "quizzes/banks/fire.yml": bank(true_false("a")),
        "quizzes/assessments/fire-basic.yml": ASSESSMENT,
        "quizzes/assessments/bad.yml": 'title: "\n',
    }
    assert faults(tmp_path, files, "unknown-assessment") == []
