from __future__ import annotations

from pathlib import Path

from site_folder import bank, faults, true_false

COURSE = "---\nkind: course\ncourse:\n  id: c\n  steps:\n    - {}\n---\n# 页\n"
CASE = """\
- id: ward
  type: case
  stem: 病房起火。
  topics: [转诊]
  items:
    - {id: x, type: true-false, stem: 先报警。, key: true}
    - {id: y, type: true-false, stem: 开窗。, key: false}
"""
BANK = bank(
    true_false("a", "topics: [转诊]"),
    true_false("b", "topics: [转诊]", "status: draft"),
    true_false("d", "topics: [转诊]", "valid_until: 2026-01-01"),
    true_false("e", "topics: [转诊]"),
    CASE,
)


def site(step: str, **more: str) -> dict[str, str]:
    return {"quizzes/banks/fire.yml": BANK, "content/c.md": COURSE.format(step), **more}


def test_too_few(tmp_path: Path) -> None:
    files = site("{practise: 转诊, count: 5}")
    assert faults(tmp_path, files, "practise-too-few") == [
        "content/c.md:6:18: 错误: 要在主题 转诊 答对 5 题，能练的只有 4 题；"
        "请减少 count 或补充题目 [practise-too-few]"
    ]


def test_a_withheld_item_cannot_be_practised(tmp_path: Path) -> None:
    exam = {"quizzes/assessments/final.yml": "title: 考\nkey: withheld\ndraw: [fire/ward]\n"}
    files = site("{practise: 转诊, count: 4}", **exam)
    assert faults(tmp_path, files, "practise-too-few") == [
        "content/c.md:6:18: 错误: 要在主题 转诊 答对 4 题，能练的只有 2 题；"
        "请减少 count 或补充题目 [practise-too-few]"
    ]


def test_no_such_topic(tmp_path: Path) -> None:
    assert faults(tmp_path, site("{practise: 转珍, count: 1}"), "practise-too-few") == [
        "content/c.md:6:18: 错误: 没有主题是 转珍 的题可以练习；请核对题目的 topics: "
        "[practise-too-few]"
    ]


def test_enough(tmp_path: Path) -> None:
    assert faults(tmp_path, site("{practise: 转诊, count: 4}"), "practise-too-few") == []


def test_a_bank_that_cannot_be_read_may_hold_more(tmp_path: Path) -> None:
    files = site("{practise: 转诊, count: 40}", **{"quizzes/banks/more.yml": "{"})
    assert faults(tmp_path, files, "practise-too-few") == []
