"""A record sealed to a trainer's key: a header line, then the sealed box in base64.

The box holds the raw deflate of the record's bytes: what is sealed cannot be made smaller later,
and it has to fit into a message or QR codes.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Sequence

from coursemark.records.values import BadJson, parse
from coursemark.sealing import Key, open_sealed

FORMAT = "coursemark-sealed/1"
MAX_RECORD = 64 * 1024 * 1024
"""Bytes of a record, unsealed and unpacked."""

_FAMILY = "coursemark-sealed/"
_BLANKS = re.compile(rb"\s+")
_SHORT = re.compile(r"[0-9A-Z]{1,16}")


class SealedFault(ValueError):
    """A sealed file that stays closed; the message says why, in Chinese."""


def is_sealed(start: bytes) -> bool:
    """Whether a file that begins so is a sealed record."""
    return _header(start.split(b"\n", 1)[0]) is not None


def unsealed(data: bytes, keys: Sequence[Key]) -> bytes:
    """The record in a sealed file; raises SealedFault."""
    line, _, box = data.partition(b"\n")
    header = _header(line) or {}
    if header.get("format") != FORMAT:
        raise SealedFault(f"密封的格式是 {str(header.get('format'))[:40]}，不是 {FORMAT}，打不开")
    said = header.get("key")
    name = said if isinstance(said, str) and _SHORT.fullmatch(said) else "（没有写明）"
    if not keys:
        raise SealedFault(f"这份记录是密封的，要用私钥 {name} 打开；请加 --key 私钥文件")
    try:
        letters = base64.b64decode(_BLANKS.sub(b"", box), validate=True)
    except (binascii.Error, ValueError):
        letters = b""
    # The header can be altered by anybody, so the other keys are tried as well.
    for key in sorted(keys, key=lambda each: each.name != name):
        opened = open_sealed(letters, key)
        if opened is not None:
            return _unpacked(opened)
    if any(key.name == name for key in keys):
        raise SealedFault("密封的内容不完整或被改动过，打不开；请学员重新交")
    given = "、".join(sorted({key.name for key in keys}))
    raise SealedFault(f"这份记录要用私钥 {name} 打开，给出的是 {given}；请加上它的 --key 文件")


def _unpacked(packed: bytes) -> bytes:
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        data = unpacker.decompress(packed, MAX_RECORD + 1)
    except zlib.error:
        raise SealedFault("密封打开了，里面却不是学习记录；请学员重新交") from None
    if len(data) > MAX_RECORD:
        raise SealedFault(f"密封的记录解压后超过 {MAX_RECORD >> 20} MB，没有读取")
    return data


def _header(line: bytes) -> dict[str, object] | None:
    if _FAMILY.encode() not in line:
        return None
    try:
        value = parse(line.decode("utf-8"))
    except (BadJson, UnicodeDecodeError):
        return None
    if isinstance(value, dict) and str(value.get("format", "")).startswith(_FAMILY):
        return value
    return None
