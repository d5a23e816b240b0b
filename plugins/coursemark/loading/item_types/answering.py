"""What an item type reads: the part of an item that differs from type to type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from coursemark.model import Json


@dataclass(frozen=True)
class Answering:
    """The key and what it refers to; a key of None has been reported."""

    key: Json = None
    options: Mapping[str, str] = field(default_factory=dict)
    match_sources: Mapping[str, str] = field(default_factory=dict)
    match_targets: Mapping[str, str] = field(default_factory=dict)
    tolerance: Mapping[str, str] | None = None
    unit: str | None = None
    option_feedback: Mapping[str, str] = field(default_factory=dict)
