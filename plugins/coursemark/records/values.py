"""JSON text to a value, for text that anyone may have written."""

from __future__ import annotations

import json
import re
from itertools import accumulate

import msgspec

from coursemark.model import Json
from coursemark.statements import Written, all_written, written

MAX_DEPTH = 64

_decode = msgspec.json.Decoder().decode
_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_NO_OPENING = bytes(set(range(256)) - set(b"{[\n"))
# One that is not closed goes on to the end: nothing is looked at twice, however the text is made.
_STRING = re.compile(r'"[^"\\]*(?:\\.?[^"\\]*)*(?:"|\Z)', re.DOTALL)
_NO_BRACKET = bytes(set(range(256)) - set(b"[]{}"))
_STEP = [0] * 256
_STEP[ord("[")] = _STEP[ord("{")] = 1
_STEP[ord("]")] = _STEP[ord("}")] = -1


class BadJson(ValueError):
    """Not JSON we take; the message says why, in Chinese."""


def _refuse(constant: str) -> Json:
    raise BadJson(f"含有 {constant}，JSON 里没有这种数")


def parse(text: str) -> Json:
    """The value of one JSON text; of equal keys the last counts; lone surrogates become `?`."""
    if text.count("[") + text.count("{") > MAX_DEPTH and _depths(text)[0] > MAX_DEPTH:
        raise BadJson(f"嵌套超过 {MAX_DEPTH} 层")
    try:
        value = json.loads(text, parse_constant=_refuse)
    except BadJson:
        raise
    except (ValueError, RecursionError):
        # Among them integers of more digits than Python converts.
        raise BadJson("不是完整的 JSON") from None
    if "\\u" in text and _ESCAPED_SURROGATE.search(text):
        clean = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
        value = json.loads(clean)
    return value


def parse_line(data: bytes) -> Json:
    """The value of one JSON text in UTF-8, as `parse` gives it; raises UnicodeDecodeError too.

    What is sound takes the fast way; whatever that refuses, `parse` reads or says why not.
    """
    try:
        value = _decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return parse(data.decode("utf-8"))
    return value if _is_flat(data) else parse(data.decode("utf-8"))


def statement_in(data: bytes) -> Written | None:
    """A statement of the usual shape, if the text is one."""
    found = written(data)
    return found if found is not None and _is_flat(data) else None


def statements_in(lines: bytes) -> list[Written] | None:
    """The same of lines that each end in a line break; None unless every one is such."""
    found = all_written(lines)
    return found if found is not None and _are_flat(lines) else None


def _is_flat(data: bytes) -> bool:
    """Whether a text that was decoded is not nested too deeply."""
    if data.count(b"[") + data.count(b"{") <= MAX_DEPTH:
        return True
    return _depths(data.decode("utf-8"))[0] <= MAX_DEPTH


def _are_flat(lines: bytes) -> bool:
    opening = lines.translate(None, _NO_OPENING).split(b"\n")
    if max(map(len, opening)) <= MAX_DEPTH:
        return True
    # A long draw has many brackets, side by side.
    return all(map(_is_flat, lines.split(b"\n")))


def is_open(text: str) -> bool:
    """Whether it begins as an object or array that is not closed: a text cut short."""
    return text.lstrip().startswith(("{", "[")) and _depths(text)[1] > 0


def _depths(text: str) -> tuple[int, int]:
    """The greatest depth and the depth at the end."""
    outside = _STRING.sub("", text).encode("ascii", "ignore").translate(None, _NO_BRACKET)
    deepest = depth = 0
    for depth in accumulate(map(_STEP.__getitem__, outside)):
        if depth > deepest:
            deepest = depth
    return deepest, depth
