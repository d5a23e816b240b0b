"""Texts in parts, looked for in a file that is no record itself: a chat, a mail, a document."""

from __future__ import annotations

import io
from dataclasses import dataclass

from coursemark.records.parts import MARK, Part, find_parts
from coursemark.records.sources import Interrupted


@dataclass(frozen=True)
class Texts:
    """The parts that stand in one file; the others of their sets may stand in others."""

    file: str
    parts: tuple[Part, ...]


def texts_or_stream(file: str, stream: io.BufferedReader) -> Texts | io.BufferedReader:
    """The parts in a file; where there are none, the same bytes to be read again."""
    data, interruption = _all_of(stream)
    if MARK.lower().encode() in data.lower():
        parts = tuple(find_parts(data.decode("utf-8", "replace")))
        if parts:
            return Texts(file, parts)
    return io.BufferedReader(_Replay(data, interruption), 1 << 16)


def _all_of(stream: io.BufferedReader) -> tuple[bytes, Interrupted | None]:
    """Every byte that can be read, and what ended the reading before its time."""
    chunks = []
    try:
        while chunk := stream.read1(1 << 20):
            chunks.append(chunk)
    except Interrupted as interruption:
        return b"".join(chunks), interruption
    return b"".join(chunks), None


class _Replay(io.RawIOBase):
    """Bytes once more, and the interruption at their end."""

    def __init__(self, data: bytes, interruption: Interrupted | None) -> None:
        self._data = io.BytesIO(data)
        self._interruption = interruption

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        data = self._data.read(len(view))
        if not data and self._interruption:
            raise self._interruption
        view[: len(data)] = data
        return len(data)
