"""An assessment from the text of its file."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from yaml.nodes import MappingNode, Node, SequenceNode

from coursemark.loading import values
from coursemark.loading.draws import MAX_DRAWS, read_draws
from coursemark.loading.fields import ASSESSMENT, REVIEW, SECTION, SHUFFLE
from coursemark.loading.schema import Entry, read_fields
from coursemark.loading.source import Source, is_empty, shape
from coursemark.loading.yaml_source import compose
from coursemark.model import IMMEDIATE, Assessment, Draw, Review, Section
from coursemark.problems import Place, Problem

MAX_SECTIONS = 50


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
    draw, sections = _parts(entry)
    assessment = Assessment(
        id=id_,
        draw=draw,
        sections=sections,
        review=_review(entry),
        place=entry.place,
        places=entry.places,
        **_shuffle(entry),
        **read,
    )
    return assessment, source.problems


def _parts(entry: Entry) -> tuple[tuple[Draw, ...], tuple[Section, ...]]:
    """All draws in order, and the sections they belong to, if there are any."""
    listed, parts = entry.nodes.get("draw"), entry.nodes.get("sections")
    source = entry.source
    if parts is None:
        if listed is None:
            source.error(entry.place, "missing-field", "测评没有 draw；请补上 draw:")
            return (), ()
        return read_draws(listed, source), ()
    if listed is not None:
        text = "测评写了 sections，就不能再写 draw；请把抽题规则移到各部分的 draw: 下"
        source.error(listed, "bad-section", text)
    if not isinstance(parts, SequenceNode) or not parts.value:
        text = "sections 没有列出各部分；请写成 - title: 第一部分，并在下面写 draw:"
        source.error(parts, "bad-section", text)
        return (), ()
    if len(parts.value) > MAX_SECTIONS:
        source.error(parts, "bad-section", f"sections 超过 {MAX_SECTIONS} 个；请合并")
        return (), ()
    draws: list[Draw] = []
    sections: list[Section] = []
    for node in parts.value:
        section = _section(node, len(sections), source)
        if section is not None:
            sections.append(section[0])
            draws += section[1]
    if len(draws) > MAX_DRAWS:
        source.error(parts, "too-many-items", f"draw 合计超过 {MAX_DRAWS} 条；请改用抽题规则")
        return (), ()
    return tuple(draws), tuple(sections)


def _section(node: Node, index: int, source: Source) -> tuple[Section, tuple[Draw, ...]] | None:
    """The section's points go to each of its draws that has none of its own."""
    entry = read_fields(node, SECTION, f"第 {index + 1} 部分", source)
    if entry is None:
        return None
    listed = entry.nodes.get("draw")
    draws = () if listed is None else read_draws(listed, source)
    points = entry.values.get("points")
    section = Section(entry.values.get("title", ""), entry.values.get("description", ""))
    return section, tuple(
        replace(draw, section=index, points=points if draw.points is None else draw.points)
        for draw in draws
    )


def _review(entry: Entry) -> Review:
    """What is not said follows from the mode; without a key there is nothing to show at once."""
    at_once = entry.values.get("mode", Assessment.mode) == "practice"
    at_once = at_once and entry.values.get("key") != "withheld"
    usual = IMMEDIATE if at_once else Review()
    node = entry.nodes.get("review")
    if node is None or is_empty(node):
        return usual
    read = read_fields(node, REVIEW, "review ", entry.source)
    return replace(usual, **read.values) if read else usual


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
