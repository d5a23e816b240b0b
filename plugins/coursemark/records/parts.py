"""A record as text in parts, as copied into a chat or read from QR codes.

A part is `CMR1 <set> <i>/<n> <payload> <check>`: `set` is `digest(text, 8)` of the text that was
parted, the payloads joined are the base 32 of its raw deflate, and `check` is
`digest("<set> <i>/<n> <payload>", 4)`. The twin is `browser/transfer/parts.js`; both run
`tests/spec/transfer/*.json`.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice

from coursemark.codes import digest

MARK = "CMR1"
MAX_TEXT = 64 * 1024 * 1024
"""Bytes of a text, unpacked."""

MAX_PARTS = 100_000
"""In one text: forty QR codes of each of 2,500 people."""

_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MAX_PAYLOAD = 8192
_MAX_PIECES = 64
"""Into how many a line break, a quote mark or a word processor may have cut one part."""

# Named one by one, because the two languages differ in what they call blank. `>` and `|` begin
# the lines of a quoted message.
_BLANK = (
    "\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200f"
    "\\u2028-\\u202f\\u205f\\u2060\\u3000\\ufeff>|"
)
_HEAD = re.compile(
    f"[Cc][Mm][Rr]1[{_BLANK}]*((?:[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z][{_BLANK}]*){{8}})"
    f"([0-9]{{1,4}})[{_BLANK}]*/[{_BLANK}]*([0-9]{{1,4}})[{_BLANK}]+"
)
_PIECE = re.compile(f"[{_BLANK}]*([A-Za-z0-9]+)")
_BLANKS = re.compile(f"[{_BLANK}]+")


class PartFault(ValueError):
    """Payloads that do not give back the text; the message says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Part:
    set: str
    number: int
    """From 1."""
    count: int
    payload: str | None
    """None when it was mistyped: the check does not fit."""


def find_parts(text: str) -> Iterator[Part]:
    """The parts that stand in a text, whatever stands around them and wherever lines break.

    At most `MAX_PARTS`; what would be further is missing.
    """
    for head in islice(_HEAD.finditer(text), MAX_PARTS):
        name = _BLANKS.sub("", head[1]).upper()
        number, count = int(head[2]), int(head[3])
        if 1 <= number <= count:
            payload = _payload(text, head.end(), f"{name} {number}/{count}")
            yield Part(name, number, count, payload)


def _payload(text: str, start: int, head: str) -> str | None:
    """What stands before the check: of the pieces that follow, as many as make it fit."""
    joined = ""
    # Hashed on as it grows: a hostile file asks for millions of checks.
    hashed, so_far = sha256(f"{head} ".encode()), 0
    for _ in range(_MAX_PIECES):
        piece = _PIECE.match(text, start)
        if piece is None or len(joined) > _MAX_PAYLOAD or piece[1].upper() == MARK:
            return None
        joined += piece[1].upper()
        start = piece.end()
        if len(joined) <= 4:
            continue
        hashed.update(joined[so_far:-4].encode())
        so_far = len(joined) - 4
        if int.from_bytes(hashed.digest()[:3], "big") >> 4 == _value(joined[-4:]):
            return joined[:-4]
    return None


def _value(check: str) -> int:
    """The 20 bits that a check of four letters stands for; -1 when it cannot be one."""
    value = 0
    for letter in check:
        digit = _DIGITS.find(letter)
        if digit < 0:
            return -1
        value = value << 5 | digit
    return value


def join(name: str, payloads: Sequence[str]) -> bytes:
    """The text of a set in UTF-8, from all its payloads in order; raises PartFault."""
    letters = "".join(payloads)
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        packed = base64.b32decode(letters + "=" * (-len(letters) % 8))
        data = unpacker.decompress(packed, MAX_TEXT + 1)
    except (ValueError, zlib.error):
        raise PartFault("各段都在，拼起来却读不出来；请学员重新复制或扫描") from None
    if len(data) > MAX_TEXT:
        raise PartFault(f"解压后超过 {MAX_TEXT >> 20} MB，没有读取")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if digest(text, len(name)) != name:
        raise PartFault("各段都在，拼起来却与编号不符；请学员重新复制或扫描")
    return data
