"""Sound YAML that is hardly what the author meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from site_folder import bank, faults, true_false

BANK = "quizzes/banks/fire.yml"


def found(root: Path, *lines: str) -> list[str]:
    """Problems of an item with these lines, without the path."""
    text = bank(true_false("a", "source: a.md", *lines))
    return [
        fault.removeprefix(f"{BANK}:")
        for fault in faults(root, {"content/a.md": "# 页\n", BANK: text})
    ]


LOST = "若是正文请把整段用引号括起来，若是注释请在 # 后空一格 [comment-in-text]"
JOINED = "会被当成一项；请改成英文逗号，确是一项请用引号括起来 [full-width-mark]"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("hint: 见第 #1 条", f"9:12: 警告: 从 #1 条 起被当成注释；{LOST}"),
        ("hint: #1 是什么", f"9:9: 警告: 从 #1 是什么 起被当成注释；{LOST}"),
        ("topics: [门诊，住院]", f"9:12: 警告: 方括号里的 门诊，住院 用了中文逗号，{JOINED}"),
        (
            "topics: 【门诊，住院】",
            "9:11: 警告: 【门诊，住院】 的括号是全角的，不会被当成列表；"
            "请改成英文的 [ ]，确是文字请用引号括起来 [full-width-mark]",
        ),
    ],
)
def test_a_slip(tmp_path: Path, line: str, expected: str) -> None:
    assert found(tmp_path, line) == [expected]


@pytest.mark.parametrize(
    "line",
    [
        "hint: 见第 1 条   # 正文之外",
        "hint: '见第 #1 条'",
        "hint: 见第#1条",
        "difficulty: 2 #容易",
        "topics: ['门诊，住院', 急诊]",
        "topics: [门诊, 住院]  # 甲，乙",
        "hint: 【注意】先关阀门",
        "hint: 先关阀门，后灭火",
    ],
)
def test_what_is_meant(tmp_path: Path, line: str) -> None:
    assert found(tmp_path, line) == []


def test_accepted_texts(tmp_path: Path) -> None:
    item = (
        "- {id: a, type: fill-in, stem: 拨____, key: [[119，一一九]], feedback: 因, source: a.md}\n"
    )
    files = {"content/a.md": "# 页\n", BANK: bank(item)}
    assert faults(tmp_path, files) == [
        f"{BANK}:3:46: 警告: 方括号里的 119，一一九 用了中文逗号，{JOINED}"
    ]


def test_front_matter_too(tmp_path: Path) -> None:
    page = "---\nroles: [医师，护士]\n---\n# 页\n"
    assert faults(tmp_path, {"content/a.md": page}) == [
        f"content/a.md:2:9: 警告: 方括号里的 医师，护士 用了中文逗号，{JOINED}"
    ]
