"""A record file from statements, such as one that a list of people present comes to."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

from coursemark.model import Json, SiteConfig
from coursemark.records.read import FORMAT

RECORD_START = f'{{"format":"{FORMAT}"'
"""How the text of every such file begins."""


def record_of(
    statements: Iterable[Mapping[str, Json]], site: SiteConfig, build: str, exported: str
) -> bytes:
    """Header without a learner (the statements say whose they are), statements, end line."""
    header = {
        "format": FORMAT,
        "site": {"id": site.id, "title": site.title, "build": build},
        "learner": {},
        "exported": exported,
    }
    lines = [_line(each) for each in (header, *statements)]
    body = b"".join(lines)
    end = {"end": len(lines) - 1, "sha256": hashlib.sha256(body).hexdigest()}
    return body + _line(end)


def _line(value: Mapping[str, Json]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
