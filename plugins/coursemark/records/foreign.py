"""The shapes in which other tools write statements: an array, or an object that holds one."""

from __future__ import annotations

import re

from coursemark.model import Json

_ONE_JSON_TEXT = re.compile(rb'\s*(?:\[|\{\s*"(?:statements|more)"\s*:|\{\s*[\r\n])')


def is_one_text(start: bytes) -> bool:
    """Whether a file that begins so is a single JSON text and not lines of JSON."""
    return _ONE_JSON_TEXT.match(start) is not None


def statements_in(value: Json) -> list[Json] | None:
    """The statements of an array, of `{"statements": […]}`, or a single one; None for others."""
    if isinstance(value, dict):
        if is_statement(value):
            return [value]
        value = value.get("statements")
    return value if isinstance(value, list) else None


def is_statement(value: Json) -> bool:
    """It says who did what, or at least what was done to what."""
    return isinstance(value, dict) and "verb" in value and ("object" in value or "actor" in value)
