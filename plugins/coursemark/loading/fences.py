"""The text inside a quiz fence."""

from __future__ import annotations

import re
from collections.abc import Iterable

from coursemark.loading.source import excerpt
from coursemark.model import Fence
from coursemark.problems import Place, Problem

_NAMED = re.compile(r"^(assessment|survey)\s*[:：]\s*(.*)$")
_KINDS = {"assessment": "测评", "survey": "问卷"}
_ITEM = re.compile(r"^[-*]?\s*([^\s/,，、;；]+(?:/[^\s/,，、;；]+){1,2})$")


def read_fence(lines: Iterable[tuple[str, Place]], place: Place) -> tuple[Fence, list[Problem]]:
    """What the fence shows; each line comes with the place of its first character.

    A line that starts with `#` is a comment.
    """
    items: dict[str, Place] = {}
    named: dict[str, tuple[str, Place]] = {}
    problems: list[Problem] = []

    def error(at: Place, rule: str, text: str) -> None:
        problems.append(Problem(at, rule, text))

    for line, start in lines:
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        at = Place(start.path, start.line, start.column + len(line) - len(line.lstrip()))
        word = _NAMED.match(text)
        item = _ITEM.match(text)
        if word and not word[2]:
            error(at, "bad-fence", f"{word[1]}: 后面没有{_KINDS[word[1]]}编号；请写上")
        elif word and "：" in text[: word.start(2)]:
            wide = f"{word[1]} 后面是中文冒号“：”；请改成英文冒号加空格“: ”"
            error(at, "full-width-colon", wide)
        elif word and word[1] in named:
            kind = _KINDS[word[1]]
            error(at, "bad-fence", f"一个 quiz 块只能放一个{kind}；请分成两个块")
        elif word:
            named[word[1]] = (word[2], Place(at.path, at.line, at.column + word.start(2)))
        elif not item:
            error(
                at,
                "bad-fence",
                f"quiz 块里看不懂 {excerpt(text)}；请写 题库/题目 或 assessment: 测评编号",
            )
        elif item[1] in items:
            error(at, "bad-fence", f"题目 {item[1]} 在这个 quiz 块里写了两次；请删去一个")
        else:
            items[item[1]] = Place(at.path, at.line, at.column + item.start(1))
    kinds = [_KINDS[kind] for kind in named] + ["题目"] * bool(items)
    if len(kinds) > 1:
        last = max(at for _, at in named.values())
        mixed = f"{'、'.join(kinds[:-1])}和{kinds[-1]}不能放在同一个 quiz 块；请分成两个块"
        error(last, "bad-fence", mixed)
    if not kinds and not problems:
        error(place, "empty-fence", "quiz 块是空的；请写 题库/题目 或 assessment: 测评编号")
    fence = Fence(tuple(items.items()), named.get("assessment"), named.get("survey"), place)
    return fence, problems
