"""Items of a bank, and the parts of a case, from their YAML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from coursemark.loading import values
from coursemark.loading.fields import ITEM, ITEM_METADATA
from coursemark.loading.item_types import TYPES, UNSUPPORTED
from coursemark.loading.schema import Entry, Field, Table, read_fields
from coursemark.loading.source import Source, excerpt, is_empty, shape
from coursemark.model import Item
from coursemark.problems import Place

MAX_ITEMS = 20_000
DEFAULT_POINTS = 100
"""Hundredths: one point."""

_METADATA = tuple(entry.name for entry in ITEM_METADATA)
_INHERITED = (*_METADATA, "source")
"""What the parts of a case take from the case."""

_TABLES: dict[str, Table] = {name: {**ITEM, **module.FIELDS} for name, module in TYPES.items()}
_ANY_TYPE: Table = {
    **ITEM,
    "type": Field("type"),
    **{name: Field(name, "node") for module in TYPES.values() for name in module.FIELDS},
    "rubric": Field("rubric"),
}
_PART_TABLES: dict[str, Table] = {
    name: {**fields, "id": Field("id", "identifier")} for name, fields in _TABLES.items()
}


def _users(name: str) -> str:
    """The types that have this field."""
    return "、".join(type_ for type_, module in TYPES.items() if name in module.FIELDS)


_ELSEWHERE: dict[str, dict[str, str]] = {
    type_: {
        name: f"那是 {_users(name)} 题的字段"
        for module in TYPES.values()
        for name in module.FIELDS
        if name not in fields
    }
    for type_, fields in _TABLES.items()
}


def read_items(
    node: Node, bank: str, defaults: Mapping[str, Any], source: Source
) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """The sound items, and those with errors as far as they could be read."""
    if is_empty(node) or (isinstance(node, SequenceNode) and not node.value):
        source.error(node, "no-items", "题库里没有题目；请在 items: 下写题目")
        return (), ()
    if not isinstance(node, SequenceNode):
        source.error(node, "wrong-type", f"items 应是列表，这里是{shape(node)}；请用“- ”列出题目")
        return (), ()
    if len(node.value) > MAX_ITEMS:
        source.error(node, "too-many-items", f"题库超过 {MAX_ITEMS} 题；请拆成几个题库")
        return (), ()
    sound: list[Item] = []
    faulty: list[Item] = []
    for number, entry in enumerate(node.value, start=1):
        before = len(source.problems)
        item = _read_item(entry, bank, number, defaults, source)
        if item is not None:
            (faulty if _has_error(source, before) else sound).append(item)
    return tuple(sound), tuple(faulty)


def unreadable(bank: str, id_: str, place: Place) -> Item:
    """Stands for an item of which only the id is known."""
    return Item(id=f"{bank}/{id_}", type="", stem="", place=place)


def _read_item(
    node: Node, bank: str, number: int, defaults: Mapping[str, Any], source: Source
) -> Item | None:
    name = _peek(node, "id")
    what = f"题目 {excerpt(name)} " if name else f"第 {number} 题"
    type_ = _read_type(node, what, source)
    fields = _TABLES[type_] if type_ else _ANY_TYPE
    entry = read_fields(node, fields, what, source, _ELSEWHERE.get(type_ or ""))
    if entry is None:
        return None
    if type_ is None:
        return unreadable(bank, name, entry.place) if name else None
    item = _build(entry, type_, what, f"{bank}/{entry.values.get('id', number)}", defaults)
    if type_ == "case":
        item = _with_parts(item, entry, what, defaults.get("points", DEFAULT_POINTS))
    return item


def _with_parts(item: Item, entry: Entry, what: str, bank_points: int) -> Item:
    """The case with its parts, which take the case's metadata unless they have their own."""
    node = entry.nodes.get("items")
    source = entry.source
    if node is None:
        return item
    if not isinstance(node, SequenceNode) or not node.value:
        source.error(node, "no-items", f"{what}是案例题，却没有小题；请在 items: 下写小题")
        return item
    defaults = {name: getattr(item, name) for name in _INHERITED if name != "points"}
    defaults["points"] = bank_points
    parts: list[Item] = []
    ids: set[str] = set()
    for number, part_node in enumerate(node.value, start=1):
        part = _read_part(part_node, item.id, number, defaults, what, source)
        if part is None:
            continue
        if part.id in ids:
            short = part.id.rsplit("/", 1)[-1]
            source.error(
                part.places.get("id", part.place),
                "duplicate-id",
                f"{what}有两个小题都叫 {short}；请改掉一个",
            )
        ids.add(part.id)
        parts.append(part)
    if "points" in entry.values and len(parts) == len(node.value):
        parts = _sharing(entry.values["points"], parts, entry, what)
    return replace(item, parts=tuple(parts), points=sum(part.points for part in parts))


def _sharing(total: int, parts: list[Item], entry: Entry, what: str) -> list[Item]:
    """The parts with the case's points shared equally among those that name none."""
    open_parts = [part for part in parts if "points" not in part.places]
    left = total - sum(part.points for part in parts if "points" in part.places)
    share, rest = divmod(left, len(open_parts)) if open_parts else (0, left)
    if rest or share < 0 or (open_parts and share == 0):
        entry.source.error(
            entry.places["points"],
            "case-points",
            f"{what}的总分与 {len(parts)} 个小题的分值对不上；请改总分，或给每个小题写 points:",
        )
        return parts
    return [part if "points" in part.places else replace(part, points=share) for part in parts]


def _read_part(
    node: Node, case: str, number: int, defaults: Mapping[str, Any], case_name: str, source: Source
) -> Item | None:
    name = _peek(node, "id")
    what = f"{case_name}的小题 {excerpt(name)} " if name else f"{case_name}的第 {number} 小题"
    type_ = _read_type(node, what, source)
    if type_ == "case":
        source.error(node, "nested-case", f"{what}又是案例题；请拆成单独的题目")
        return None
    fields = _PART_TABLES[type_] if type_ else {**_ANY_TYPE, "id": Field("id", "identifier")}
    entry = read_fields(node, fields, what, source, _ELSEWHERE.get(type_ or ""))
    if entry is None or type_ is None:
        return None
    if not name:
        source.warn(
            node,
            "no-part-id",
            f"{what}没有 id，暂用序号 {number}；请写 id:，否则插入小题后旧作答会对不上",
        )
    return _build(entry, type_, what, f"{case}/{entry.values.get('id', number)}", defaults)


def _build(entry: Entry, type_: str, what: str, id_: str, defaults: Mapping[str, Any]) -> Item:
    answering = TYPES[type_].read(entry, what)
    read = entry.values
    metadata = {
        name: read[name] if name in read else defaults[name]
        for name in _INHERITED
        if name in read or name in defaults
    }
    return Item(
        id=id_,
        type=type_,
        stem=read.get("stem", ""),
        key=answering.key,
        options=answering.options,
        match_sources=answering.match_sources,
        match_targets=answering.match_targets,
        tolerance=answering.tolerance,
        unit=answering.unit,
        option_feedback=answering.option_feedback,
        feedback=read.get("feedback", ""),
        hint=read.get("hint", ""),
        place=entry.place,
        places=entry.places,
        **metadata,
    )


def _read_type(node: Node, what: str, source: Source) -> str | None:
    """The type if this version reads it; a missing one is reported with the other fields."""
    if not isinstance(node, MappingNode):
        return None
    at = _peek_node(node, "type")
    if at is None and _peek_node(node, "<<") is not None:
        return None  # reported with the fields
    if at is None or is_empty(at):
        source.error(
            node if at is None else at,
            "missing-field",
            f"{what}没有 type；请写明题型（{'、'.join(TYPES)}）",
        )
        return None
    written = values.text(at, "type", source)
    if written is None or written in TYPES:
        return written
    if written in UNSUPPORTED:
        source.error(at, "unsupported-type", f"类型 {written} 本版本尚未支持；请改用其他题型")
        return None
    remedy = values.offer(written, TYPES)
    source.error(at, "unknown-type", f"{what}的题型 {excerpt(written)} 不存在{remedy}")
    return None


def _peek_node(node: Node, name: str) -> Node | None:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if key.value == name:
                found: Node = value
                return found
    return None


def _peek(node: Node, name: str) -> str:
    found = _peek_node(node, name)
    return found.value.strip() if isinstance(found, ScalarNode) else ""


def _has_error(source: Source, since: int) -> bool:
    return any(problem.level == "error" for problem in source.problems[since:])
