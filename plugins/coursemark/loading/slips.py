"""What is sound YAML and yet hardly what the author meant: text lost to a comment, a list that
full-width marks keep in one piece, control characters written as escapes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from coursemark.loading.source import Source, excerpt
from coursemark.problems import Place

# Walking the nodes takes time, so the text is searched for a reason to do so first.
_SUSPECT = re.compile(r"[ \t]#[^\s#!]|[［【｛]|\\[0abevxuU]")
_COMMENT = re.compile(r"[ \t]+#(?=[^\s#!])")
_PROSE = re.compile(r"[^\x21-\x7e]")
_WIDE_LIST = re.compile(r"^[［【｛].*[,，、;；].*[］】｝]$", re.DOTALL)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


def report_suspects(root: Node, text: str, source: Source) -> None:
    if not _SUSPECT.search(text):
        return
    lines = text.split("\n")
    for node in _scalars(root, set()):
        if node.style == '"':
            if _CONTROL.search(node.value):
                source.error(node, "bad-yaml", "文字里有看不见的控制字符；请删去")
        elif not node.style:
            _check_plain(node, lines, source)


def report_joined(node: SequenceNode, source: Source) -> None:
    """Entries of a list of words that a full-width comma keeps together."""
    for entry in node.value if node.flow_style else ():
        if isinstance(entry, ScalarNode) and not entry.style and "，" in entry.value:
            source.warn(
                entry,
                "full-width-mark",
                f"方括号里的 {excerpt(entry.value)} 用了中文逗号，会被当成一项；"
                "请改成英文逗号，确是一项请用引号括起来",
            )


def _scalars(node: Node, met: set[int]) -> Iterator[ScalarNode]:
    """Every value once."""
    if id(node) in met:
        return
    met.add(id(node))
    if isinstance(node, MappingNode):
        children = [value for _, value in node.value]
    else:
        children = node.value if isinstance(node, SequenceNode) else []
    for child in children:
        if isinstance(child, ScalarNode):
            yield child
        else:
            yield from _scalars(child, met)


def _check_plain(node: ScalarNode, lines: list[str], source: Source) -> None:
    end = node.end_mark
    line = lines[end.line] if end.line < len(lines) else ""
    comment = _COMMENT.match(line, end.column)
    if comment and (not node.value or _PROSE.search(node.value)):
        source.warn(
            Place(source.path, end.line + source.first_line, comment.end()),
            "comment-in-text",
            f"从 {excerpt(line[comment.end() - 1 :])} 起被当成注释；"
            "若是正文请把整段用引号括起来，若是注释请在 # 后空一格",
        )
    if _WIDE_LIST.match(node.value):
        source.warn(
            node,
            "full-width-mark",
            f"{excerpt(node.value)} 的括号是全角的，不会被当成列表；"
            "请改成英文的 [ ]，确是文字请用引号括起来",
        )
