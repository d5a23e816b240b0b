"""The encoding of a record file: UTF-8 as written, or what an editor made of it."""

from __future__ import annotations

import codecs
import io

SAMPLE = 1 << 16
_FIRST = 1 << 12


def as_utf8(stream: io.BufferedReader) -> tuple[io.BufferedReader, str]:
    """The stream in UTF-8 without a byte order mark, and in Chinese what had to be undone."""
    sample = stream.peek(SAMPLE)[:SAMPLE]
    if sample.startswith(codecs.BOM_UTF8):
        stream.read(3)
        return stream, "文件开头有 BOM"
    found = _other_encoding(sample)
    if found is None:
        return stream, ""
    encoding, name = found
    text = stream.read().decode(encoding, "replace").removeprefix("\ufeff")
    converted = io.BytesIO(text.encode("utf-8", "replace"))
    return io.BufferedReader(converted), f"文件是 {name} 编码"


def _other_encoding(sample: bytes) -> tuple[str, str] | None:
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", "UTF-16"
    if sample[:2] in (b"{\0", b"[\0"):
        return "utf-16-le", "UTF-16"
    if sample[:2] in (b"\0{", b"\0["):
        return "utf-16-be", "UTF-16"
    # Chinese in UTF-8 in the first lines, as the learner's name, leaves no doubt.
    first = sample[:_FIRST]
    if not first.isascii() and _decodes(first, "utf-8"):
        return None
    if b"\0" in sample or _decodes(sample, "utf-8"):
        return None
    # A damaged UTF-8 file still has other lines in good UTF-8; a GBK file has none.
    lines = [line for line in sample.split(b"\n")[:-1] or [sample] if not line.isascii()]
    if any(_decodes(line, "utf-8") for line in lines) or not _decodes(sample, "gb18030"):
        return None
    return "gb18030", "GBK"


def _decodes(data: bytes, encoding: str) -> bool:
    """Whether it is text in this encoding, perhaps cut in the middle of a character."""
    try:
        if encoding == "utf-8":  # Every file is looked at.
            codecs.utf_8_decode(data, "strict", False)
        else:
            codecs.getincrementaldecoder(encoding)().decode(data, final=False)
    except UnicodeDecodeError:
        return False
    return True
