"""The lines of a stream as JSON values, with the digests of all bytes before each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, NamedTuple

from coursemark.model import Json
from coursemark.records.values import BadJson, is_open, parse_line, statement_in
from coursemark.statements import Written

MAX_LINE = 1024 * 1024
_HASHED_TOGETHER = 1 << 16
"""Bytes: each call has its price."""


@dataclass(frozen=True, slots=True)
class Bad:
    """A text that gives no value, and why, in Chinese."""

    reason: str
    unfinished: bool = False
    """It begins as JSON and stops before it is closed."""


class ReadLine(NamedTuple):
    number: int
    """Counted from 1, empty lines included."""
    value: Json | Written | Bad
    ended: bool
    """By a line break."""


class Lines:
    """Iterates once over a stream in UTF-8; empty lines are passed over.

    `quick`: statements of the usual shape are given as such, and not as JSON.
    """

    def __init__(self, stream: IO[bytes], *, quick: bool = False) -> None:
        self._stream = stream
        self._quick = quick
        self._passed: list[bytes] = []
        """Lines not hashed yet."""
        self._waiting = 0
        """Their bytes."""
        self._digest = hashlib.sha256()
        self._digest_lf: hashlib._Hash | None = None
        """Of the bytes with LF line ends; made at the first CRLF, the same until then."""

    def __iter__(self) -> Iterator[ReadLine]:
        number = 0
        quick = self._quick
        while data := self._stream.readline(MAX_LINE + 1):
            number += 1
            ended = data.endswith(b"\n")
            long = len(data) > MAX_LINE and not ended
            if long:
                yield ReadLine(number, Bad(f"这一行超过 {MAX_LINE >> 20} MB，没有读取"), True)
            elif not data.isspace():
                value = statement_in(data) if quick else None
                yield ReadLine(number, value or value_of(data), ended)
            self._pass(data)
            while long and data and not data.endswith(b"\n"):
                data = self._stream.readline(MAX_LINE + 1)
                self._pass(data)

    def digests(self) -> tuple[str, str]:
        """SHA-256 of all bytes before the current line: as they are, and with LF line ends."""
        self._hash()
        return self._digest.hexdigest(), (self._digest_lf or self._digest).hexdigest()

    @property
    def crlf(self) -> bool:
        """Whether a line so far ended in CRLF."""
        return self._digest_lf is not None

    def _pass(self, data: bytes) -> None:
        crlf = data.endswith(b"\r\n")
        if crlf and self._digest_lf is None:
            self._hash()
            self._digest_lf = self._digest.copy()
        if self._digest_lf is None:
            self._passed.append(data)
            self._waiting += len(data)
            if self._waiting > _HASHED_TOGETHER:
                self._hash()
        else:
            self._digest.update(data)
            self._digest_lf.update(data[:-2] + b"\n" if crlf else data)

    def _hash(self) -> None:
        self._digest.update(b"".join(self._passed))
        self._passed.clear()
        self._waiting = 0


def value_of(data: bytes) -> Json | Bad:
    """The JSON value of these bytes."""
    try:
        return parse_line(data)
    except UnicodeDecodeError:
        return Bad("不是 UTF-8 文字", is_open(data.decode("utf-8", "replace")))
    except BadJson as fault:
        return Bad(str(fault), is_open(data.decode("utf-8")))
