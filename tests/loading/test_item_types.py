from __future__ import annotations

from pathlib import Path
from textwrap import indent

import pytest

from coursemark.loading.banks import read_bank
from coursemark.model import Item

PATH = "quizzes/banks/fire.yml"


def read(fields: str) -> tuple[Item | None, list[str]]:
    text = "title: 消防\nitems:\n  - id: a\n" + indent(fields, "    ") + "\n"
    bank, problems = read_bank(text, "fire", PATH)
    assert bank is not None
    assert len(bank.items) + len(bank.faulty) == 1
    lines = [str(p).removeprefix(f"{PATH}:") for p in problems]
    return (bank.items[0] if bank.items else None), lines


SOUND = {
    "single": (
        "type: single\nstem: 问\noptions: {A: 甲, B: 乙}\nkey: Ｂ",
        {"type": "single", "options": ["A", "B"], "key": "B"},
    ),
    "single with listed options": (
        "type: single\nstem: 问\noptions: [甲, 乙, 丙]\nkey: C",
        {"type": "single", "options": ["A", "B", "C"], "key": "C"},
    ),
    "multiple": (
        "type: multiple\nstem: 问\noptions: {A: 甲, B: 乙, C: 丙}\nkey: [C, A]\nscoring: partial",
        {"type": "multiple", "scoring": "partial", "options": ["A", "B", "C"], "key": ["A", "C"]},
    ),
    "multiple as one word": (
        "type: multiple\nstem: 问\noptions: {A: 甲, B: 乙, C: 丙}\nkey: CA",
        {"type": "multiple", "options": ["A", "B", "C"], "key": ["A", "C"]},
    ),
    "multiple with long letters": (
        "type: multiple\nstem: 问\noptions: {A1: 甲, A2: 乙, B1: 丙}\nkey: A1，B1",
        {"type": "multiple", "options": ["A1", "A2", "B1"], "key": ["A1", "B1"]},
    ),
    "multiple in other marks": (
        "type: multiple\nstem: 问\noptions: {A: 甲, B: 乙, C: 丙}\nkey: （Ａ、C）",
        {"type": "multiple", "options": ["A", "B", "C"], "key": ["A", "C"]},
    ),
    "multiple as one entry": (
        "type: multiple\nstem: 问\noptions: {A: 甲, B: 乙, C: 丙}\nkey: ['A，C']",
        {"type": "multiple", "options": ["A", "B", "C"], "key": ["A", "C"]},
    ),
    "true-false": ("type: true-false\nstem: 问\nkey: 错误", {"type": "true-false", "key": False}),
    "ordering": (
        "type: ordering\nstem: 问\noptions: {A: 甲, B: 乙, C: 丙}\nkey: [B, A, C]",
        {"type": "ordering", "options": ["A", "B", "C"], "key": ["B", "A", "C"]},
    ),
    "matching": (
        "type: matching\nstem: 问\npairs: [[左, 甲], [右, 乙], [中, 甲]]\ndistractors: [丙]",
        {
            "type": "matching",
            "sources": ["1", "2", "3"],
            "targets": ["a", "b", "c"],
            "key": [["1", "a"], ["2", "b"], ["3", "a"]],
        },
    ),
    "numeric": (
        "type: numeric\nstem: 问\nkey: 1,024.50\ntolerance: ５％\nunit: 小时",
        {
            "type": "numeric",
            "key": {"value": "1024.50"},
            "tolerance": {"percent": "5"},
            "unit": "小时",
        },
    ),
    "numeric range": (
        "type: numeric\nstem: 问\nkey: [-1, 010]",
        {"type": "numeric", "key": {"min": "-1", "max": "10"}},
    ),
    "fill-in": (
        "type: fill-in\nstem: 打____，再____。\nkey: [[119, 一一九], 清场]",
        {"type": "fill-in", "key": [["119", "一一九"], ["清场"]]},
    ),
    "fill-in of one blank": (
        "type: fill-in\nstem: 打______。\nkey: [119, 一一九]",
        {"type": "fill-in", "key": [["119", "一一九"]]},
    ),
}


@pytest.mark.parametrize("name", SOUND)
def test_canonical_form(name: str) -> None:
    fields, expected = SOUND[name]
    item, problems = read(fields)
    assert problems == []
    assert item is not None
    assert item.definition == {"id": "fire/a", "points": 100, "scoring": "exact", **expected}


OPTIONS = "stem: 问\noptions: {A: 甲, B: 乙, C: 丙}\n"
FAULTS = {
    "no key": (
        f"type: single\n{OPTIONS}",
        ["3:5: 错误: 题目 a 没有答案；请写 key: 加上正确选项的字母 [no-key]"],
    ),
    "empty key": (
        f"type: single\n{OPTIONS}key:",
        ["7:9: 错误: 题目 a 没有答案；请写 key: 加上正确选项的字母 [no-key]"],
    ),
    "not an option": (
        f"type: multiple\n{OPTIONS}key: [A, D]",
        ["7:14: 错误: 题目 a 的答案 D 不在选项 A、B、C 之中；请改成其中的字母 [key-not-an-option]"],
    ),
    "two keys of a single": (
        f"type: single\n{OPTIONS}key: AC",
        [
            "7:10: 错误: 题目 a 是单选题，答案却有 2 个；"
            "请只留一个，或把 type 改成 multiple [bad-key]"
        ],
    ),
    "repeated": (
        f"type: multiple\n{OPTIONS}key: [A, A]",
        ["7:14: 错误: 题目 a 的答案里 A 写了两次；请删去一个 [bad-key]"],
    ),
    "all correct": (
        f"type: multiple\n{OPTIONS}key: ABC",
        ["7:10: 警告: 题目 a 的选项全都正确，考不出区别；请加一个错误选项 [all-correct]"],
    ),
    "none correct": (
        f"type: multiple\n{OPTIONS}key: []",
        ["7:10: 错误: 题目 a 没有答案；请写 key: 加上正确选项的字母 [no-key]"],
    ),
    "duplicate letter": (
        "type: single\nstem: 问\nkey: B\noptions: {A: 甲, B: 乙, Ｂ: 丙}",
        ["7:27: 错误: 题目 a 有两个选项 B；请给每个选项不同的字母 [duplicate-key]"],
    ),
    "bad letter": (
        "type: single\nstem: 问\nkey: A\noptions: {A: 甲, B: 乙, 丙: 丁}",
        ["7:27: 错误: 题目 a 的选项编号 丙 不能用；请用 A、B、C 这样的字母 [bad-option-letter]"],
    ),
    "full-width colons in options": (
        "type: single\nstem: 问\noptions:\n  A：甲\n  B：乙\nkey: A",
        ["7:8: 错误: A 后面是中文冒号“：”；请改成英文冒号加空格“: ” [full-width-colon]"],
    ),
    "feedback on no option": (
        f"type: single\n{OPTIONS}key: A\noption_feedback: {{D: 因}}",
        [
            "8:23: 错误: 题目 a 的 option_feedback 提到了不存在的选项 D；"
            "请改成已有的字母 [unknown-option]"
        ],
    ),
    "true-false": (
        "type: true-false\nstem: 问\nkey: A",
        ["6:10: 错误: 题目 a 是判断题，答案不能是 A；请写 true（对）或 false（错） [bad-key]"],
    ),
    "ordering not a permutation": (
        f"type: ordering\n{OPTIONS}key: [C, A]",
        ["7:10: 错误: 题目 a 的排序答案缺少 B；请把每个选项都排进去 [bad-key]"],
    ),
    "malformed pairs": (
        "type: matching\nstem: 问\npairs: [[甲, 1], [甲, 2], [乙], 丙]",
        [
            "6:21: 错误: 题目 a 的左边 甲 出现了两次；请合并或改写 [bad-key]",
            "6:29: 错误: 题目 a 的每一对应是 [左, 右] 两段文字；请改正 [bad-key]",
            "6:34: 错误: 题目 a 的每一对应是 [左, 右] 两段文字；请改正 [bad-key]",
        ],
    ),
    "distractor that is right": (
        "type: matching\nstem: 问\npairs: [[甲, 1], [乙, 2]]\ndistractors: [2]",
        ["7:19: 错误: 题目 a 的干扰项 2 与另一个右边的文字相同；请改写或删去 [equal-options]"],
    ),
    "not a number": (
        "type: numeric\nstem: 问\nkey: 24小时",
        ["6:10: 错误: 题目 a 的答案 24小时 不是数；请只写数字，单位写在 unit: 里 [bad-key]"],
    ),
    "reversed range": (
        "type: numeric\nstem: 问\nkey: [20, 9.5]",
        ["6:10: 错误: 题目 a 的范围写反了；请写成 [9.5, 20] [bad-key]"],
    ),
    "bad tolerance": (
        "type: numeric\nstem: 问\nkey: 20\ntolerance: -1",
        ["7:16: 错误: 题目 a 的允许误差 -1 不对；请写成 0.5 或 5% [bad-tolerance]"],
    ),
    "blank count": (
        "type: fill-in\nstem: 打____，再____。\nkey: [[119, 一一九]]",
        ["6:10: 错误: 题目 a 的题干有 2 个空（____），答案却有 1 组；请让两者一致 [blank-count]"],
    ),
    "empty accepted text": (
        "type: fill-in\nstem: 打____。\nkey: [['']]",
        ["6:12: 错误: 题目 a 的答案里有空文字；请写上内容或删去 [bad-key]"],
    ),
    "case without items": (
        "type: case\nstem: 故事\nitems: []",
        ["6:12: 错误: 题目 a 是案例题，却没有小题；请在 items: 下写小题 [no-items]"],
    ),
    "nested case": (
        "type: case\nstem: 故事\nitems:\n  - id: x\n    type: case\n    stem: 又",
        ["7:9: 错误: 题目 a 的小题 x 又是案例题；请拆成单独的题目 [nested-case]"],
    ),
    "essay": (
        "type: essay\nstem: 写\nrubric: 看着给",
        ["4:11: 错误: 类型 essay 本版本尚未支持；请改用其他题型 [unsupported-type]"],
    ),
    "unknown type": (
        "type: singel\nstem: 写",
        ["4:11: 错误: 题目 a 的题型 singel 不存在；是不是 single？ [unknown-type]"],
    ),
    "field of another type": (
        "type: true-false\nstem: 问\nkey: 对\npairs: []",
        ["7:5: 错误: 题目 a 不用 pairs；那是 matching 题的字段 [unknown-field]"],
    ),
    "unknown field": (
        "type: true-false\nsetm: 问\n答案: 对",
        [
            "5:5: 错误: 题目 a 没有 setm 这个字段；是不是 stem？ [unknown-field]",
            "6:5: 错误: 题目 a 没有 答案 这个字段；是不是 key？ [unknown-field]",
        ],
    ),
    "options without indentation": (
        "type: single\nstem: 问\noptions:\nA: 甲\nkey: A",
        [
            "7:5: 错误: 题目 a 没有 A 这个字段；"
            "选项请写在 options: 下面，并多缩进两格 [unknown-field]",
            "6:13: 错误: 题目 a 的 options 是空的；请在下面每行写一个 A: …，"
            "比 options 多缩进两格 [empty-field]",
        ],
    ),
    "full-width colons in option brackets": (
        "type: single\nstem: 问\noptions: {A：甲, B：乙}\nkey: A",
        [
            "6:16: 错误: A 后面是中文冒号“：”；请改成英文冒号加空格“: ” [full-width-colon]",
            "6:21: 错误: B 后面是中文冒号“：”；请改成英文冒号加空格“: ” [full-width-colon]",
        ],
    ),
    "options twice": (
        "type: single\nstem: 问\noptions: {A: 甲, A: 乙}\nkey: A",
        ["6:21: 错误: A 在第 6 行已写过；请删去其中一个 [duplicate-key]"],
    ),
    "another case": (
        "type: multiple\nstem: 问\noptions: {A: 甲, B: 乙, C: 丙}\nkey: aC",
        ["7:10: 错误: 题目 a 的答案 a 不在选项 A、B、C 之中；是不是 A？ [key-not-an-option]"],
    ),
    "a type in Chinese": (
        "type: 多选题\nstem: 问\noptions: {A: 甲, B: 乙, C: 丙}\nkey: AC",
        ["4:11: 错误: 题目 a 的题型 多选题 不存在；是不是 multiple？ [unknown-type]"],
    ),
    "values": (
        "type: true-false\nstem: 问\nkey: 对\npoints: 0.125\ndifficulty: 6\n"
        "valid_until: 2026-02-30\n"
        "scoring: parital\nroles: {a: b}",
        [
            "7:13: 错误: points 的值 0.125 不对；请写大于 0、最多两位小数的数 [bad-number]",
            "8:17: 错误: difficulty 的值 6 不对；请写 1 到 5 的整数 [bad-number]",
            "9:18: 错误: valid_until：没有 2026-02-30 这一天；请改成真实的日期 [bad-date]",
            "10:14: 错误: scoring 没有 parital 这个取值；是不是 partial？ [bad-choice]",
            "11:12: 错误: roles 应是列表，这里是键值表；请改正 [wrong-type]",
        ],
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_faults(name: str) -> None:
    fields, expected = FAULTS[name]
    item, problems = read(fields)
    assert problems == expected
    assert (item is None) == any("错误: " in line for line in problems)


def test_a_case_gives_its_metadata_to_its_parts() -> None:
    item, problems = read(
        "type: case\nstem: 故事\nsource: a.md\nroles: [护士]\nitems:\n"
        "  - {id: x, type: true-false, stem: 问, key: 对}\n"
        "  - {type: numeric, stem: 数, key: 3, points: 2.5, roles: 医师}"
    )
    assert problems == [
        "10:9: 警告: 题目 a 的第 2 小题没有 id，暂用序号 2；"
        "请写 id:，否则插入小题后旧作答会对不上 [no-part-id]"
    ]
    assert item is not None
    assert [(p.id, p.source, p.roles, p.points) for p in item.parts] == [
        ("fire/a/x", "a.md", ("护士",), 100),
        ("fire/a/2", "a.md", ("医师",), 250),
    ]
    assert item.max == 350


@pytest.mark.parametrize(
    ("points", "shares", "faults"),
    [
        ("4", [100, 300], []),
        (
            "3.5",
            [],
            [
                "6:13: 错误: 题目 a 的总分与 2 个小题的分值对不上；"
                "请改总分，或给每个小题写 points: [case-points]"
            ],
        ),
    ],
)
def test_points_of_a_case_are_its_total(points: str, shares: list[int], faults: list[str]) -> None:
    own = ", points: 3" if shares else ", points: 4"
    item, problems = read(
        f"type: case\nstem: 故事\npoints: {points}\nitems:\n"
        "  - {id: x, type: true-false, stem: 问, key: 对}\n"
        f"  - {{id: y, type: true-false, stem: 问, key: 对{own}}}"
    )
    assert problems == faults
    assert [part.points for part in item.parts] == shares if item else not shares


def test_bank_metadata_serves_every_item(tmp_path: Path) -> None:
    text = (
        "title: 消防\nregion: 广西\nstatus: regional\npoints: 2\nitems:\n"
        "  - {id: a, type: true-false, stem: 问, key: 对}\n"
        "  - {id: b, type: true-false, stem: 问, key: 对, status: current, region: 全国,"
        " points: 1}\n"
    )
    bank, problems = read_bank(text, "fire", PATH)
    assert problems == []
    assert bank is not None
    assert [(i.region, i.status, i.points) for i in bank.items] == [
        ("广西", "regional", 200),
        ("全国", "current", 100),
    ]
