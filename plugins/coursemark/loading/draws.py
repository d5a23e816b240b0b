"""The draws of an assessment or of one of its sections: items by id, and rules that choose."""

from __future__ import annotations

from yaml.nodes import Node, ScalarNode, SequenceNode

from coursemark.loading import values
from coursemark.loading.fields import DRAW
from coursemark.loading.item_types import TYPES
from coursemark.loading.schema import read_fields
from coursemark.loading.source import Source, excerpt, is_empty
from coursemark.model import Draw

MAX_DRAWS = 2_000


def read_draws(node: Node, source: Source) -> tuple[Draw, ...]:
    """Those that could be read, in order."""
    if not isinstance(node, SequenceNode) or not node.value:
        source.error(node, "no-draw", "draw 没有列出题目；请用“- ”列出题目编号或抽题规则")
        return ()
    if len(node.value) > MAX_DRAWS:
        source.error(node, "too-many-items", f"draw 超过 {MAX_DRAWS} 条；请改用抽题规则")
        return ()
    return tuple(draw for part in node.value if (draw := _draw(part, source)) is not None)


def _draw(node: Node, source: Source) -> Draw | None:
    place = source.place(node)
    if isinstance(node, ScalarNode) and "：" not in node.value:
        if is_empty(node):
            source.error(node, "wrong-type", "draw 里有一条是空的；请写题目编号或删去")
            return None
        return Draw(item=node.value.strip(), place=place)
    before = len(source.problems)
    entry = read_fields(node, DRAW, "抽题规则", source)
    if entry is None:
        return None
    read = dict(entry.values)
    if not read:
        if len(source.problems) == before:
            text = "抽题规则是空的；请写 bank: 题库 或 topics:、type: 等条件"
            source.error(node, "bad-draw", text)
        return None
    if "item" in read and set(read) - {"item", "points"}:
        extra = "、".join(name for name in read if name not in ("item", "points"))
        source.error(node, "bad-draw", f"已用 item: 指定题目，不能再写 {extra}；请删去")
        return None
    type_ = read.get("type")
    if type_ is not None and type_ not in TYPES:
        remedy = values.offer(type_, TYPES)
        source.error(
            entry.places["type"], "unknown-type", f"抽题规则的题型 {excerpt(type_)} 不存在{remedy}"
        )
        return None
    if len(source.problems) > before and "item" not in read and "bank" not in read:
        return None  # a rule over all banks because of a slip would draw what nobody meant
    banks = read.pop("bank", ())
    return Draw(banks=banks, place=place, **read)
