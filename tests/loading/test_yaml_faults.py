"""Every fault of the YAML itself, by the line an author reads."""

from __future__ import annotations

from pathlib import Path

import pytest
from site_folder import faults

BANK = "quizzes/banks/fire.yml"
ITEM = "  - {id: z, type: true-false, stem: 问, key: 对, feedback: 因, source: a.md}\n"

CASES = {
    "duplicate key": (
        "title: 一\ntitle: 二\nitems:\n",
        ["2:1: 错误: title 在第 1 行已写过；请删去其中一个 [duplicate-key]"],
    ),
    "tab": (
        "title: 一\nitems:\n\t- id: a\n",
        ["3:1: 错误: 缩进用了制表符；请改成空格 [tab]"],
    ),
    "full-width colon after a known word": (
        "title： 一\nitems:\n",
        ["1:6: 错误: title 后面是中文冒号“：”；请改成英文冒号加空格“: ” [full-width-colon]"],
    ),
    "full-width colon after a Chinese word": (
        "title: 一\n题干：甲\nitems:\n",
        ["2:3: 错误: 题干 后面是中文冒号“：”；请改成英文冒号加空格“: ” [full-width-colon]"],
    ),
    "unclosed double quote": (
        'title: "一\nitems:\n',
        ["1:8: 错误: 引号没有闭合；请在这段文字末尾补上引号 [unclosed-quote]"],
    ),
    "unclosed single quote": (
        "title: '一\nitems:\n",
        ["1:8: 错误: 引号没有闭合；请在这段文字末尾补上引号 [unclosed-quote]"],
    ),
    "colon in text": (
        "title: 一: 二\nitems:\n",
        ["1:9: 错误: 这里多了一个“: ”，或上一行缩进不对；文字里有冒号时请用引号括起来 [bad-yaml]"],
    ),
    "no colon": (
        "title: 一\nroles\nitems:\n",
        ["2:1: 错误: 这一行缺少冒号；请写成“键: 值”，冒号后空一格 [bad-yaml]"],
    ),
    "at sign": (
        "title: @一\nitems:\n",
        ["1:8: 错误: 文字不能以 @ 、` 或 % 开头；请用引号括起来 [bad-yaml]"],
    ),
    "star": (
        "title: *一\nitems:\n",
        ["1:8: 错误: 文字不能以 & 、* 或 ! 开头；请用引号括起来 [bad-yaml]"],
    ),
    "text after quote": (
        'title: "一"二\nitems:\n',
        ["1:11: 错误: 缩进与上面不齐，或引号、括号后还有文字；请对齐，或用引号括起整段 [bad-yaml]"],
    ),
    "open bracket": (
        "title: 一\nroles: [护士\nitems:\n",
        ["2:8: 错误: 方括号没有闭合或缺少逗号；请补上“]”或半角“,” [bad-yaml]"],
    ),
    "open brace in an item": (
        "title: 一\nitems:\n  - id: a\n    options: {A: 甲\n    key: A\n",
        ["4:14: 错误: 花括号没有闭合或缺少逗号；请补上“}”或半角“,” [bad-yaml]"],
    ),
    "colon in brackets": (
        "title: 一\nroles: [护士, :]\nitems:\n",
        ["2:13: 错误: 括号里多了逗号，或文字带有冒号等符号；请把这段文字用引号括起来 [bad-yaml]"],
    ),
    "indentation": (
        "title: 一\n  region: 广西\nitems:\n",
        ["2:9: 错误: 这里多了一个“: ”，或上一行缩进不对；文字里有冒号时请用引号括起来 [bad-yaml]"],
    ),
    "second document": (
        "title: 一\n---\ntitle: 二\n",
        ["2:1: 错误: 一个文件只能有一份内容；请删去中间的“---” [bad-yaml]"],
    ),
    "control character": (
        "title: 一\x07\nitems:\n",
        ["1:9: 错误: 文件里有看不见的控制字符；请删去 [bad-yaml]"],
    ),
    "a list in place of a mapping": (
        "- 一\n",
        ["1:1: 错误: 题库应由“键: 值”组成，这里是列表；请改正 [wrong-type]"],
    ),
    "an alias of itself": (
        "title: &a [*a]\n",
        ["1:1: 错误: 锚点与别名（& 和 *）展开后过大或循环；请直接写出内容 [alias-bomb]"],
    ),
    "nesting": (
        f"title: {'[' * 60}\n",
        ["1:57: 错误: 嵌套超过 50 层；请减少层次 [too-deep]"],
    ),
    "several fields again, for want of a dash": (
        "title: 一\nitems:\n  - id: a\n    stem: 问\n    id: b\n    stem: 又问\n",
        [
            "3:5: 错误: 题目 a 没有 type；请写明题型（single、multiple、true-false、ordering、"
            "matching、numeric、fill-in、case） [missing-field]",
            "5:5: 错误: id 等 2 个键从第 3 行起已写过；若是新的一条，请在 id 前写“- ”，"
            "否则请删去 [duplicate-key]",
        ],
    ),
    "no space after a dash": (
        "title: 一\nitems:\n  - id: a\n  -id: b\n",
        ["4:3: 错误: “-”后面缺少空格；请写成“- 键: 值” [bad-yaml]"],
    ),
    "a full-width dash": (
        "title: 一\nitems:\n  － id: a\n    type: single\n",
        ["3:3: 错误: 列表的“-”写成了中文符号；请改成英文减号加空格“- ” [bad-yaml]"],
    ),
    "full-width brackets": (
        "title: 一\nitems:\n  - id: a\n    options: ｛A: 甲, B: 乙｝\n",
        ["4:14: 错误: 括号是全角的；请改成英文的 { } 或 [ ] [bad-yaml]"],
    ),
    "an ideographic space as indentation": (
        "title: 一\nitems:\n  - id: a\n　　stem: 问\n    type: single\n",
        ["4:1: 错误: 这里是全角空格；请改成半角空格 [wide-space]"],
    ),
    "an ideographic space before a key": (
        "title: 一\n　region: 广西\nitems:\n",
        ["2:1: 错误: 这里是全角空格；请改成半角空格 [wide-space]"],
    ),
    "a no-break space after a colon": (
        "title: 一\nregion:\xa0广西\nitems:\n",
        ["2:8: 错误: 这里是全角空格；请改成半角空格 [wide-space]"],
    ),
    "merging": (
        "title: 一\nitems:\n  - &a {id: a, type: true-false, stem: 问, key: 对, feedback: 因,"
        " source: a.md}\n  - {<<: *a, id: b}\n",
        ["4:6: 错误: 题目 b 没有 << 这个字段；合并写法不支持，请直接写出各字段 [unknown-field]"],
    ),
    "an escaped control character": (
        'title: "一\\e[31m"\nitems:\n',
        ["1:8: 错误: 文字里有看不见的控制字符；请删去 [bad-yaml]"],
    ),
    "items too deep to read": (
        f"title: 一\nitems:\n  {'- ' * 60}\n",
        ["3:101: 错误: 嵌套超过 50 层；请减少层次 [too-deep]"],
    ),
    "nothing": ("# 空\n", ["1:1: 错误: 题库文件是空的；请写 title: 和 items: [empty-file]"]),
}


@pytest.mark.parametrize("name", CASES)
def test_fault(tmp_path: Path, name: str) -> None:
    text, expected = CASES[name]
    whole = text + ITEM if text.endswith("items:\n") else text
    files = {"content/a.md": "# 页\n", BANK: whole}
    assert faults(tmp_path, files) == [f"{BANK}:{line}" for line in expected]


def test_a_bomb_of_aliases(tmp_path: Path) -> None:
    rows = ["a: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"b{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    assert faults(tmp_path, {BANK: "\n".join(rows)}) == [
        f"{BANK}:1:1: 错误: 锚点与别名（& 和 *）展开后过大或循环；请直接写出内容 [alias-bomb]"
    ]


@pytest.mark.parametrize(
    "text", ["a: " + "[" * 200_000, "- " * 100_000, "\n".join(" " * n + "a:" for n in range(2_000))]
)
def test_deep_nesting_does_not_reach_the_parser(tmp_path: Path, text: str) -> None:
    found = faults(tmp_path, {BANK: text})
    assert [line.rsplit(" ", 1)[1] for line in found] == ["[too-deep]"]


def test_a_chain_of_aliases(tmp_path: Path) -> None:
    rows = ["a: &a0 [x]", *(f"b{n}: &a{n} [*a{n - 1}]" for n in range(1, 3_000))]
    assert faults(tmp_path, {BANK: "\n".join(rows)}) == [
        f"{BANK}:1:1: 错误: 锚点与别名（& 和 *）展开后过大或循环；请直接写出内容 [alias-bomb]"
    ]


def test_a_harmless_alias_is_fine(tmp_path: Path) -> None:
    text = f"title: 一\nroles: &r [护士]\nitems:\n{ITEM.replace('}', ', roles: *r }')}"
    assert faults(tmp_path, {"content/a.md": "# 页\n", BANK: text}) == []


def test_line_separators_of_word_processors_are_spaces(tmp_path: Path) -> None:
    text = f"title: 一\u2028二\x85三\nregoin: 广西\nitems:\n{ITEM}"
    assert faults(tmp_path, {"content/a.md": "# 页\n", BANK: text}) == [
        f"{BANK}:2:1: 错误: 题库没有 regoin 这个字段；是不是 region？ [unknown-field]"
    ]


def test_faults_of_several_items_at_once(tmp_path: Path) -> None:
    text = (
        "title: 一\nitems:\n"
        '  - id: a\n    stem: "没闭合\n    key: A\n'
        "  - id: b\n    stem： 甲\n"
        f"{ITEM}"
        "  - id: c\n    type: true-false\n    stem: 问\n    key: 也许\n    feedback: 因\n"
        "    source: a.md\n"
    )
    files = {"content/a.md": "# 页\n\n```quiz\nfire/a\nfire/b\nfire/c\nfire/z\n```\n", BANK: text}
    assert faults(tmp_path, files) == [
        f"{BANK}:4:11: 错误: 引号没有闭合；请在这段文字末尾补上引号 [unclosed-quote]",
        f"{BANK}:7:9: 错误: stem 后面是中文冒号“：”；请改成英文冒号加空格“: ” [full-width-colon]",
        f"{BANK}:12:10: 错误: 题目 c 是判断题，答案不能是 也许；"
        "请写 true（对）或 false（错） [bad-key]",
    ]


def test_front_matter_faults_stand_on_their_true_line(tmp_path: Path) -> None:
    files = {"content/a.md": '---\ntitle: 一\nowner: "办\n---\n# 页\n'}
    assert faults(tmp_path, files) == [
        "content/a.md:3:8: 错误: 引号没有闭合；请在这段文字末尾补上引号 [unclosed-quote]"
    ]


def test_raw_text_is_never_guessed(tmp_path: Path) -> None:
    from coursemark.loading.banks import read_bank

    text = (
        "title: 010\nitems:\n  - id: 1e3\n    type: single\n    stem: yes\n"
        "    options: {1: 2026-01-01, 2: 0x1F, 3: null}\n    key: 1\n"
    )
    bank, problems = read_bank(text, "fire", BANK)
    assert problems == []
    assert bank is not None
    assert bank.title == "010"
    item = bank.items[0]
    assert (item.id, item.stem, item.key) == ("fire/1e3", "yes", "1")
    assert item.options == {"1": "2026-01-01", "2": "0x1F", "3": "null"}
