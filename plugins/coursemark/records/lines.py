"""The lines of a stream as JSON values, with the digests of all bytes before each."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from coursemark.model import Json
from coursemark.records.values import BadJson, is_open, parse_line, statement_in, statements_in
from coursemark.statements import Written

MAX_LINE = 1024 * 1024
_BLOCK = 1 << 18
"""Bytes read at a time, and decoded together where they can be."""
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


class Run(NamedTuple):
    """Lines without gap, each a statement of the usual shape."""

    number: int
    """Of the first."""
    statements: list[Written]


class Lines:
    """Iterates once over a stream in UTF-8; empty lines are passed over.

    `quick`: statements of the usual shape are given as such, and not as JSON; where many stand
    together, in runs.
    """

    def __init__(self, stream: io.BufferedReader | io.BytesIO, *, quick: bool = False) -> None:
        self._stream = stream
        self._quick = quick
        self._number = 0
        """Of the current line, or of the last one of a run."""
        self._passed: list[bytes] = []
        """Lines not hashed yet."""
        self._waiting = 0
        """Their bytes."""
        self._digest = hashlib.sha256()
        self._digest_lf: hashlib._Hash | None = None
        """Of the bytes with LF line ends; made at the first CRLF, the same until then."""

    def __iter__(self) -> Iterator[ReadLine | Run]:
        rest = b""
        while block := self._stream.read1(_BLOCK):
            data = rest + block
            end = data.rfind(b"\n") + 1
            yield from self._several(data[:end])
            rest = data[end:]
            if len(rest) > MAX_LINE:
                yield from self._each(rest)
                rest = self._rest_of_line()
        yield from self._each(rest)

    def _several(self, data: bytes) -> Iterator[ReadLine | Run]:
        """Whole lines: the first and the last may be header and end."""
        first = 0 if self._number else data.find(b"\n") + 1
        last = data.rfind(b"\n", 0, -1) + 1
        between = data[first:last]
        found = statements_in(between) if self._quick and between else None
        if found is None:
            yield from self._each(data)
            return
        yield from self._each(data[:first])
        yield Run(self._number + 1, found)
        self._number += len(found)
        self._pass(between)
        yield from self._each(data[last:])

    def _each(self, data: bytes) -> Iterator[ReadLine]:
        for line in io.BytesIO(data):
            self._number += 1
            ended = line.endswith(b"\n")
            if len(line) - ended > MAX_LINE:
                yield ReadLine(self._number, Bad(f"这一行超过 {MAX_LINE >> 20} MB，没有读取"), True)
            elif not line.isspace():
                value = statement_in(line) if self._quick else None
                yield ReadLine(self._number, value or value_of(line), ended)
            self._pass(line)

    def _rest_of_line(self) -> bytes:
        """Passes over the rest of a line that is too long; returns what was read after it."""
        while block := self._stream.read1(_BLOCK):
            end = block.find(b"\n") + 1
            self._pass(block[:end] if end else block)
            if end:
                return block[end:]
        return b""

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
