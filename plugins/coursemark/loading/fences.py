"""The text inside a quiz fence."""

from __future__ import annotations

import re
from collections.abc import Iterable

from coursemark.loading.source import excerpt
from coursemark.model import Fence
from coursemark.problems import Place, Problem

_ASSESSMENT = re.compile(r"^assessment\s*[:：]\s*(.*)$")
_ITEM = re.compile(r"^[-*]?\s*([^\s/,，、;；]+(?:/[^\s/,，、;；]+){1,2})$")


def read_fence(lines: Iterable[tuple[str, Place]], place: Place) -> tuple[Fence, list[Problem]]:
    """What the fence shows; each line comes with the place of its first character.

    A line that starts with `#` is a comment.
    """
    items: dict[str, Place] = {}
    assessment: tuple[str, Place] | None = None
    problems: list[Problem] = []

    def error(at: Place, rule: str, text: str) -> None:
        problems.append(Problem(at, rule, text))

    for line, start in lines:
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        at = Place(start.path, start.line, start.column + len(line) - len(line.lstrip()))
        named = _ASSESSMENT.match(text)
        item = _ITEM.match(text)
        if named and not named[1]:
            error(at, "bad-fence", "assessment: 后面没有测评编号；请写上")
        elif named and "：" in text.split(named[1])[0]:
            error(at, "full-width-colon", "assessment 后面是中文冒号“：”；请改成英文冒号加空格“: ”")
        elif named and assessment:
            error(at, "bad-fence", "一个 quiz 块只能放一个测评；请分成两个块")
        elif named:
            assessment = (named[1], Place(at.path, at.line, at.column + named.start(1)))
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
    if assessment and items:
        error(assessment[1], "bad-fence", "测评和题目不能放在同一个 quiz 块；请分成两个块")
    if not assessment and not items and not problems:
        error(place, "empty-fence", "quiz 块是空的；请写 题库/题目 或 assessment: 测评编号")
    return Fence(tuple(items.items()), assessment, place), problems
