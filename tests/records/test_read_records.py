"""Record files of every origin and in every state of damage."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from record_builder import Learner, record

from coursemark.records import read_records
from coursemark.records.read import read_source
from coursemark.records.sources import Source

LEARNER = Learner()
for _ in range(3):
    LEARNER.read()
LEARNER.attempt({"bank/q0": "B", "bank/q1": "A"})
WHOLE = LEARNER.record()
LOG = LEARNER.log
STATEMENT = json.dumps(LOG[0], ensure_ascii=False).encode()


def read(data: bytes, name: str = "a.jsonl"):
    return read_source(Source(name, io.BufferedReader(io.BytesIO(data))))


def faults(file):
    return [(p.line, p.kind, p.detail) for p in file.problems]


def statements(file):
    return [line.statement for line in file.statements]


def test_a_whole_record():
    file = read(WHOLE)
    assert faults(file) == []
    assert file.verified
    assert statements(file) == LOG
    assert [line.number for line in file.statements] == list(range(2, len(LOG) + 2))
    assert (file.header.learner, file.header.name) == ("10023", "张三")
    assert (file.header.department, file.header.role) == ("心内科", "护士")


def test_the_extension_means_nothing(tmp_path):
    (tmp_path / "张三的记录.docx").write_bytes(WHOLE)
    (file,) = read_records([tmp_path / "张三的记录.docx"])
    assert (faults(file), file.name, file.verified) == ([], "张三的记录.docx", True)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(WHOLE) - 1))
def test_every_whole_line_before_a_cut_is_yielded(cut):
    file = read(WHOLE[:cut])
    whole_lines = WHOLE[:cut].count(b"\n")
    after = WHOLE[:cut].rsplit(b"\n", 1)[-1]
    lines = WHOLE.split(b"\n")
    # The last line may be whole although its line break is gone.
    whole_lines += after != b"" and after == lines[whole_lines]
    assert statements(file) == LOG[: max(0, whole_lines - 1)]
    if whole_lines < len(lines) - 1:
        assert [p.kind for p in file.problems] in (["truncated"], ["wrong-format"])
        assert (file.problems[0].kind == "wrong-format") == (cut == 0)
    else:
        assert file.problems == ()


def test_cut_in_a_statement():
    at = WHOLE.index(b"\n", WHOLE.index(b"\n") + 1) + 20
    assert faults(read(WHOLE[:at])) == [(3, "truncated", "文件在这一行中断；之前的记录照常计入")]


def test_no_end_line():
    body = WHOLE[: WHOLE.rindex(b'{"end"')]
    assert faults(read(body)) == [
        (None, "truncated", "缺少结束行，文件可能不完整；已有的记录照常计入")
    ]


def test_an_edited_record():
    file = read(WHOLE.replace(b'"raw": 1', b'"raw": 9'))
    end = len(LOG) + 2
    assert faults(file) == [(end, "digest-mismatch", "校验值不符：文件在导出后被改动过")]
    assert not file.verified
    assert len(file.statements) == len(LOG)


def test_a_wrong_count():
    body = WHOLE[: WHOLE.rindex(b'{"end"')]
    end = json.dumps({"end": 99, "sha256": hashlib.sha256(body).hexdigest()}).encode()
    text = f"结束行写的是 99 条记录，文件里有 {len(LOG)} 条"
    assert faults(read(body + end)) == [(len(LOG) + 2, "digest-mismatch", text)]


def test_an_end_line_without_a_digest():
    body = WHOLE[: WHOLE.rindex(b'{"end"')]
    text = "结束行没有校验值，无法确认文件没有改动"
    assert faults(read(body + b'{"end": 8}')) == [(len(LOG) + 2, "digest-mismatch", text)]


def test_content_after_the_end_line():
    file = read(WHOLE + STATEMENT + b"\n" + STATEMENT + b"\n")
    assert faults(file) == [(len(LOG) + 3, "bad-line", "结束行之后还有内容，没有计入")]
    assert statements(file) == LOG


def test_empty_lines_are_passed_over():
    file = read(b"\n\n" + STATEMENT + b"\n\n" + STATEMENT)
    assert [line.number for line in file.statements] == [3, 5]
    assert faults(file) == []


@pytest.mark.parametrize(
    ("encode", "text"),
    [
        (lambda b: b"\xef\xbb\xbf" + b, "文件开头有 BOM"),
        (lambda b: b.replace(b"\n", b"\r\n"), "换行符是 CRLF"),
        (lambda b: b.decode().encode("utf-16"), "文件是 UTF-16 编码"),
        (lambda b: b.decode().encode("utf-16-be"), "文件是 UTF-16 编码"),
        (lambda b: b.decode().encode("gbk"), "文件是 GBK 编码"),
        (
            lambda b: b"\xef\xbb\xbf" + b.replace(b"\n", b"\r\n"),
            "文件开头有 BOM、换行符是 CRLF",
        ),
    ],
)
def test_what_an_editor_did_is_undone_and_said(encode, text):
    file = read(encode(WHOLE))
    assert statements(file) == LOG
    assert file.verified
    said = f"{text}，像是用编辑器转存过，内容经校验没有变；已照常读取"
    assert faults(file) == [(None, "wrong-format", said)]


def test_a_damaged_byte_is_not_taken_for_gbk():
    lines = WHOLE.split(b"\n")
    lines[1] = lines[1].replace("张三".encode(), b"\xd5\xc5\xff")
    file = read(b"\n".join(lines))
    assert statements(file) == LOG[1:]
    assert faults(file) == [
        (2, "bad-line", "不是 UTF-8 文字"),
        (len(LOG) + 2, "digest-mismatch", "校验值不符：文件在导出后被改动过"),
    ]


HEADER = json.dumps(LEARNER.header(), ensure_ascii=False).encode() + b"\n"


@pytest.mark.parametrize(
    ("line", "detail"),
    [
        (b"[" * 100_000, "嵌套超过 64 层"),
        (b'{"verb":' * 60_000 + b"1" + b"}" * 60_000, "嵌套超过 64 层"),
        (b'{"verb": NaN, "object": 1}', "含有 NaN，JSON 里没有这种数"),
        (b'{"verb": -Infinity, "object": 1}', "含有 -Infinity，JSON 里没有这种数"),
        (b'{"verb": {}, "object": "' + b"x" * 10_000_000 + b'"}', "这一行超过 1 MB，没有读取"),
        (b'{"verb": {}, "object": "a\x00b"}', "不是完整的 JSON"),
        (b'{"verb": ' + b"9" * 5000 + b', "object": 1}', "不是完整的 JSON"),
        (b"[1, 2]", "不是一条学习记录"),
        (b'"text"', "不是一条学习记录"),
        (b"null", "不是一条学习记录"),
        (b"12", "不是一条学习记录"),
        (b'{"a": 1}', "不是一条学习记录"),
        (b"{'verb': 1}", "不是完整的 JSON"),
        (b"hello", "不是完整的 JSON"),
        (b'{"verb": "\xff\xfe", "object": 1}', "不是 UTF-8 文字"),
    ],
)
def test_a_bad_line_harms_no_other(line, detail):
    body = HEADER + STATEMENT + b"\n" + line + b"\n" + STATEMENT + b"\n"
    end = json.dumps({"end": 3, "sha256": hashlib.sha256(body).hexdigest()}).encode()
    file = read(body + end)
    assert statements(file) == [LOG[0], LOG[0]]
    assert faults(file) == [(3, "bad-line", detail)]
    assert file.verified


def test_many_bad_lines_are_counted_not_listed():
    file = read(HEADER + STATEMENT + b"\n" + b"x\n" * 1000)
    assert len(file.problems) == 22
    assert faults(file)[20] == (23, "bad-line", "另有 980 行读不出来，没有逐行列出")


def test_of_equal_keys_the_last_counts():
    line = STATEMENT[:-1] + b', "timestamp": "2026-01-01T00:00:00Z"}'
    (found,) = read(line).statements
    assert found.statement["timestamp"] == "2026-01-01T00:00:00Z"


def test_keys_that_mean_something_in_javascript_are_only_keys():
    line = STATEMENT[:-1] + b', "__proto__": {"x": 1}, "constructor": 1}'
    assert read(line).statements[0].statement["__proto__"] == {"x": 1}


def test_lone_surrogates_become_question_marks():
    line = STATEMENT[:-1] + rb', "x": "a\ud800b", "y": "\ud83d\ude00"}'
    (found,) = read(line).statements
    assert (found.statement["x"], found.statement["y"]) == ("a?b", "😀")


@pytest.mark.parametrize(
    "data",
    [b"hello", b"\x89PNG\r\n\x1a\n" + bytes(500), b"a,b\n1,2\n", b"<html></html>\n", b"{}\n{}\n"],
)
def test_what_is_no_record_is_said_once(data):
    text = "不是学习记录文件，没有一行能读出来"
    assert faults(read(data)) == [(None, "wrong-format", text)]


def test_an_empty_file():
    assert faults(read(b"")) == [(None, "wrong-format", "文件是空的")]
    assert faults(read(b"\n \n")) == [(None, "wrong-format", "文件是空的")]


def test_a_later_format_is_read_as_far_as_it_goes():
    file = read(record(LEARNER.header(format="coursemark-record/2"), LOG))
    text = "格式是 coursemark-record/2，不是 coursemark-record/1；能读的照常计入"
    assert faults(file) == [(1, "wrong-format", text)]
    assert statements(file) == LOG


def test_the_id_of_a_header_is_normal():
    for id_ in (" １００２３ ", "\u200b10023\u202c", "10023\n", 10023):
        header = LEARNER.header(learner={"id": id_, "name": "张三"})
        assert read(record(header, [])).header.learner == "10023"


@pytest.mark.parametrize(
    "header",
    [
        {"format": "coursemark-record/1"},
        {"format": "coursemark-record/1", "site": [], "learner": 5, "exported": {}},
        {"format": "coursemark-record/1", "site": {"id": 1}, "learner": {"id": 1.5, "name": []}},
    ],
)
def test_a_header_of_wrong_types_is_empty(header):
    file = read(record(header, LOG))
    assert (file.header.learner, file.header.name, file.header.site) == ("", "", "")
    assert statements(file) == LOG


@pytest.mark.parametrize(
    "data",
    [
        json.dumps(LOG).encode(),
        json.dumps(LOG, indent=2).encode(),
        json.dumps({"statements": LOG, "more": ""}).encode(),
        json.dumps({"statements": LOG, "more": ""}, indent=4).encode(),
        json.dumps({"more": "", "statements": LOG}, indent=4).encode(),
        json.dumps({"more": "", "statements": LOG}).encode(),
        b"\n".join(json.dumps(each).encode() for each in LOG),
        b"\xef\xbb\xbf" + json.dumps(LOG).encode(),
    ],
)
def test_other_tools_need_neither_header_nor_digest(data):
    file = read(data)
    assert (file.header, statements(file), file.verified) == (None, LOG, False)
    assert [p for p in file.problems if p.kind != "wrong-format"] == []


def test_an_array_longer_than_a_line_may_be():
    many = json.dumps(LOG * 400).encode()
    assert len(many) > 2_000_000
    assert len(read(many).statements) == 400 * len(LOG)


def test_a_cut_array_is_truncated():
    text = "JSON 文件读不出来：不是完整的 JSON"
    assert faults(read(json.dumps(LOG).encode()[:-20])) == [(None, "truncated", text)]


def test_what_is_no_statement_in_an_array_is_numbered():
    file = read(json.dumps([LOG[0], 7, LOG[1]]).encode())
    assert statements(file) == LOG[:2]
    assert faults(file) == [(2, "bad-line", "不是一条学习记录")]


def test_json_without_statements():
    assert faults(read(b'{\n "a": 1\n}')) == [
        (None, "wrong-format", "不是学习记录文件：JSON 里没有学习记录")
    ]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_no_bytes_raise(data):
    read(data)
    read(HEADER + data)
    read(b"PK\x03\x04" + data)


# ---------------------------------------------------------------- folders and zips


def zipped(files: dict[str, bytes], **options) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def test_a_folder_is_walked_in_order_without_hidden_files(tmp_path):
    for name in ("b.jsonl", "sub/a.txt", ".hidden", "~$x.docx", ".git/x", "Thumbs.db"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(WHOLE)
    top = tmp_path.name
    assert [f.name for f in read_records([tmp_path])] == [f"{top}/b.jsonl", f"{top}/sub/a.txt"]


def test_files_to_skip_are_skipped(tmp_path):
    for name in ("a.jsonl", "roster.xlsx"):
        (tmp_path / name).write_bytes(WHOLE)
    (file,) = read_records([tmp_path], skip=[tmp_path / "roster.xlsx"])
    assert file.name == f"{tmp_path.name}/a.jsonl"


def test_a_missing_file(tmp_path):
    (file,) = read_records([tmp_path / "none.jsonl"])
    assert faults(file) == [(None, "wrong-format", "文件不存在，没有读取")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_does_not_hang(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (file,) = read_records([tmp_path])
    assert faults(file) == [(None, "wrong-format", "不是普通文件，没有读取")]


def test_a_folder_without_files(tmp_path):
    (tmp_path / "空").mkdir()
    (file,) = read_records([tmp_path / "空"])
    assert (file.name, faults(file)) == ("空", [(None, "wrong-format", "文件夹里没有文件")])


def test_a_link_to_a_folder_is_named_and_not_followed(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(WHOLE)
    (tmp_path / "loop").symlink_to(tmp_path)
    found = list(read_records([tmp_path]))
    assert [f.name for f in found] == [f"{tmp_path.name}/a.jsonl", f"{tmp_path.name}/loop"]
    assert faults(found[1]) == [(None, "wrong-format", "是指向文件夹的链接，没有读取")]


def test_a_folder_that_may_not_be_opened_is_named(tmp_path, monkeypatch):
    (tmp_path / "内科").mkdir()
    (tmp_path / "a.jsonl").write_bytes(WHOLE)
    scan = os.scandir

    def refuse(path):
        if os.fspath(path).endswith("内科"):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = list(read_records([tmp_path]))
    text = "文件夹打不开（没有权限）；请检查权限"
    assert found[1].name == f"{tmp_path.name}/内科"
    assert faults(found[1]) == [(None, "wrong-format", text)]


def read_zip(tmp_path: Path, data: bytes):
    (tmp_path / "班.zip").write_bytes(data)
    return list(read_records([tmp_path / "班.zip"]))


def test_a_zip_whatever_it_is_called(tmp_path):
    (tmp_path / "班.dat").write_bytes(zipped({"b.jsonl": WHOLE, "a/c.jsonl": WHOLE}))
    found = list(read_records([tmp_path / "班.dat"]))
    assert [f.name for f in found] == ["班.dat/a/c.jsonl", "班.dat/b.jsonl"]
    assert all(f.verified for f in found)


def test_a_zip_in_a_zip_but_not_deeper(tmp_path):
    one = zipped({"a.jsonl": WHOLE})
    two = zipped({"in.zip": one})
    assert [f.name for f in read_zip(tmp_path, two)] == ["班.zip/in.zip/a.jsonl"]
    (file,) = read_zip(tmp_path, zipped({"deep.zip": two}))
    text = "压缩包套了不止一层，没有读取；请解压后再交"
    assert faults(file) == [(None, "wrong-format", text)]


def test_chinese_names_as_windows_writes_them(tmp_path):
    data = zipped({"ABCD.jsonl": WHOLE}).replace(b"ABCD", "张三".encode("gbk"))
    assert [f.name for f in read_zip(tmp_path, data)] == ["班.zip/张三.jsonl"]


def test_path_tricks_are_only_names(tmp_path):
    names = ["../../etc/x.jsonl", "/abs.jsonl", "C:\\x.jsonl"]
    found = read_zip(tmp_path, zipped(dict.fromkeys(names, WHOLE)))
    assert [len(f.statements) for f in found] == [len(LOG)] * 3
    assert sorted(p.name for p in tmp_path.iterdir()) == ["班.zip"]


def test_a_bomb_is_refused_without_unpacking(tmp_path):
    files = {"bomb.jsonl": bytes(30_000_000), "huge.jsonl": bytes(68_000_000), "ok.jsonl": WHOLE}
    found = {f.name: f for f in read_zip(tmp_path, zipped(files))}
    assert faults(found["班.zip/bomb.jsonl"]) == [
        (None, "wrong-format", "压缩比高得不正常，没有读取")
    ]
    assert faults(found["班.zip/huge.jsonl"]) == [
        (None, "wrong-format", "解压后超过 64 MB，没有读取")
    ]
    assert found["班.zip/ok.jsonl"].verified


def test_a_zip_with_a_lying_size_or_damage(tmp_path):
    good = zipped({"a.jsonl": WHOLE * 20})
    damaged = bytearray(good)
    damaged[len(good) // 2 : len(good) // 2 + 8] = b"\xff" * 8
    for file in read_zip(tmp_path, bytes(damaged)):
        assert [p.kind for p in file.problems][-1:] in (["truncated"], ["wrong-format"])
    (file,) = read_zip(tmp_path, good[: len(good) // 2])
    text = "压缩包已损坏，打不开；请重新压缩后再交"
    assert faults(file) == [(None, "wrong-format", text)]


def test_an_encrypted_zip(tmp_path):
    data = bytearray(zipped({"a.jsonl": WHOLE}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (file,) = read_zip(tmp_path, bytes(data))
    assert faults(file) == [(None, "wrong-format", "加了密码，读不出来；请去掉密码再交")]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"Rar!\x1a\x07", "是 RAR 压缩包，不能直接读取；请解压后再交，或改用 zip"),
        (b"7z\xbc\xaf\x27\x1c", "是 7z 压缩包，不能直接读取；请解压后再交，或改用 zip"),
        (b"\x1f\x8b\x08", "是 gzip 压缩文件，不能直接读取；请解压后再交，或改用 zip"),
        (zipped({"[Content_Types].xml": b"<x/>"}), "是 Office 文档，不是学习记录"),
    ],
)
def test_other_containers_are_named(tmp_path, data, text):
    (file,) = read_zip(tmp_path, data)
    assert faults(file) == [(None, "wrong-format", text)]
