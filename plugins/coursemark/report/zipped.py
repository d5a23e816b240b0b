"""A ZIP file whose large members were deflated in pieces, by several processes.

A deflated text may be made of pieces: one that was begun anew refers to nothing before it, and one
that is flushed ends with a whole byte. So pieces stand one after another as they are, as those of
pigz do, and whoever unpacks them sees one stream. The checksum of the whole follows from the
checksums and sizes of the pieces. What a member is made of is known before it is written, and the
same pieces make the same file, whoever made them.
"""

from __future__ import annotations

import errno
import io
import os
import shutil
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import BinaryIO

_LEVEL = 3
"""For rows, 5 takes twice as long to make a tenth less; 1 is no faster."""
_LARGEST = 0xFFFF_FFFE
"""Bytes. Beyond is ZIP64, at which Excel offers to repair the file."""
_MOST_MEMBERS = 0xFFFE
_VERSION = 20
_DEFLATED = 8
_TIME, _DATE = 0, 1 << 5 | 1
"""The beginning of 1980, as Excel says: equal members make equal files."""
_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"


@dataclass(frozen=True)
class Piece:
    """A part of a member, deflated in a file of its own or here."""

    data: Path | bytes
    size: int
    """Bytes before deflating."""
    crc: int


class PieceWriter:
    """Deflates a text while it is made, into a file or in memory."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._stream = path.open("wb") if path else io.BytesIO()
        self._size = self._crc = 0
        self._deflate = _deflate()

    def write(self, data: bytes) -> None:
        """Better many lines at once."""
        self._size += len(data)
        self._crc = zlib.crc32(data, self._crc)
        self._stream.write(self._deflate.compress(data))

    def close(self) -> Piece:
        with self._stream as stream:
            stream.write(self._deflate.flush(zlib.Z_SYNC_FLUSH))
            packed = stream.getvalue() if isinstance(stream, io.BytesIO) else self._path
        assert packed is not None, "a stream is a file, or in memory"
        return Piece(packed, self._size, self._crc)


def piece_of(data: bytes) -> Piece:
    """A small one, in memory."""
    writer = PieceWriter()
    writer.write(data)
    return writer.close()


def _deflate() -> zlib._Compress:
    return zlib.compressobj(_LEVEL, wbits=-zlib.MAX_WBITS)


_LAST = zlib.compressobj(wbits=-zlib.MAX_WBITS).flush()
"""Ends a stream: a block of nothing that says it is the last."""


class Zipped:
    """Writes members, then where they are."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._directory: list[bytes] = []

    def add(self, name: str, pieces: Sequence[Piece]) -> None:
        """`name` is ASCII. Raises OSError, file too large, for what is no ZIP without ZIP64."""
        start, crc, size = self._stream.tell(), 0, 0
        packed = len(_LAST) + sum(_packed(piece) for piece in pieces)
        for piece in pieces:
            crc = joined(crc, piece.crc, piece.size)
            size += piece.size
        if max(start + packed, size) > _LARGEST or len(self._directory) >= _MOST_MEMBERS:
            raise _too_large()
        said = name.encode("ascii")
        about = struct.pack(
            "<5H3L2H", _VERSION, 0, _DEFLATED, _TIME, _DATE, crc, packed, size, len(said), 0
        )
        self._stream.write(_LOCAL + about + said)
        for piece in pieces:
            _copy(piece, self._stream)
        self._stream.write(_LAST)
        rest = struct.pack("<3H2L", 0, 0, 0, 0, start)
        self._directory.append(_CENTRAL + struct.pack("<H", _VERSION) + about + rest + said)

    def close(self) -> None:
        """The directory; the stream stays open."""
        start, directory = self._stream.tell(), b"".join(self._directory)
        if start + len(directory) > _LARGEST:
            raise _too_large()
        count = len(self._directory)
        self._stream.write(directory)
        self._stream.write(
            _END + struct.pack("<4H2LH", 0, 0, count, count, len(directory), start, 0)
        )


def _packed(piece: Piece) -> int:
    return len(piece.data) if isinstance(piece.data, bytes) else piece.data.stat().st_size


def _copy(piece: Piece, stream: BinaryIO) -> None:
    if isinstance(piece.data, bytes):
        stream.write(piece.data)
        return
    with piece.data.open("rb") as packed:
        shutil.copyfileobj(packed, stream, 1 << 20)


def _too_large() -> OSError:
    return OSError(errno.EFBIG, os.strerror(errno.EFBIG))


def joined(first: int, second: int, size: int) -> int:
    """The CRC-32 of two texts one after the other; `size`: bytes of the second.

    A checksum is a polynomial over GF(2), its highest power in the lowest bit; a zero bit behind
    the text multiplies it by x, modulo the polynomial of CRC-32.
    """
    power, bits = 1 << 31, 8 * size
    for n in range(bits.bit_length()):
        if bits >> n & 1:
            power = _product(power, _squared(n))
    return _product(first, power) ^ second


@cache
def _squared(times: int) -> int:
    """x, squared so many times."""
    if times == 0:
        return 1 << 30
    root = _squared(times - 1)
    return _product(root, root)


def _product(one: int, other: int) -> int:
    """Modulo the polynomial of CRC-32."""
    product = 0
    for bit in range(31, -1, -1):
        if one >> bit & 1:
            product ^= other
        other = other >> 1 ^ (0xEDB88320 if other & 1 else 0)
    return product
