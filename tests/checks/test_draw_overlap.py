from __future__ import annotations

from pathlib import Path

import pytest
from site_folder import bank, faults, true_false

# 5 items: 3 on referrals, of which 1 is hard.
BANK = bank(
    true_false("a", "topics: [转诊]", "difficulty: 5"),
    true_false("b", "topics: [转诊]"),
    true_false("c", "topics: [转诊]"),
    true_false("d"),
    true_false("e"),
)
TAIL = "这条规则与前面的抽题共用题目，合起来不够抽；请减少题数、补充题目或调整条件 [draw-overlap]"


@pytest.mark.parametrize(
    "draw",
    [
        ["{bank: fire, count: 4}", "{bank: fire, topics: 转诊, count: 2}"],
        ["fire/a", "{bank: fire, difficulty: 5, count: 1}"],
        ["{bank: fire, topics: 转诊, count: 3}", "fire/b"],
        ["{count: 6}", "{bank: [more, fire], topics: 转诊, count: 3}"],
    ],
)
def test_competing(tmp_path: Path, draw: list[str]) -> None:
    lines = "".join(f"  - {entry}\n" for entry in draw)
    files = {
        "quizzes/banks/fire.yml": BANK,
        "quizzes/banks/more.yml": bank(true_false("f"), true_false("g"), true_false("h")),
        "quizzes/assessments/t.yml": f"title: 测\ndraw:\n{lines}",
    }
    assert faults(tmp_path, files, "draw-overlap") == [
        f"quizzes/assessments/t.yml:4:5: 错误: {TAIL}"
    ]


@pytest.mark.parametrize(
    "draw",
    [
        # The first draw must leave room for the later, narrower ones.
        ["{bank: fire, count: 2}", "{bank: fire, topics: 转诊, count: 3}"],
        ["{bank: fire, topics: 转诊, count: 2}", "fire/a", "{bank: fire, count: 2}"],
        ["{bank: fire}", "{bank: fire, count: 5}"],
        ["{count: 5}", "{bank: [more, fire], topics: 转诊, count: 3}"],
    ],
)
def test_satisfiable(tmp_path: Path, draw: list[str]) -> None:
    lines = "".join(f"  - {entry}\n" for entry in draw)
    files = {
        "quizzes/banks/fire.yml": BANK,
        "quizzes/banks/more.yml": bank(true_false("f"), true_false("g"), true_false("h")),
        "quizzes/assessments/t.yml": f"title: 测\ndraw:\n{lines}",
    }
    assert faults(tmp_path, files, "draw-overlap") == []


def test_an_item_named_twice(tmp_path: Path) -> None:
    files = {
        "quizzes/banks/fire.yml": BANK,
        "quizzes/assessments/t.yml": "title: 测\ndraw:\n  - fire/a\n  - fire/a\n",
    }
    assert faults(tmp_path, files, "draw-overlap") == [
        "quizzes/assessments/t.yml:4:5: 错误: 抽题：题目 fire/a 列了两次；请删去一条 [draw-overlap]"
    ]


def test_sections_share_what_there_is(tmp_path: Path) -> None:
    text = """
        title: 测
        sections:
          - {title: 一, draw: [{bank: fire, count: 4}]}
          - {title: 二, draw: [{bank: fire, topics: 转诊, count: 2}]}
    """
    files = {"quizzes/banks/fire.yml": BANK, "quizzes/assessments/t.yml": text}
    assert faults(tmp_path, files, "draw-overlap") == [
        f"quizzes/assessments/t.yml:4:23: 错误: {TAIL}"
    ]
