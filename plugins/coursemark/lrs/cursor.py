"""How far a record store has been read: what the caller keeps, and hands back the next time."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from coursemark.days import instant
from coursemark.model import Json
from coursemark.records.values import BadJson, parse

OVERLAP = 3_600_000
"""Milliseconds that are read again. A store says when it took a statement before anybody can read
it, and its machines may have clocks of their own."""

_ZONE = re.compile(r"(?:[Zz]|[+-][0-9]{2}:?[0-9]{2})$")
_EPOCH = datetime(1970, 1, 1)


@dataclass(frozen=True)
class Cursor:
    """Everything stored up to a moment was read."""

    since: int
    """Moment in the time of the store, already less the overlap."""
    witness: tuple[int, int] | None
    """When the store took a statement, and when that was recorded, which was before: who selects by
    the time of storing has it in the first moment, who selects by the other has it in the second.
    None: none was seen."""


def cursor_text(cursor: Cursor, store: str) -> str:
    """One line of ASCII; `store` is the name of the endpoint."""
    witness = None if cursor.witness is None else [utc(when) for when in cursor.witness]
    return json.dumps({"store": store, "since": utc(cursor.since), "witness": witness})


def read_cursor(text: str | None, store: str) -> Cursor | None:
    """None for a text that is no cursor, or one of another store: all is read again then."""
    try:
        value = parse(text or "")
    except BadJson:
        return None
    if not isinstance(value, dict) or value.get("store") != store:
        return None
    since = moment(value.get("since"))
    return None if since is None else Cursor(since, _witness(value.get("witness")))


def _witness(value: Json) -> tuple[int, int] | None:
    if not isinstance(value, list) or len(value) != 2:
        return None
    stored, recorded = moment(value[0]), moment(value[1])
    return None if stored is None or recorded is None else (stored, recorded)


def moment(text: Json) -> int | None:
    """The moment of a timestamp that names its zone: a guess of hours would skip statements."""
    return instant(text) if isinstance(text, str) and _ZONE.search(text) else None


def utc(moment: int) -> str:
    """As `2026-03-05T01:02:03.456Z`. Some stores compare it as text with their own, which have
    this form."""
    return (_EPOCH + timedelta(milliseconds=moment)).isoformat(timespec="milliseconds") + "Z"
