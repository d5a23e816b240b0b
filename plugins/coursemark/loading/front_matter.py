"""The YAML between two `---` lines at the start of a page, as MkDocs takes it."""

from __future__ import annotations

import re

_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_LOOKS_LIKE_FIELD = re.compile(r"\A---[ \t]*\n[A-Za-z_]+[ ]?[:：]")


def split_front_matter(text: str) -> tuple[str | None, str, int]:
    """The YAML text or None, the text below it, and the line on which that begins."""
    if not text.startswith("---"):
        return None, text, 1
    end = _end(text)
    if end is None:
        return None, text, 1
    yaml_end, body = end
    start = text.index("\n") + 1
    return text[start:yaml_end], text[body:], text.count("\n", 0, body) + 1


def is_unclosed(text: str) -> bool:
    """Whether a front matter begins here that never ends."""
    return bool(_LOOKS_LIKE_FIELD.match(text)) and _end(text) is None


def _end(text: str) -> tuple[int, int] | None:
    """Where the YAML ends and where the text below begins."""
    if not _OPENING.match(text):
        return None
    closing = _CLOSING.search(text, text.index("\n"))
    return (closing.start() + 1, closing.end()) if closing else None
