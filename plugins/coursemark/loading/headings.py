"""Headings and the anchors Python-Markdown's table of contents gives them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

from pymdownx.slugs import slugify

from coursemark.model import Heading

_ID = re.compile(r"^(#{1,6})(.*?)#*[ \t]*(\{:?[ \t]*[^{}]*\})[ \t]*$")
_TRAILING_ATTRIBUTES = re.compile(r"^(.*?)[ \t]+(\{:?[ \t]*[^{}]*\})[ \t]*$")
_ID = re.compile(r"#([^\s{}#.=]+)")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
_TAG = re.compile(r"<[^<>]*>")
_EMPHASIS = re.compile(r"\*+|~~|(?<!\w)_+(?=\w)|(?<=\w)_+(?!\w)")
_CODE = re.compile(r"(`+)[ ]?(.+?)[ ]?\1")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!])")
_MOST_MARKED = 500
"""A longer heading keeps its marks: nobody wrote it, and it is not worth the time."""
_HIDDEN = 0xE000
"""An escaped character waits in the private use area until the marks are gone."""
_SHOWN = re.compile("[\ue020-\ue07f]")
_COUNTED = re.compile(r"^(.*)_([0-9]+)$")

_slug = slugify(case="lower")


@dataclass(frozen=True, slots=True)
class RawHeading:
    """A heading before its anchor is known."""

    title: str
    explicit: str
    level: int
    line: int


def read_heading(line: str, number: int, underline: re.Match[str] | None) -> RawHeading | None:
    """The heading that this line is, if it is one; `underline` is the line below if it has one."""
    text, attributes = _parted(line)
    if line.startswith("#"):
        bare = text.lstrip("#")
        level = min(len(text) - len(bare), 6)
        text = text[level:].rstrip().rstrip("#")
    elif underline is not None:
        level = 1 if underline[1].startswith("=") else 2
    else:
        return None
    ident = _ID.search(attributes)
    return RawHeading(_plain(text), ident[1] if ident else "", level, number)


def _parted(line: str) -> tuple[str, str]:
    """The text of a heading, and the `{ #id }` after it."""
    text = line.rstrip()
    start = text.rfind("{") if text.endswith("}") else -1
    return (text[:start], text[start:]) if start > 0 else (text, "")


def _plain(text: str) -> str:
    """The text a reader sees, without its marks."""
    if len(text) <= _MOST_MARKED and any(mark in text for mark in "`*_[<~\\&"):
        text = _ESCAPE.sub(lambda escaped: chr(_HIDDEN + ord(escaped[1])), text)
        text = _IMAGE.sub("", text)
        text = _LINK.sub(r"\1", text)
        text = _CODE.sub(r"\2", text)
        text = _TAG.sub("", text)
        text = _EMPHASIS.sub("", text)
        text = html.unescape(text)
        text = _SHOWN.sub(lambda hidden: chr(ord(hidden[0]) - _HIDDEN), text)
    return text.strip()


class AnchorBook:
    """Gives each heading its anchor: its own id, or a slug made unique with `_1`, `_2`…"""

    def __init__(self, raw: Iterable[RawHeading], explicit: Iterable[str]) -> None:
        raw = list(raw)
        used = {heading.explicit for heading in raw if heading.explicit} | set(explicit)
        found: list[Heading] = []
        for heading in raw:
            anchor = heading.explicit or _unique(_slug(heading.title, "-"), used)
            used.add(anchor)
            found.append(Heading(heading.title, anchor, heading.level, heading.line))
        self.headings = tuple(found)
        self.anchors = frozenset(used)


def _unique(anchor: str, used: set[str]) -> str:
    """As Python-Markdown's `toc.unique`: an empty slug is numbered too."""
    while not anchor or anchor in used:
        counted = _COUNTED.match(anchor)
        anchor = f"{counted[1]}_{int(counted[2]) + 1}" if counted else f"{anchor}_1"
    return anchor
