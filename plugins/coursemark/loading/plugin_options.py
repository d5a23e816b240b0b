"""Faults of the plugin's options, which MkDocs reports only while building."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from coursemark.loading.config import from_environment
from coursemark.loading.schema import Field, read_fields, table
from coursemark.loading.source import Source, is_empty
from coursemark.loading.text_file import read_text
from coursemark.loading.yaml_source import compose
from coursemark.problems import Problem

MAX_LOCK_AFTER = 1_440
"""Minutes."""
MAX_READING_SPEED = 10_000
"""Characters a minute."""
MAX_DAYS = 3_650

OPTIONS = table(
    Field("quizzes"),
    Field("registers"),
    Field("site_id"),
    Field("roles", "node"),
    Field("departments", "node"),
    Field("organisation"),
    Field("seal_key"),
    Field("lock_after", "integer", least=0, most=MAX_LOCK_AFTER),
    Field("reading_speed", "integer", least=0, most=MAX_READING_SPEED),
    Field("review_grace", "integer", least=0, most=MAX_DAYS),
    Field("interpret_within", "integer", least=0, most=MAX_DAYS),
    Field("lrs", "node"),
)

LRS = table(Field("endpoint"), Field("token"))


def check_options(path: Path) -> list[Problem]:
    """Of the options in this file; `read_config` reports what else is wrong with it."""
    text = read_text(path, path.name)
    if isinstance(text, Problem):
        return []
    source = Source(path.name)
    root = _obeyed(compose(text, Source(path.name)))
    for options in _ours(root):
        entry = read_fields(options, OPTIONS, "插件 coursemark ", source)
        for name, node in entry.nodes.items() if entry else ():
            if OPTIONS[name].kind != "node" or is_empty(node):
                continue
            if name == "lrs":
                read_fields(node, LRS, "插件选项 lrs ", source)
                continue
            parts = node.value if isinstance(node, SequenceNode) else [node]
            if node is parts[0] or not all(isinstance(part, ScalarNode) for part in parts):
                source.error(node, "wrong-type", f"插件选项 {name} 应是文字的列表；请写成 [甲, 乙]")
    return source.problems


def _obeyed(node: Node | None) -> Node | None:
    """The same with the tag `!ENV` replaced by the text that it stands for."""
    if isinstance(node, ScalarNode | SequenceNode) and node.tag == "!ENV":
        text = from_environment(node) or ""
        return ScalarNode("tag:yaml.org,2002:str", text, node.start_mark, node.end_mark)
    if isinstance(node, SequenceNode):
        node.value = [_obeyed(part) for part in node.value]
    elif isinstance(node, MappingNode):
        node.value = [(key, _obeyed(value)) for key, value in node.value]
    return node


def _ours(root: Node | None) -> Iterator[Node]:
    """The options of our entry in `plugins`, whether that is a list or a mapping."""
    for plugins in _values(root, "plugins"):
        entries = plugins.value if isinstance(plugins, SequenceNode) else [plugins]
        for entry in entries:
            yield from (node for node in _values(entry, "coursemark") if not is_empty(node))


def _values(node: Node | None, name: str) -> Iterator[Node]:
    if isinstance(node, MappingNode):
        yield from (value for key, value in node.value if key.value == name)
