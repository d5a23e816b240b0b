"""Blanks in the stem, each with the texts it accepts."""

from __future__ import annotations

import re

from yaml.nodes import Node, ScalarNode, SequenceNode

from coursemark.loading.item_types.answering import Answering
from coursemark.loading.item_types.options import KEY, report_no_key
from coursemark.loading.schema import Entry, table
from coursemark.loading.slips import report_joined
from coursemark.loading.source import is_empty

TYPE = "fill-in"
FIELDS = table(KEY)

BLANK = re.compile(r"_{3,}")
"""Three underscores or more are one blank."""


def read(entry: Entry, what: str) -> Answering:
    node = entry.nodes.get("key")
    if node is None or is_empty(node) or (isinstance(node, SequenceNode) and not node.value):
        report_no_key(entry, what, "每个空接受的文字，如 key: [[119, 一一九], [清场]]")
        return Answering()
    blanks = len(BLANK.findall(entry.values.get("stem", "")))
    key = _key(node, blanks, entry, what)
    if key is None:
        return Answering()
    if blanks != len(key):
        entry.source.error(
            entry.places["key"],
            "blank-count",
            f"{what}的题干有 {blanks} 个空（____），答案却有 {len(key)} 组；请让两者一致",
        )
        return Answering()
    return Answering(key=key)


def _key(node: Node, blanks: int, entry: Entry, what: str) -> list[list[str]] | None:
    if isinstance(node, ScalarNode):
        return [[str(node.value).strip()]]
    if not isinstance(node, SequenceNode):
        entry.source.error(
            node, "bad-key", f"{what}的答案写成了键值表；请写成 [[第一空, 另一写法], [第二空]]"
        )
        return None
    if blanks == 1 and all(isinstance(part, ScalarNode) for part in node.value):
        only = _accepted(node, entry, what)
        return None if only is None else [only]
    groups: list[list[str]] = []
    sound = True
    for group in node.value:
        accepted = _accepted(group, entry, what)
        if accepted is None:
            sound = False
        else:
            groups.append(accepted)
    return groups if sound else None


def _accepted(node: Node, entry: Entry, what: str) -> list[str] | None:
    """The accepted texts of one blank."""
    parts = node.value if isinstance(node, SequenceNode) else [node]
    if isinstance(node, SequenceNode):
        report_joined(node, entry.source)
    found: list[str] = []
    for part in parts:
        if not isinstance(part, ScalarNode):
            entry.source.error(
                part, "bad-key", f"{what}的每个空应是一组文字；请写成 [[第一空], [第二空]]"
            )
            return None
        text = part.value.strip()
        if not text:
            entry.source.error(part, "bad-key", f"{what}的答案里有空文字；请写上内容或删去")
            return None
        if text not in found:
            found.append(text)
    if not found:
        entry.source.error(node, "bad-key", f"{what}有一个空没有答案；请写上接受的文字")
        return None
    return found
