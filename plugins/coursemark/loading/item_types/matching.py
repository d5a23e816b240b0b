"""Pairs to be matched; numbers on the left, letters on the right."""

from __future__ import annotations

from yaml.nodes import Node, ScalarNode, SequenceNode

from coursemark.loading.item_types.answering import Answering
from coursemark.loading.schema import Entry, Field, table
from coursemark.loading.source import excerpt, is_empty, shape

TYPE = "matching"
FIELDS = table(Field("pairs", "node"), Field("distractors", "node"))


def read(entry: Entry, what: str) -> Answering:
    pairs = _pairs(entry, what)
    if pairs is None:
        return Answering()
    letters: dict[str, str] = {}
    sources: dict[str, str] = {}
    key: list[list[str]] = []
    for number, (left, right) in enumerate(pairs, start=1):
        sources[str(number)] = left
        letter = letters.setdefault(right, letter_of(len(letters)))
        key.append([str(number), letter])
    for text in _distractors(entry, what, letters):
        letters.setdefault(text, letter_of(len(letters)))
    return Answering(
        key=key,
        match_sources=sources,
        match_targets={letter: text for text, letter in letters.items()},
    )


def letter_of(index: int) -> str:
    """a … z, then aa, ab …"""
    first, last = divmod(index, 26)
    return (chr(ord("a") + first - 1) if first else "") + chr(ord("a") + last)


def _pairs(entry: Entry, what: str) -> list[tuple[str, str]] | None:
    node = entry.nodes.get("pairs")
    source = entry.source
    if node is None or is_empty(node) or not node.value:
        source.error(
            entry.places.get("pairs", entry.place),
            "no-key",
            f"{what}没有配对；请写 pairs: [[左, 右], [左, 右]]",
        )
        return None
    if not isinstance(node, SequenceNode):
        source.error(
            node, "bad-key", f"{what}的 pairs 写成了{shape(node)}；请写成 [[左, 右], [左, 右]]"
        )
        return None
    found: list[tuple[str, str]] = []
    sound = True
    for entry_node in node.value:
        pair = _pair(entry_node)
        if pair is None:
            source.error(entry_node, "bad-key", f"{what}的每一对应是 [左, 右] 两段文字；请改正")
            sound = False
        elif any(pair[0] == left for left, _ in found):
            source.error(
                entry_node,
                "bad-key",
                f"{what}的左边 {excerpt(pair[0])} 出现了两次；请合并或改写",
            )
            sound = False
        else:
            found.append(pair)
    if sound and len(found) < 2:
        source.error(node, "bad-key", f"{what}只有一对；请至少写两对")
        return None
    if len(found) > 100:
        source.error(node, "bad-key", f"{what}超过 100 对；请拆成几题")
        return None
    return found if sound else None


def _pair(node: Node) -> tuple[str, str] | None:
    if not isinstance(node, SequenceNode) or len(node.value) != 2:
        return None
    left, right = node.value
    if not isinstance(left, ScalarNode) or not isinstance(right, ScalarNode):
        return None
    if is_empty(left) or is_empty(right):
        return None
    return left.value.strip(), right.value.strip()


def _distractors(entry: Entry, what: str, right: dict[str, str]) -> list[str]:
    node = entry.nodes.get("distractors")
    if node is None or is_empty(node):
        return []
    if not isinstance(node, SequenceNode):
        entry.source.error(
            node, "wrong-type", f"{what}的 distractors 应是列表，这里是{shape(node)}；请改正"
        )
        return []
    found: list[str] = []
    for text in node.value:
        if not isinstance(text, ScalarNode) or is_empty(text):
            entry.source.error(text, "wrong-type", f"{what}的每个干扰项应是一段文字；请改正")
        elif text.value.strip() in right or text.value.strip() in found:
            entry.source.error(
                text,
                "equal-options",
                f"{what}的干扰项 {excerpt(text.value)} 与另一个右边的文字相同；请改写或删去",
            )
        elif len(found) < 100:
            found.append(text.value.strip())
    return found
