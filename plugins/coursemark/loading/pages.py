"""A content page from the text of its file."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from yaml.nodes import Node, ScalarNode, SequenceNode

from coursemark.loading.courses import read_course
from coursemark.loading.fields import CHANGE, CONSEQUENCES, PAGE, SOURCE
from coursemark.loading.front_matter import is_unclosed, split_front_matter
from coursemark.loading.markdown_text import MarkdownText, scan
from coursemark.loading.schema import Entry, read_fields
from coursemark.loading.source import Source, is_empty, shape
from coursemark.loading.yaml_source import compose
from coursemark.model import Change, Page, fingerprint
from coursemark.model import Source as Document
from coursemark.problems import Place, Problem


def read_page(text: str, path: str, shown_path: str) -> tuple[Page, list[Problem]]:
    """The page with what could be read of it; `shown_path` is what problems name."""
    yaml_text, body, first_line = split_front_matter(text)
    source = Source(shown_path, first_line=2)
    if yaml_text is None and is_unclosed(text):
        source.error(
            Place(shown_path), "unclosed-front-matter", "页首信息没有结束；请在它后面另起一行写 ---"
        )
    markdown = scan(body, shown_path, first_line)
    entry = _read_front_matter(yaml_text, source) if yaml_text and yaml_text.strip() else None
    fields: dict[str, Any] = dict(entry.values) if entry else {}
    title = fields.pop("title", "") or _first_title(markdown) or PurePosixPath(path).stem
    if entry:
        fields["sources"] = _documents(entry)
        course = entry.nodes.get("course")
        if course is not None and not is_empty(course):
            fields["course"] = read_course(course, path, title, source)
        fields.update(_own(entry, source))
        _check_kind(entry, source)
    page = Page(
        path=path,
        title=title,
        headings=markdown.headings,
        anchors=markdown.anchors,
        fences=markdown.fences,
        views=markdown.views,
        links=markdown.links,
        length=markdown.length,
        body=body,
        first_line=first_line,
        revision=fingerprint(body),
        place=Place(shown_path),
        places=entry.places if entry else {},
        **fields,
    )
    return page, [*source.problems, *markdown.problems]


def _own(entry: Entry, source: Source) -> dict[str, Any]:
    """What pages of kinds `violation` and `change` have of their own."""
    found: dict[str, Any] = {}
    consequences = entry.nodes.get("consequences")
    if consequences is not None and not is_empty(consequences):
        read = read_fields(consequences, CONSEQUENCES, "consequences ", source)
        found["consequences"] = read.values if read else {}
    change = entry.nodes.get("change")
    if change is not None and not is_empty(change):
        read = read_fields(change, CHANGE, "change ", source)
        if read and "announced" in read.values:
            found["change"] = Change(place=read.place, places=read.places, **read.values)
    return found


def _read_front_matter(text: str, source: Source) -> Entry | None:
    root = compose(text, source)
    if root is None:
        return None
    return read_fields(root, PAGE, "页首信息", source, strict=False)


def _first_title(markdown: MarkdownText) -> str:
    return next((heading.title for heading in markdown.headings if heading.level == 1), "")


def _check_kind(entry: Entry, source: Source) -> None:
    kind = entry.values.get("kind")
    if kind == "course" and "course" not in entry.nodes:
        source.warn(
            entry.places["kind"],
            "no-course",
            "页面的 kind 是 course，却没有 course:；请补上课程内容",
        )
    if kind == "change" and "change" not in entry.nodes:
        source.warn(
            entry.places["kind"],
            "no-change",
            "页面的 kind 是 change，却没有 change:；请补上 change: 和公布日期 announced:",
        )
    if kind != "course" and "course" in entry.nodes:
        source.error(
            entry.places["course"],
            "not-a-course",
            "只有 kind: course 的页面能写 course:；请补上 kind",
        )


def _documents(entry: Entry) -> tuple[Document, ...]:
    """Each document is a mapping, or a text that is its title."""
    node = entry.nodes.get("sources")
    source = entry.source
    if node is None or is_empty(node):
        return ()
    if not isinstance(node, SequenceNode):
        source.error(
            node,
            "wrong-type",
            f"sources 应是列表，这里是{shape(node)}；请写成 - {{title: …, number: …, article: …}}",
        )
        return ()
    return tuple(doc for part in node.value if (doc := _document(part, source)) is not None)


def _document(node: Node, source: Source) -> Document | None:
    if isinstance(node, ScalarNode) and not is_empty(node):
        return Document(node.value.strip())
    entry = read_fields(node, SOURCE, "sources 里的文件", source)
    return Document(**entry.values) if entry and "title" in entry.values else None
