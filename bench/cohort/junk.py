"""Files that are no learner's: what lies about in a folder of records, or is meant to harm."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from random import Random

from cohort.handed import Handed

Junk = Callable[[Random, str], list[Handed]]
"""Takes a stem for the name."""
JUNKS: dict[str, Junk] = {}


def _junk(function: Junk) -> Junk:
    JUNKS[function.__name__] = function
    return function


def _said(name: str, data: bytes, kind: str = "wrong-format", shown: str = "") -> list[Handed]:
    """A file of which nothing can be read. `shown`: where the problem stands."""
    file = Handed(name, data, incomplete=True)
    if shown:
        return [Handed(name, data, counted=False), inside(shown, kind)]
    file.says(None, kind, "")
    return [file]


def inside(name: str, kind: str = "wrong-format") -> Handed:
    """What an archive that was written already holds: a name and a problem, no bytes."""
    file = Handed(name, b"", incomplete=True, written=False)
    file.says(None, kind, "")
    return file


@_junk
def empty(random: Random, stem: str) -> list[Handed]:
    return _said(f"{stem}.jsonl", b"")


@_junk
def blank_lines(random: Random, stem: str) -> list[Handed]:
    return _said(f"{stem}.jsonl", b"\n\r\n  \n")


@_junk
def noise(random: Random, stem: str) -> list[Handed]:
    return _said(f"{stem}.jsonl", b"\0\1" + random.randbytes(3000))


@_junk
def picture(random: Random, stem: str) -> list[Handed]:
    return _said(f"{stem}.png", b"\x89PNG\r\n\x1a\n" + random.randbytes(2000))


@_junk
def document(random: Random, stem: str) -> list[Handed]:
    return _said(f"{stem}.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n" + random.randbytes(500))


@_junk
def letter(random: Random, stem: str) -> list[Handed]:
    return _said(f"{stem}.txt", "王老师您好，记录我晚点再交。\n".encode("gbk"))


@_junk
def web_page(random: Random, stem: str) -> list[Handed]:
    return _said(f"{stem}.jsonl", "<!doctype html><title>登录</title>\n<p>请先登录\n".encode())


@_junk
def workbook(random: Random, stem: str) -> list[Handed]:
    packed = _zip({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})
    return _said(f"{stem}.xlsx", packed)


@_junk
def other_object(random: Random, stem: str) -> list[Handed]:
    return _said(f"{stem}.json", b'{\n "name": "package",\n "version": "1.0"\n}\n')


@_junk
def other_list(random: Random, stem: str) -> list[Handed]:
    """Its elements are no statements, and are told one by one."""
    file = Handed(f"{stem}.json", b'[{"id": 1}, {"id": 2}]', read=2, faulty=2, incomplete=True)
    file.says(1, "bad-line", "")
    file.says(2, "bad-line", "")
    return [file]


@_junk
def cut_array(random: Random, stem: str) -> list[Handed]:
    return _said(
        f"{stem}.json", b'[{"verb": {"id": "x"}, "object": {"id": "y"}}, {"ver', "truncated"
    )


@_junk
def gzipped(random: Random, stem: str) -> list[Handed]:
    return _said(f"{stem}.jsonl.gz", b"\x1f\x8b\x08\0" + random.randbytes(200))


@_junk
def seven_zip(random: Random, stem: str) -> list[Handed]:
    return _said(f"{stem}.7z", b"7z\xbc\xaf\x27\x1c" + random.randbytes(200))


@_junk
def rar(random: Random, stem: str) -> list[Handed]:
    return _said(f"{stem}.rar", b"Rar!\x1a\x07\x01\0" + random.randbytes(200))


@_junk
def sealed(random: Random, stem: str) -> list[Handed]:
    """For a key that the trainer does not have here."""
    head = (
        '{"format":"coursemark-sealed/1","site":{"id":"https://cohort.example/"},"key":"AB12CD34"}'
    )
    return _said(f"{stem}.sealed.jsonl", f"{head}\nQUJDREVGR0g=\n".encode(), "sealed")


@_junk
def bomb(random: Random, stem: str) -> list[Handed]:
    """50 MB in 50 kB."""
    packed = _zip({"a.jsonl": bytes(50_000_000)})
    return _said(f"{stem}.zip", packed, shown=f"{stem}.zip/a.jsonl")


@_junk
def great_bomb(random: Random, stem: str) -> list[Handed]:
    packed = _zip({"a.jsonl": bytes(200_000_000)})
    return _said(f"{stem}.zip", packed, shown=f"{stem}.zip/a.jsonl")


@_junk
def nested_too_deep(random: Random, stem: str) -> list[Handed]:
    packed = _zip({"c.zip": _zip({"b.zip": _zip({"a.jsonl": b"{}\n"})})})
    return _said(f"{stem}.zip", packed, shown=f"{stem}.zip/c.zip/b.zip")


@_junk
def locked(random: Random, stem: str) -> list[Handed]:
    packed = bytearray(_zip({"a.jsonl": b"secret"}))
    packed[6] |= 1
    packed[packed.rindex(b"PK\x01\x02") + 8] |= 1
    return _said(f"{stem}.zip", bytes(packed), shown=f"{stem}.zip/a.jsonl")


@_junk
def cut_zip(random: Random, stem: str) -> list[Handed]:
    return _said(f"{stem}.zip", _zip({"a.jsonl": random.randbytes(900)})[:500])


@_junk
def empty_zip(random: Random, stem: str) -> list[Handed]:
    """Holds nothing, and nobody is told of a file."""
    return [Handed(f"{stem}.zip", _zip({}), counted=False)]


@_junk
def way_out(random: Random, stem: str) -> list[Handed]:
    """Names that lead out of the folder are only names."""
    names = ("../../../etc/cron.d/x", "C:\\Windows\\x.jsonl", "/etc/passwd")
    packed = _zip(dict.fromkeys(names, b"nothing\n"))
    shown = [f"{stem}.zip/{name}" for name in ("../../../etc/cron.d/x", "C:/Windows/x.jsonl")]
    files = [inside(name) for name in (*shown, f"{stem}.zip//etc/passwd")]
    return [Handed(f"{stem}.zip", packed, counted=False), *files]


@_junk
def link_to_a_folder(random: Random, stem: str) -> list[Handed]:
    """Not followed: it might lead around in a circle."""
    file = Handed(stem, b"", link="..", incomplete=True)
    file.says(None, "wrong-format", "")
    return [file]


@_junk
def link_to_nothing(random: Random, stem: str) -> list[Handed]:
    file = Handed(f"{stem}.jsonl", b"", link="gone.jsonl", incomplete=True)
    file.says(None, "wrong-format", "")
    return [file]


@_junk
def mistyped_text(random: Random, stem: str) -> list[Handed]:
    """A part of a text for chats, whose check digits do not fit."""
    name = "".join(random.choices("2346789ABCDEFGHJKMNPQRTVWXY", k=8))  # A set of its own.
    part = f"CMR1 {name} 1/3 MFRGGZDFMZTWQ2LK 0000\n"
    return _said(f"{stem}.txt", part.encode(), "incomplete-text")


@_junk
def hidden(random: Random, stem: str) -> list[Handed]:
    """What systems leave behind is passed over."""
    names = (f"~${stem}.xlsx", f".{stem}")
    return [Handed(name, b"x", counted=False) for name in names]


def _zip(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def packed(files: dict[str, bytes]) -> bytes:
    """A zip of records, made for speed."""
    stream, way = io.BytesIO(), zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(stream, "w", way, compresslevel=1) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 11, 22, 9, 0, 0)), data, way, 1)
    return stream.getvalue()
