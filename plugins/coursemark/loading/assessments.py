"""An assessment from the text of its file."""

from __future__ import annotations

from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from coursemark.loading import values
from coursemark.loading.item_types import TYPES
from coursemark.loading.schema import ASSESSMENT, DRAW, REVIEW, SHUFFLE, Entry, read_fields
from coursemark.loading.source import Source, excerpt, is_empty, shape
from coursemark.loading.yaml_source import compose
from coursemark.model import Assessment, Draw, Review
from coursemark.problems import Place, Problem

MAX_DRAWS = 2_000


def read_assessment(text: str, id_: str, path: str) -> tuple[Assessment | None, list[Problem]]:
    """The assessment with what could be read of it, and all that is wrong with it."""
    source = Source(path)
    root = compose(text, source)
    if root is None:
        if not source.problems:
            source.error(Place(path), "empty-file", "测评文件是空的；请写 title: 和 draw:")
        return None, source.problems
    entry = read_fields(root, ASSESSMENT, "测评", source)
    if entry is None:
        return None, source.problems
    read = dict(entry.values)
    read.setdefault("title", id_)
    assessment = Assessment(
        id=id_,
        draw=_draws(entry),
        review=_review(entry),
        place=entry.place,
        places=entry.places,
        **_shuffle(entry),
        **read,
    )
    return assessment, source.problems


def _draws(entry: Entry) -> tuple[Draw, ...]:
    node = entry.nodes.get("draw")
    source = entry.source
    if node is None:
        return ()
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
    read = entry.values
    if ("item" in read) == ("bank" in read):
        if len(source.problems) > before:
            return None
        source.error(node, "bad-draw", "抽题规则要写 bank: 或 item: 其中一个；请补上或删去多余的")
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
    return Draw(place=place, **read)


def _review(entry: Entry) -> Review:
    node = entry.nodes.get("review")
    if node is None or is_empty(node):
        return Review()
    read = read_fields(node, REVIEW, "review ", entry.source)
    return Review(**read.values) if read else Review()


def _shuffle(entry: Entry) -> dict[str, Any]:
    """`shuffle: true` shuffles both items and options."""
    node = entry.nodes.get("shuffle")
    if node is None or is_empty(node):
        return {}
    if isinstance(node, MappingNode):
        read = read_fields(node, SHUFFLE, "shuffle ", entry.source)
        return {f"shuffle_{name}": value for name, value in read.values.items()} if read else {}
    if isinstance(node, SequenceNode):
        entry.source.error(
            node, "wrong-type", f"shuffle 应是 true、false 或键值表，这里是{shape(node)}；请改正"
        )
        return {}
    both = values.boolean(node, "shuffle", entry.source)
    return {} if both is None else {"shuffle_items": both, "shuffle_options": both}
