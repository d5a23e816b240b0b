"""How much there is to read in a text: what decides how long reading takes."""

from __future__ import annotations

import re

_CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WORD = re.compile(r"[^\W_]+(?:[.,:/'-][^\W_]+)*")
_UNREAD = re.compile(r"\]\([^()]*\)|\{[^{}]*\}|<[^<>]*>|^[ ]*(?:!!!|\?\?\?\+?)[ ]\S+", re.MULTILINE)
"""Addresses, attributes, tags and the kinds of admonitions: written, but not shown."""


def reading_length(text: str) -> int:
    """Chinese characters, and 2 for every other word; `text` is Markdown without code."""
    shown = _UNREAD.sub(" ", text)
    words, chinese = _CHINESE.subn(" ", shown)
    return chinese + 2 * len(_WORD.findall(words))
