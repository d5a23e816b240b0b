"""Rows of (last, name, value) in ClickHouse's RowBinary, out of a stream of bytes.

Texts stand in it as they are, behind their length: a statement passes without being escaped.
"""

from __future__ import annotations

import http.client
from collections.abc import Iterable, Iterator
from contextlib import suppress

Pair = tuple[bytes, bytes]
"""Name and value."""

MAX_TEXT = 64 << 20
_WORDS = 4096


class Garbled(Exception):
    """What came is no row; `data` is what came from there on: often the reason, in words."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.data = data


def pairs_in(pieces: Iterable[bytes]) -> Iterator[Pair]:
    """The rows up to the one that is marked as the last, which is not among them.

    `Garbled` for anything else; `http.client.IncompleteRead` when the last one does not come.
    """
    rest = b""
    stream = iter(pieces)
    for piece in stream:
        data = rest + piece
        at = 0
        try:
            while True:
                if (mark := data[at]) > 1:
                    raise Garbled(_words(data[at:], stream))
                name, end = _text(data, at + 1)
                value, end = _text(data, end)
                if mark:
                    return
                yield name, value
                at = end
        except IndexError:
            rest = data[at:]
    raise http.client.IncompleteRead(rest)


def _text(data: bytes, at: int) -> tuple[bytes, int]:
    """The text that begins here with its length, and where it ends; IndexError: not all is here."""
    size = shift = 0
    while True:
        byte = data[at]
        at += 1
        size |= (byte & 127) << shift
        if byte < 128:
            break
        shift += 7
        if shift > 28:
            raise Garbled(data[at:])
    if size > MAX_TEXT:
        raise Garbled(data[at:])
    end = at + size
    if end > len(data):
        raise IndexError
    return data[at:end], end


def _words(data: bytes, pieces: Iterator[bytes]) -> bytes:
    """With what belongs to them and comes later, whatever becomes of the connection."""
    with suppress(OSError, http.client.HTTPException):
        for piece in pieces:
            data += piece
            if len(data) > _WORDS:
                break
    return data[:_WORDS]
