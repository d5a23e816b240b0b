"""JSON values and the fingerprints that serve as revisions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, TypeAlias

Json: TypeAlias = Any
"""A value that JSON can hold."""

Definition: TypeAlias = Mapping[str, Json]
"""What grading needs of one item, in the shape both languages read (see docs/formats.md)."""


def fingerprint(value: Json) -> str:
    """Twelve hex digits that change when the value does, whatever the order of its fields."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]
