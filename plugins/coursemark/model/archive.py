"""How exported files are named and numbered when they go to the archive (档号)."""

from __future__ import annotations

from dataclasses import dataclass

MAX_FIXED = 90
"""Bytes in UTF-8 of what the rule gives to every name: about thirty Chinese characters."""
PARTS = ("programme", "unit", "department", "year", "retention", "sequence")
DEFAULT_NAME = "-".join(f"{{{part}}}" for part in PARTS)
DEFAULT_KEY = "{id}{name}"


@dataclass(frozen=True)
class ArchiveRule:
    programme: str
    """What the records belong to, such as 医保培训."""
    unit: str
    """The hospital or bureau."""
    retention: str
    """How long they are kept, such as 永久 or 10年."""
    department: str = ""
    """That files them; empty: the learner's, or 全院 for files of several people."""
    name: str = DEFAULT_NAME
    """Of `PARTS` in braces; `{sequence}` stands in it once."""
    key: str = DEFAULT_KEY
    """Of `{id}` (工号) and `{name}`, on files of one person: tells namesakes apart."""
    start: int = 1
    digits: int = 4
