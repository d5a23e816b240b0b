"""Entries of zips: what is sound in a damaged one still counts."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from record_builder import Learner

from coursemark.records import read_records


def packed(data: bytes, method: int) -> bytearray:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        archive.writestr("a.jsonl", data)
    return bytearray(stream.getvalue())


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_all_lines_of_an_entry_with_a_wrong_checksum_count(tmp_path: Path, method: int) -> None:
    learner = Learner()
    for _ in range(40):
        learner.read()
    raw = packed(learner.record(), method)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        crc = archive.getinfo("a.jsonl").CRC.to_bytes(4, "little")
    raw = bytearray(bytes(raw).replace(crc, bytes([crc[0] ^ 1, *crc[1:]])))
    (tmp_path / "x.zip").write_bytes(raw)

    (file,) = read_records([tmp_path / "x.zip"])

    assert [(p.kind, p.detail) for p in file.problems] == [
        ("truncated", "读到一半出错，文件可能已损坏；已读到的照常计入")
    ]
    assert len(file.statements) == 40


def test_a_sound_entry_is_read_to_its_end(tmp_path: Path) -> None:
    learner = Learner()
    for _ in range(400):
        learner.read()
    (tmp_path / "x.zip").write_bytes(packed(learner.record(), zipfile.ZIP_DEFLATED))

    (file,) = read_records([tmp_path / "x.zip"])

    assert (len(file.statements), file.problems, file.verified) == (400, (), True)
