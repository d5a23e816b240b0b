from __future__ import annotations

from pathlib import Path

from site_folder import bank, faults, true_false

COURSE = "---\nkind: course\ncourse:\n  id: c\n  steps:\n    - pass: final\n---\n# 页\n"
FILES = {
    "content/c.md": COURSE,
    "quizzes/banks/fire.yml": bank(true_false("a")),
    "quizzes/assessments/final.yml": "title: 考\ndraw: [fire/a]\n",
}


def test_no_page_has_it(tmp_path: Path) -> None:
    assert faults(tmp_path, FILES, "unplaced-assessment") == [
        "content/c.md:6:13: 警告: 测评 final 没有放在任何页面，学员找不到；"
        "请在一个页面的 quiz 块里写 assessment: final [unplaced-assessment]"
    ]


def test_a_page_has_it(tmp_path: Path) -> None:
    files = FILES | {"content/c.md": COURSE + "\n```quiz\nassessment: final\n```\n"}
    assert faults(tmp_path, files, "unplaced-assessment") == []
