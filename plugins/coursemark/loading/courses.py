"""A course from the `course` field of its page."""

from __future__ import annotations

from yaml.nodes import MappingNode, Node, SequenceNode

from coursemark.loading.fields import COURSE, STEP, STEP_KINDS
from coursemark.loading.schema import Entry, read_fields
from coursemark.loading.source import Source, is_empty, shape
from coursemark.model import Course, Step

_ONLY = {"count": "practise", "hours": "attend", "evidence": "attend"}
"""Fields that only steps of one kind have."""
_KINDS = "、".join(STEP_KINDS)


def read_course(node: Node, page: str, title: str, source: Source) -> Course | None:
    """None when it has no usable id; `title` serves when the course has none of its own."""
    entry = read_fields(node, COURSE, "课程", source)
    if entry is None:
        return None
    listed = entry.nodes.get("steps")
    steps = () if listed is None else _steps(listed, source)
    if "id" not in entry.values:
        return None
    read = {"title": title, **entry.values}
    starts = read.pop("from", None)  # a word of Python's own
    return Course(
        page=page, starts=starts, steps=steps, place=entry.place, places=entry.places, **read
    )


def _steps(node: Node, source: Source) -> tuple[Step, ...]:
    if not isinstance(node, SequenceNode) or not node.value:
        source.error(node, "no-steps", "课程没有学习步骤；请在 steps: 下写“- read: 页面”")
        return ()
    return tuple(step for part in node.value if (step := _step(part, source)) is not None)


def _step(node: Node, source: Source) -> Step | None:
    before = len(source.problems)
    if not isinstance(node, MappingNode) and "：" not in str(node.value):
        found = "空的" if is_empty(node) else shape(node)
        text = f"学习步骤应写成“种类: 对象”，这里是{found}；种类有 {_KINDS}"
        source.error(node, "bad-step", text)
        return None
    entry = read_fields(node, STEP, "学习步骤", source)
    if entry is None:
        return None
    named = [kind for kind in STEP_KINDS if kind in entry.places]
    if len(named) > 1:
        text = f"一个学习步骤同时写了 {' 和 '.join(named)}；请拆成几步，每步一个种类"
        source.error(node, "bad-step", text)
        return None
    if not named:
        _report_no_kind(node, source, before)
        return None
    kind = named[0]
    if kind not in entry.values:
        return None
    return _combined(kind, entry)


def _report_no_kind(node: Node, source: Source, before: int) -> None:
    for key, _ in node.value:
        if key.value in STEP_KINDS:
            text = f"学习步骤 {key.value} 后面应写一个对象；请补上"
            source.error(key, "bad-step", text)
            return
    if len(source.problems) == before:
        source.error(node, "bad-step", f"学习步骤没有写种类；请写 {_KINDS} 其中一个")


def _combined(kind: str, entry: Entry) -> Step:
    """The step without the fields that its kind does not have, which are reported."""
    read = dict(entry.values)
    target = read.pop(kind)
    for name, owner in _ONLY.items():
        if name in entry.places and owner != kind:
            read.pop(name, None)
            text = f"{name} 只用于 {owner} 步骤，这里是 {kind}；请删去"
            entry.source.error(entry.places[name], "bad-step", text)
    if kind == "practise" and "count" not in entry.places:
        text = "practise 步骤没有 count；请写明要答对几题，如 count: 10"
        entry.source.error(entry.places[kind], "bad-step", text)
    return Step(kind, target, place=entry.places[kind], **read)
