"""Records sealed to a trainer's key, read with the key, without it and with another."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import zipfile
import zlib

import pytest
from nacl.public import PublicKey, SealedBox
from transferring import transferred

from coursemark.records import read_records
from coursemark.sealing import Key, key_text, new_key

KEY, PUBLIC = new_key()
OTHER, _ = new_key()
HEADER = {"format": "coursemark-record/1", "learner": {"id": "10023", "name": "张三"}}
STATEMENT = {"id": "1", "verb": {"id": "v"}, "object": {"id": "o"}}


def whole(*lines) -> str:
    body = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    end = {"end": len(lines) - 1, "sha256": hashlib.sha256(body.encode()).hexdigest()}
    return body + json.dumps(end) + "\n"


RECORD = whole(HEADER, STATEMENT)
SEALED = transferred(RECORD, PUBLIC).sealed


def box(packed: bytes, **header: object) -> str:
    """A sealed file of these bytes, as nobody's page would write it."""
    sealed = SealedBox(PublicKey(base64.b64decode(PUBLIC))).encrypt(packed)
    head = {"format": "coursemark-sealed/1", "key": KEY.name, **header}
    return json.dumps(head) + "\n" + base64.b64encode(sealed).decode() + "\n"


def deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def read(folder, content: str | bytes, keys=(KEY,), name="a.sealed.jsonl"):
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    (file,) = read_records([folder / name], keys=keys)
    return file


def faults(file):
    return [(p.line, p.kind, p.detail) for p in file.problems]


def test_a_sealed_record_is_read_with_its_key(tmp_path):
    file = read(tmp_path, SEALED, [OTHER, KEY])
    assert (faults(file), file.sealed, file.verified) == ([], True, True)
    assert [line.statement for line in file.statements] == [STATEMENT]
    assert file.header.name == "张三"


def test_an_open_record_is_not_called_sealed(tmp_path):
    assert not read(tmp_path, RECORD).sealed


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ((), f"这份记录是密封的，要用私钥 {KEY.name} 打开；请加 --key 私钥文件"),
        (
            (OTHER,),
            f"这份记录要用私钥 {KEY.name} 打开，给出的是 {OTHER.name}；请加上它的 --key 文件",
        ),
    ],
    ids=["none", "another"],
)
def test_without_its_key_it_stays_closed_and_says_which(tmp_path, keys, text):
    file = read(tmp_path, SEALED, keys)
    assert (faults(file), file.statements, file.sealed) == ([(None, "sealed", text)], (), False)


def test_a_header_that_names_another_key_does_not_matter(tmp_path):
    assert read(tmp_path, SEALED.replace(KEY.name, OTHER.name), [KEY]).sealed


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text[:-40] + "\n",
        lambda text: text[:-40] + "不是base64\n",
        lambda text: text[:200] + ("A" if text[200] != "A" else "B") + text[201:],
        lambda text: text.split("\n")[0],
    ],
    ids=["cut", "not base64", "a letter", "no box"],
)
def test_a_damaged_box_stays_closed(tmp_path, change):
    file = read(tmp_path, change(SEALED))
    text = "密封的内容不完整或被改动过，打不开；请学员重新交"
    assert faults(file) == [(None, "sealed", text)]


def test_what_was_sealed_is_checked_like_any_record(tmp_path):
    record = RECORD.replace("张三", "李四")
    text = "校验值不符：文件在导出后被改动过"
    assert faults(read(tmp_path, box(deflated(record.encode())))) == [(3, "digest-mismatch", text)]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (box(b"not deflate"), "密封打开了，里面却不是学习记录；请学员重新交"),
        (box(deflated(bytes(70 << 20))), "密封的记录解压后超过 64 MB，没有读取"),
        (
            box(deflated(RECORD.encode()), format="coursemark-sealed/2"),
            "密封的格式是 coursemark-sealed/2，不是 coursemark-sealed/1，打不开",
        ),
        (
            '{"format": "coursemark-sealed/1"}\nAAAA\n',
            f"这份记录要用私钥 （没有写明） 打开，给出的是 {KEY.name}；请加上它的 --key 文件",
        ),
    ],
    ids=["not-deflated", "bomb", "format-2", "nameless"],
)
def test_what_no_page_seals(tmp_path, content, text):
    assert faults(read(tmp_path, content)) == [(None, "sealed", text)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_sealed_file_that_went_through_an_editor(tmp_path, encoding):
    assert read(tmp_path, SEALED.replace("\n", "\r\n").encode(encoding)).sealed


def test_a_sealed_record_as_text_in_parts(tmp_path):
    parts = transferred(RECORD, PUBLIC).parts
    file = read(tmp_path, "\n".join(parts), name="chat.txt")
    assert (faults(file), file.sealed, len(file.statements)) == ([], True, 1)


def test_a_sealed_record_in_a_zip(tmp_path):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.jsonl", SEALED)
    assert read(tmp_path, stream.getvalue(), name="a.zip").sealed


def test_a_key_among_the_records_is_not_a_record(tmp_path):
    (tmp_path / "coursemark.key").write_text(key_text(KEY), "utf-8")
    (tmp_path / "a.jsonl").write_text(SEALED, "utf-8")
    key = Key(KEY.name, KEY.private, tmp_path / "coursemark.key")
    (file,) = read_records([tmp_path], keys=[key])
    assert file.name == f"{tmp_path.name}/a.jsonl"
