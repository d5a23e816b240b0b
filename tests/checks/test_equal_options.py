from __future__ import annotations

from pathlib import Path

import pytest
from site_folder import bank, faults

ITEM = "- {{id: a, type: single, stem: 问, key: A, options: {{A: {}, B: 入院当日, C: {}}}}}\n"


@pytest.mark.parametrize(
    ("first", "second"),
    [("出院当日", "出院当日 "), ("10 日", "１０日"), ("CT", "ct"), ("“出院”", "“出院”")],
)
def test_equal_as_read(tmp_path: Path, first: str, second: str) -> None:
    files = {"quizzes/banks/fire.yml": bank(ITEM.format(first, second))}
    assert faults(tmp_path, files, "equal-options") == [
        "quizzes/banks/fire.yml:3:51: 错误: 题目 fire/a 的选项 A 和 C 文字相同；"
        "请改写其中一个 [equal-options]"
    ]


@pytest.mark.parametrize(("first", "second"), [("出院当日", "次日"), ("1.5", "15"), ("+5", "5")])
def test_different(tmp_path: Path, first: str, second: str) -> None:
    files = {"quizzes/banks/fire.yml": bank(ITEM.format(first, second))}
    assert faults(tmp_path, files, "equal-options") == []
