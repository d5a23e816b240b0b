"""Reading mappings by tables of fields; the tables of each kind of file are in `fields`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from yaml.nodes import MappingNode, Node

from coursemark.loading import values
from coursemark.loading.source import Source, excerpt, is_empty, shape
from coursemark.loading.yaml_faults import wide_colon_problem
from coursemark.loading.yaml_source import pairs
from coursemark.problems import Place


@dataclass(frozen=True)
class Field:
    """One field: its name and how its value is read."""

    name: str
    kind: str = "text"
    """Name of the reading in `values`, or `node` for what its own module reads."""
    required: bool = False
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 999_999
    refers: str = ""
    """Kind of `Reference` that the value is, in data files."""


Table = Mapping[str, Field]


def table(*fields: Field) -> Table:
    return {entry.name: entry for entry in fields}


SYNONYMS = {
    "题干": "stem",
    "题目": "stem",
    "question": "stem",
    "选项": "options",
    "choices": "options",
    "答案": "key",
    "正确答案": "key",
    "answer": "key",
    "answers": "key",
    "correct": "key",
    "解析": "feedback",
    "explanation": "feedback",
    "提示": "hint",
    "题型": "type",
    "类型": "type",
    "编号": "id",
    "标题": "title",
    "名称": "title",
    "name": "title",
    "分值": "points",
    "分数": "points",
    "score": "points",
    "难度": "difficulty",
    "岗位": "roles",
    "地区": "region",
    "状态": "status",
    "出处": "source",
    "来源": "source",
    "知识点": "topics",
    "tags": "topics",
    "及格线": "pass_mark",
    "抽题": "draw",
    "时长": "minutes",
    "time": "minutes",
    "duration": "minutes",
    "题数": "count",
    "number": "count",
    "num": "count",
    "次数": "attempts",
    "步骤": "steps",
    "科室": "departments",
    "部门": "departments",
    "必修": "required",
    "先修": "requires",
    "选修": "optional",
    "学时": "hours",
    "期限": "due",
    "有效期": "valid_for",
    "版本": "version",
    "问题": "questions",
    "签到": "evidence",
    "截止": "closes",
    "开放": "opens",
    "冷却": "cooling",
    "大题": "sections",
    "部分": "sections",
}
"""What authors write by habit, and the field they mean."""

FOREIGN = frozenset(
    {
        *("author", "authors", "canonical_url", "categories", "comments", "date", "draft", "hide"),
        *("icon", "image", "lang", "layout", "links", "nav_order", "order", "readtime", "robots"),
        *("search", "slug", "social", "subtitle", "tags", "template", "weight"),
    }
)
"""Front matter that other tools read; never taken for a slip of ours."""

_LETTER = re.compile(r"^[A-Ha-h]$")


@dataclass(slots=True)
class Entry:
    """The fields of one mapping that could be read, with their nodes and places."""

    source: Source
    place: Place
    values: dict[str, Any] = field(default_factory=dict)
    nodes: dict[str, Node] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)


def read_fields(
    node: Node,
    fields: Table,
    what: str,
    source: Source,
    elsewhere: Mapping[str, str] | None = None,
    strict: bool = True,
) -> Entry | None:
    """Reads a mapping by its table; `what` names the thing in messages.

    `elsewhere` explains fields that exist but not here. With `strict` off, unknown fields are
    left alone unless they are nearly one of ours, since other tools keep theirs in front matter.
    """
    if not isinstance(node, MappingNode):
        _report_no_mapping(node, what, source)
        return None
    entry = Entry(source, source.place(node))
    for name, key, value in pairs(node, source):
        known = fields.get(name)
        if known is None:
            name = _report_unknown(name, key, fields, what, source, elsewhere or {}, strict)
            known = fields.get(name)
            if known is None or name in entry.places or _has_key(node, name):
                continue  # else what was meant is clear enough to read on
        if known.kind != "node" and is_empty(value):
            if known.required:
                source.error(key, "empty-field", f"{what}的 {name} 是空的；请写上内容")
                entry.places[name] = source.place(key)
            continue
        entry.nodes[name] = value
        entry.places[name] = source.place(value)
        found = read_value(known, value, source)
        if found == () and known.required:
            source.error(key, "empty-field", f"{what}的 {name} 是空的；请写上内容")
        elif found is not None:
            entry.values[name] = found
    if _has_key(node, "<<"):
        return entry  # reported; what it would have brought is not missing
    for known in fields.values():
        if known.required and known.name not in entry.places:
            source.error(
                entry.place, "missing-field", f"{what}没有 {known.name}；请补上 {known.name}:"
            )
    return entry


def read_value(known: Field, node: Node, source: Source) -> Any:
    """The typed value of a node, or None after reporting why not."""
    if known.kind == "text":
        return values.text(node, known.name, source)
    if known.kind == "node":
        return None
    if known.kind == "choice":
        return values.choice(node, known.name, source, known.choices)
    if known.kind == "integer":
        return values.integer(node, known.name, source, known.least, known.most)
    return _READINGS[known.kind](node, known.name, source)


_READINGS = {
    "identifier": values.identifier,
    "texts": values.texts,
    "points": values.points,
    "percent": values.percent,
    "hours": values.hours,
    "boolean": values.boolean,
    "day": values.day,
    "duration": values.duration,
    "due": values.due,
    "month": values.month,
    "span": values.span,
    "opening": values.opening,
    "closing": values.closing,
    "levels": values.levels,
}


def _report_no_mapping(node: Node, what: str, source: Source) -> None:
    wide = wide_colon_problem(str(node.value), source.place(node)) if not is_empty(node) else None
    if wide is not None and isinstance(node.value, str):
        source.problems.append(wide)
        return
    found = "空的" if is_empty(node) else shape(node)
    source.error(node, "wrong-type", f"{what}应由“键: 值”组成，这里是{found}；请改正")


def _report_unknown(
    name: str,
    key: Node,
    fields: Table,
    what: str,
    source: Source,
    elsewhere: Mapping[str, str],
    strict: bool,
) -> str:
    """Returns the field that was surely meant, or an empty text."""
    if name in elsewhere:
        source.error(key, "unknown-field", f"{what}不用 {name}；{elsewhere[name]}")
        return ""
    if name != name.strip():
        source.error(key, "wide-space", "这里是全角空格；请改成半角空格")
        return name.strip()
    wide = wide_colon_problem(name, source.place(key))
    if wide is not None:
        source.problems.append(wide)
        return ""
    if not strict and (name in FOREIGN or not get_close_matches(name, fields, 1, 0.8)):
        return ""
    meant = SYNONYMS.get(name, "")
    if meant not in fields:
        meant = next(iter(get_close_matches(name, fields, 1, 0.6)), "")
    if meant:
        remedy = f"是不是 {meant}？"
    elif name == "<<":
        remedy = "合并写法不支持，请直接写出各字段"
    elif "options" in fields and _LETTER.match(name):
        remedy = "选项请写在 options: 下面，并多缩进两格"
    else:
        remedy = f"可用的有 {'、'.join(fields)}"
    source.error(key, "unknown-field", f"{what}没有 {excerpt(name)} 这个字段；{remedy}")
    return meant if name in SYNONYMS or get_close_matches(name, (meant,), 1, 0.75) else ""


def _has_key(node: MappingNode, name: str) -> bool:
    return any(key.value == name for key, _ in node.value)
