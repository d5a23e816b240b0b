"""YAML text to nodes with positions; scalars keep their raw text, and no tag is obeyed.

PyYAML stops at the first syntax fault, so a few frequent slips (tabs, full-width colons) are
looked for line by line as well when that happens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from coursemark.loading.slips import report_suspects
from coursemark.loading.source import Source, excerpt
from coursemark.loading.yaml_faults import report_fault, report_slips
from coursemark.problems import Place

MAX_DEPTH = 50
MAX_ALIASED_NODES = 20_000

_Fastest: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Fastest):  # type: ignore[misc]
    """Leaves every scalar untyped, which is what we want and takes a third less time."""

    def resolve(self, kind: type[Node], value: str, implicit: tuple[bool, bool]) -> str:
        return ""

    def descend_resolver(self, current_node: Node, current_index: Any) -> None:
        return

    def ascend_resolver(self) -> None:
        return


_LINE_BREAKS_OF_YAML_ALONE = {0x85: " ", 0x2028: " ", 0x2029: " "}
"""No editor counts a line at these, and text pasted from word processors has them."""

_FLOW_MARK = re.compile(r"[\[\]{}]")
_DEEP_LINE = re.compile(r"^(?:[ ]|-[ ]|\?[ ]){40}", re.MULTILINE)


def compose(text: str, source: Source) -> Node | None:
    """The root node; None when the text is empty or not YAML, with the reason in `source`."""
    text = text.translate(_LINE_BREAKS_OF_YAML_ALONE)
    if _may_be_deep(text) and not _depth_is_fine(text, source):
        return None
    try:
        root: Node | None = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        report_slips(text, source)
        report_fault(error, text, source)
        return None
    if root is None:
        return None
    # An alias needs its anchor; most banks have neither, though many have an asterisk.
    if "*" in text and "&" in text and not _aliases_are_fine(root, source):
        return None
    report_suspects(root, text, source)
    return root


def pairs(node: MappingNode, source: Source) -> Iterator[tuple[str, ScalarNode, Node]]:
    """Keys as text, each once; duplicate and non-text keys are reported and left out."""
    seen: dict[str, int] = {}
    repeated: list[ScalarNode] = []
    for key, value in node.value:
        if not isinstance(key, ScalarNode):
            source.error(key, "bad-yaml", "键应是一个词；请把这里的列表或括号放到冒号后面")
            continue
        name = key.value
        if name in seen:
            repeated.append(key)
            continue
        seen[name] = key.start_mark.line + source.first_line
        yield name, key, value
    if repeated:
        key = repeated[0]
        name, line = excerpt(key.value), seen[key.value]
        said = f"{name} 在第 {line} 行已写过；请删去其中一个"
        if len(repeated) > 1:
            said = (
                f"{name} 等 {len(repeated)} 个键从第 {line} 行起已写过；"
                f"若是新的一条，请在 {name} 前写“- ”，否则请删去"
            )
        source.error(key, "duplicate-key", said)


def _may_be_deep(text: str) -> bool:
    """A cheap over-estimate: composing recurses in C, so depth is bounded before it starts."""
    if _DEEP_LINE.search(text):
        return True
    depth = 0
    for mark in _FLOW_MARK.findall(text):
        depth += 1 if mark in "[{" else -1
        if depth > MAX_DEPTH // 2:
            return True
        depth = max(depth, 0)
    return False


def _depth_is_fine(text: str, source: Source) -> bool:
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    source.error(
                        _event_place(event, source),
                        "too-deep",
                        f"嵌套超过 {MAX_DEPTH} 层；请减少层次",
                    )
                    return False
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.YAMLError:
        return True  # composing meets the same fault and reports it
    return True


def _event_place(event: yaml.Event, source: Source) -> Place:
    mark = event.start_mark
    if mark is None:
        return Place(source.path, source.first_line)
    return Place(source.path, mark.line + source.first_line, mark.column + 1)


def _aliases_are_fine(root: Node, source: Source) -> bool:
    """Refuses aliases that contain themselves or multiply into a huge tree."""
    sizes: dict[int, int] = {}
    open_nodes: set[int] = set()
    distinct = 0

    def size(node: Node) -> int | None:
        nonlocal distinct
        if isinstance(node, ScalarNode):
            return 1
        known = sizes.get(id(node))
        if known is not None:
            return known
        if id(node) in open_nodes or len(open_nodes) > MAX_DEPTH:
            return None
        open_nodes.add(id(node))
        distinct += 1
        total = 1
        for child in _children(node):
            part = size(child)
            if part is None:
                return None
            total += part
        open_nodes.discard(id(node))
        sizes[id(node)] = total
        distinct += sum(isinstance(child, ScalarNode) for child in _children(node))
        return total

    total = size(root)
    if total is None or total - distinct > MAX_ALIASED_NODES:
        source.error(root, "alias-bomb", "锚点与别名（& 和 *）展开后过大或循环；请直接写出内容")
        return False
    return True


def _children(node: Node) -> Iterator[Node]:
    if isinstance(node, SequenceNode):
        yield from node.value
    elif isinstance(node, MappingNode):
        for key, value in node.value:
            yield key
            yield value
