"""Pieces deflated apart are read as one, by whoever reads ZIP files."""

from __future__ import annotations

import errno
import io
import shutil
import subprocess
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursemark.report.zipped import Piece, PieceWriter, Zipped, joined, piece_of

TEXTS = ["<a>", "科室" * 5_000, "", "行\n" * 70_000, "</a>"]


def pieces(folder):
    """The first and the last in memory, those between in files."""
    found = [piece_of(TEXTS[0].encode())]
    for n, text in enumerate(TEXTS[1:-1]):
        writer = PieceWriter(folder / str(n))
        writer.write(text[:100].encode())
        writer.write(text[100:].encode())
        found.append(writer.close())
    return [*found, piece_of(TEXTS[-1].encode())]


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "whole.zip"
    with path.open("wb") as stream:
        whole = Zipped(stream)
        whole.add("small.xml", [piece_of(b"<b/>")])
        whole.add("folder/large.xml", pieces(tmp_path))
        whole.add("empty.xml", [])
        whole.close()
    return path


def test_the_standard_library_reads_it(path):
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == ["small.xml", "folder/large.xml", "empty.xml"]
        assert archive.testzip() is None
        assert archive.read("folder/large.xml").decode() == "".join(TEXTS)
        assert (archive.read("small.xml"), archive.read("empty.xml")) == (b"<b/>", b"")
        large = archive.getinfo("folder/large.xml")
        assert large.file_size == len("".join(TEXTS).encode())
        assert large.compress_size < large.file_size / 50
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.comment == b""


@pytest.mark.skipif(shutil.which("unzip") is None, reason="unzip is not installed")
def test_another_program_reads_it(path):
    done = subprocess.run(
        ["unzip", "-p", path, "folder/large.xml"], check=True, capture_output=True
    )
    assert (done.stdout.decode(), done.stderr) == ("".join(TEXTS), b"")
    tested = subprocess.run(["unzip", "-tqq", path], check=True, capture_output=True)
    assert tested.stdout + tested.stderr == b""


def test_members_can_be_read_from_the_front(path):
    """As a program does that gets the file over a line: sizes stand before each member."""
    with path.open("rb") as stream:
        stream.seek(26)
        assert int.from_bytes(stream.read(2), "little") == len("small.xml")
        stream.seek(18)
        packed, size = (int.from_bytes(stream.read(4), "little") for _ in range(2))
        stream.seek(30 + len("small.xml"))
        inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        assert inflate.decompress(stream.read(packed)) == b"<b/>"
        assert (inflate.eof, inflate.unused_data, size) == (True, b"", 4)
        assert stream.read(4) == b"PK\x03\x04"


@given(first=st.binary(), second=st.binary(max_size=5_000))
def test_a_checksum_of_two(first, second):
    expected = zlib.crc32(first + second)
    assert joined(zlib.crc32(first), zlib.crc32(second), len(second)) == expected


def test_a_checksum_of_much():
    first, second = b"1", bytes(3_000_000)
    expected = zlib.crc32(first + second)
    assert joined(zlib.crc32(first), zlib.crc32(second), len(second)) == expected


class Far(io.BytesIO):
    """A file of which so many bytes are somewhere else."""

    elsewhere = 0

    def tell(self):
        return self.elsewhere + super().tell()


def test_what_only_zip64_could_hold_is_refused():
    stream = Far()
    whole = Zipped(stream)
    whole.add("a", [piece_of(b"0123456789")])
    with pytest.raises(OSError, match="too large") as raised:
        whole.add("b", [Piece(b"", 1 << 31, 0), Piece(b"", 1 << 31, 0)])
    assert raised.value.errno == errno.EFBIG
    stream.elsewhere = 0xFFFF_FFA8
    with pytest.raises(OSError, match="too large"):
        whole.add("b", [piece_of(bytes(range(256)))])
    with pytest.raises(OSError, match="too large"):
        whole.close()
    stream.elsewhere = 0
    whole.close()
    assert zipfile.ZipFile(stream).read("a") == b"0123456789"
