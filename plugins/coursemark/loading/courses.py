"""A course from the `course` field of its page."""

from __future__ import annotations

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from coursemark.loading.schema import COURSE, STEP_KINDS, read_fields
from coursemark.loading.source import Source, excerpt, is_empty, shape
from coursemark.loading.yaml_faults import wide_colon_problem
from coursemark.model import Course, Step
from coursemark.problems import did_you_mean


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
    return Course(
        page=page,
        steps=steps,
        place=entry.place,
        places=entry.places,
        **read,
    )


def _steps(node: Node, source: Source) -> tuple[Step, ...]:
    if not isinstance(node, SequenceNode) or not node.value:
        source.error(node, "no-steps", "课程没有学习步骤；请在 steps: 下写“- read: 页面”")
        return ()
    return tuple(step for part in node.value if (step := _step(part, source)) is not None)


def _step(node: Node, source: Source) -> Step | None:
    kinds = "、".join(STEP_KINDS)
    if not isinstance(node, MappingNode) or len(node.value) != 1:
        wide = isinstance(node, ScalarNode) and wide_colon_problem(node.value, source.place(node))
        if wide:
            source.problems.append(wide)
        else:
            found = "几个键" if isinstance(node, MappingNode) else shape(node)
            source.error(
                node,
                "bad-step",
                f"学习步骤应是一个“种类: 对象”，这里是{found}；种类有 {kinds}",
            )
        return None
    key, value = node.value[0]
    kind = key.value if isinstance(key, ScalarNode) else ""
    if kind not in STEP_KINDS:
        near = did_you_mean(kind, STEP_KINDS) or f"；可以写 {kinds}"
        source.error(key, "bad-step", f"没有 {excerpt(kind)} 这种学习步骤{near}")
        return None
    if not isinstance(value, ScalarNode) or is_empty(value):
        source.error(value, "bad-step", f"学习步骤 {kind} 后面应写一个对象；请补上")
        return None
    return Step(kind, value.value.strip(), source.place(value))
