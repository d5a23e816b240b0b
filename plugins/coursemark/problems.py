"""What is wrong, where, and what to do about it.

Every fault an author or trainer can cause becomes a `Problem`; nothing in the core prints or
raises for it. The texts are Chinese, for people; the rule id is for tools.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

Level = Literal["error", "warning"]

LEVEL_NAMES: dict[Level, str] = {"error": "错误", "warning": "警告"}

_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)


def visible(text: str) -> str:
    """One line that shows what would otherwise be unseen, break the line or steer a terminal."""
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A position in a file, as an editor shows it."""

    path: str
    """Relative to the folder of `mkdocs.yml`, with forward slashes."""
    line: int = 1
    """Counted from 1."""
    column: int = 1
    """Counted from 1, in code points."""

    def __str__(self) -> str:
        return f"{visible(self.path)}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One fault: its place, what it is and how to mend it."""

    place: Place
    rule: str
    """Stable id, such as `no-key`."""
    text: str
    """One line: what is wrong；what to do."""
    level: Level = "error"
    tolerated: bool = False
    """A warning that a strict run lets pass."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", visible(self.text))

    def __str__(self) -> str:
        return f"{self.place}: {LEVEL_NAMES[self.level]}: {self.text} [{self.rule}]"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`；是不是 X？` for the nearest known word, or an empty string."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"；是不是 {near[0]}？" if near else ""


def _github_escape(text: str) -> str:
    return text.replace("%", "%25")


def _github_property(text: str) -> str:
    return _github_escape(text).replace(":", "%3A").replace(",", "%2C")


def format_problems(problems: Iterable[Problem], style: str) -> str:
    """All problems as `text` (a line each), `json` (one array) or `github` (workflow commands)."""
    found = list(problems)
    if style == "json":
        rows = [
            {
                "path": p.place.path,
                "line": p.place.line,
                "column": p.place.column,
                "level": p.level,
                "rule": p.rule,
                "text": p.text,
            }
            for p in found
        ]
        return json.dumps(rows, ensure_ascii=False, indent=2)
    if style == "github":
        return "\n".join(
            f"::{p.level} file={_github_property(visible(p.place.path))},line={p.place.line},"
            f"col={p.place.column},title={p.rule}::{_github_escape(p.text)}"
            for p in found
        )
    return "\n".join(str(p) for p in found)
