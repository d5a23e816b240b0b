"""The answer to a request for statements: one JSON text, each statement read for itself.

A statement that cannot be read must not hide the thousand beside it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from coursemark.model import Json
from coursemark.records.values import MAX_DEPTH, BadJson, parse

_SPACE = re.compile(r"[ \t\r\n]*")
_SURROGATE = re.compile(r"\\u[dD]")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)


@dataclass(frozen=True)
class Result:
    """The StatementResult of the standard."""

    statements: list[dict[str, Json]]
    unread: tuple[str, ...]
    """Chinese: why an entry beside them is no statement."""
    more: str
    """Where the next ones are; empty at the end."""


def result_of(text: str) -> Result:
    """What a store answered. `BadJson` when it is no StatementResult."""
    statements: list[dict[str, Json]] | None = None
    unread: list[str] = []
    more: Json = ""
    at = _after(text, 0, "{")
    if _peek(text, at) == "}":
        raise BadJson("没有 statements")
    while True:
        key, at = _value(text, _skip(text, at))
        at = _after(text, at, ":")
        if key == "statements":
            statements, unread, at = _statements(text, at)
        else:
            value, at = _value(text, _skip(text, at))
            more = value if key == "more" else more
        if _peek(text, at) != ",":
            break
        at = _after(text, at, ",")
    at = _after(text, at, "}")
    if statements is None:
        raise BadJson("没有 statements")
    if _skip(text, at) != len(text):
        raise BadJson("后面还有别的内容")
    if more is not None and not isinstance(more, str):
        raise BadJson("more 不是地址")
    return Result(statements, tuple(unread), more or "")


def _statements(text: str, at: int) -> tuple[list[dict[str, Json]], list[str], int]:
    statements: list[dict[str, Json]] = []
    unread: list[str] = []
    at = _after(text, at, "[")
    if _peek(text, at) == "]":
        return statements, unread, _after(text, at, "]")
    while True:
        at = _skip(text, at)
        try:
            value, at = _value(text, at)
        except BadJson as bad:
            at = _end(text, at)
            unread.append(str(bad))
        else:
            if isinstance(value, dict):
                statements.append(value)
            else:
                unread.append("不是一条学习记录")
        if _peek(text, at) != ",":
            return statements, unread, _after(text, at, "]")
        at = _after(text, at, ",")


def _refuse(constant: str) -> Json:
    raise BadJson(f"含有 {constant}，JSON 里没有这种数")


_DECODER = json.JSONDecoder(parse_constant=_refuse)


def _value(text: str, at: int) -> tuple[Json, int]:
    """The value that begins here, and where it ends. `BadJson` when it is none that we take."""
    try:
        value, end = _DECODER.raw_decode(text, at)
    except BadJson:
        raise
    except RecursionError:
        raise BadJson(f"嵌套超过 {MAX_DEPTH} 层") from None
    except ValueError:
        raise BadJson("不是完整的 JSON") from None
    deep = text.count("[", at, end) + text.count("{", at, end) > MAX_DEPTH
    if deep or _SURROGATE.search(text, at, end):
        value = parse(text[at:end])
    return value, end


def _end(text: str, at: int) -> int:
    """The end of an object or array that could not be read."""
    depth = 0
    for token in _TOKEN.finditer(text, at):
        if depth == 0 and token.start() != at:
            break
        if token[0] in "[{":
            depth += 1
        elif token[0] in "]}":
            depth -= 1
            if depth == 0:
                return token.end()
    raise BadJson("不是完整的 JSON")


def _skip(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at


def _peek(text: str, at: int) -> str:
    at = _skip(text, at)
    return text[at : at + 1]


def _after(text: str, at: int, sign: str) -> int:
    """Where the text goes on behind a sign that must stand here."""
    at = _skip(text, at)
    if text[at : at + 1] != sign:
        raise BadJson("不是完整的 JSON" if at == len(text) else "不是学习记录的列表")
    return at + 1
