from __future__ import annotations

import pytest

from coursemark.loading.markdown_text import MarkdownText, scan
from coursemark.model import Fence
from coursemark.problems import Place


def read(text: str) -> MarkdownText:
    return scan(text, "a.md")


def shown(text: str) -> list[str]:
    """What the fences of a text show."""
    return [
        fence.assessment[0] if fence.assessment else " ".join(name for name, _ in fence.items)
        for fence in read(text).fences
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("```quiz\na/b\n\n# 注\na/c\n```\n", ["a/b a/c"]),
        ("~~~ quiz\na/b\n~~~\n", ["a/b"]),
        ("``` {.quiz #x}\na/b\n```\n", ["a/b"]),
        ("```quiz\nassessment: 结业\n```\n", ["结业"]),
        ("!!! note\n\n    ```quiz\n    a/b\n    ```\n\n```quiz\na/c\n```\n", ["a/b", "a/c"]),
        ("1.  一\n\n    ```quiz\n    a/b\n    ```\n", ["a/b"]),
        ("> ```quiz\n> a/b\n> ```\n", ["a/b"]),
        ("````md\n```quiz\na/b\n```\n````\n", []),
        ("~~~\n```quiz\na/b\n```\n~~~\n", []),
        ("<!--\n```quiz\na/b\n```\n-->\n", []),
        ("```quizzes\na/b\n```\n```quiz-x\na/b\n```\n```python\n# quiz\n```\n", []),
        ("文字 ```quiz\na/b\n```\n", []),
    ],
)
def test_quiz_fences(text: str, expected: list[str]) -> None:
    assert shown(text) == expected
    assert read(text).problems == ()


def test_places() -> None:
    text = "# 页\n\n!!! note\n\n    ```quiz\n      a/b\n    ```\n"
    assert read(text).fences == (
        Fence(items=(("a/b", Place("a.md", 6, 7)),), place=Place("a.md", 5, 5)),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "```quiz\n```\n",
            "1:1: 错误: quiz 块是空的；请写 题库/题目 或 assessment: 测评编号 [empty-fence]",
        ),
        (
            "``` Quiz\na/b\n```\n",
            "1:1: 错误: 代码块写成了 Quiz，题目不会显示；请改成 quiz [bad-fence]",
        ),
        (
            "```quiz\na/b，a/c\n```\n",
            "2:1: 错误: quiz 块里看不懂 a/b，a/c；"
            "请写 题库/题目 或 assessment: 测评编号 [bad-fence]",
        ),
        ("```quiz\na/b\n", "1:1: 错误: quiz 块没有结束；请在末尾另起一行写 ``` [unclosed-fence]"),
        (
            "~~~py\n文字\n\n```quiz\na/b\n```\n",
            "4:1: 错误: 第 1 行的代码块没有结束，这个 quiz 块不会显示；"
            "请先在它末尾补上结束行 [unclosed-fence]",
        ),
        (
            "```quiz\na/b\na/b\n```\n",
            "3:1: 错误: 题目 a/b 在这个 quiz 块里写了两次；请删去一个 [bad-fence]",
        ),
        (
            "```quiz\n看这里\n```\n",
            "2:1: 错误: quiz 块里看不懂 看这里；请写 题库/题目 或 assessment: 测评编号 [bad-fence]",
        ),
        (
            "```quiz\na/b\nassessment: c\n```\n",
            "3:13: 错误: 测评和题目不能放在同一个 quiz 块；请分成两个块 [bad-fence]",
        ),
        (
            "```quiz\nassessment：c\n```\n",
            "2:1: 错误: assessment 后面是中文冒号“：”；请改成英文冒号加空格“: ” [full-width-colon]",
        ),
        (
            "```quiz\nassessment:\n```\n",
            "2:1: 错误: assessment: 后面没有测评编号；请写上 [bad-fence]",
        ),
        (
            "```quiz\nassessment: a\nassessment: b\n```\n",
            "3:1: 错误: 一个 quiz 块只能放一个测评；请分成两个块 [bad-fence]",
        ),
    ],
)
def test_faults(text: str, expected: str) -> None:
    assert [str(p) for p in read(text).problems] == [f"a.md:{expected}"]


def test_links_to_pages() -> None:
    text = (
        "[甲](b.md) 和 [乙](../c.md#x) `[码](d.md)`\n"
        "[外](https://x/e.md) [图](f.png) ![图](g.md) <!-- [注](h.md) -->\n"
        "```\n[码](i.md)\n```\n"
    )
    assert read(text).links == (
        ("b.md", Place("a.md", 1, 5)),
        ("../c.md#x", Place("a.md", 1, 17)),
        ("g.md", Place("a.md", 2, 37)),
    )


@pytest.mark.parametrize(
    "text",
    [
        "```a\n" * 200_000,
        "    ```a\n" * 100_000 + "x\n    ```\n",
        "<!--" * 300_000,
        "`" * 500_000,
        "[](" * 300_000,
        "{" * 300_000 + "#",
        "# " + "[" * 200_000,
        "# " + "# " * 200_000 + "x",
        "#" * 300_000 + "{",
        "# " + "`" * 200_000 + "x",
        "{" + "#a " * 200_000,
        "<a " + "id " * 200_000,
        "甲" + " " * 300_000 + "{\n===",
    ],
    ids=[
        "open fences",
        "left fences",
        "comments",
        "ticks",
        "links",
        "braces",
        "brackets",
        "hashes",
        "only hashes",
        "ticks in a heading",
        "ids",
        "tag",
        "spaces",
    ],
)
def test_hostile_texts_take_no_time(text: str) -> None:
    read(text)
