"""Texts in parts, gathered over a run, from files of any kind."""

from __future__ import annotations

import base64
import io
import json
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from transferring import transferred

from coursemark.codes import digest
from coursemark.records import gathering as gathering_module
from coursemark.records import read_records
from coursemark.records.gathering import Gathering
from coursemark.records.parts import find_parts
from coursemark.records.texts import Texts, texts_or_stream

CASES = json.loads((Path(__file__).parents[1] / "spec/transfer/reading.json").read_text("utf-8"))
STATEMENT = {"id": "1", "verb": {"id": "v"}, "object": {"id": "o"}}


def record(who: str, count: int = 90) -> str:
    """A record of one person, without its last line, which needs not be there."""
    header = {"format": "coursemark-record/1", "learner": {"id": who, "name": f"学员{who}"}}
    lines = [header] + [{**STATEMENT, "id": digest(f"{who} {n}", 40)} for n in range(count)]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


ZHANG, LI = record("001"), record("002")
ZHANG_PARTS, LI_PARTS = transferred(ZHANG).parts, transferred(LI).parts
ZHANG_SET, LI_SET = digest(ZHANG, 8), digest(LI, 8)


def run(folder: Path, **files: str | bytes):
    """Writes `a_txt` as a.txt and so on, and reads the folder."""
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        (folder / name.replace("_", ".")).write_bytes(data)
    top = folder.name
    return [
        (
            file.name.removeprefix(f"{top}/"),
            file.header.learner if file.header else None,
            len(file.statements),
            [(p.kind, p.detail) for p in file.problems if p.kind != "truncated"],
        )
        for file in read_records([folder])
    ]


def take(gathering, text):
    """Whether parts stand in a file of this text."""
    found = texts_or_stream("a.txt", io.BufferedReader(io.BytesIO(text.encode())))
    if isinstance(found, Texts):
        gathering.take(found)
    return isinstance(found, Texts)


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_shared_cases(case):
    gathering = Gathering()
    found = take(gathering, case["text"])
    joined = list(gathering.joined())
    texts = [one.text.decode() for one in joined if not one.fault]
    damaged = [one.name[-9:-1] for one in joined if one.fault]
    assert sorted(texts) == sorted(case["texts"])
    assert damaged == case["damaged"]
    assert [p.detail.split("；")[0] for p in gathering.left()] == [
        said(one) for one in case["incomplete"]
    ]
    assert found == (next(find_parts(case["text"]), None) is not None)


def said(one) -> str:
    lacks = [f"第 {n} 段抄错" for n in one["wrong"]] + [f"缺第 {n} 段" for n in one["missing"]]
    return f"文本 {one['set']} 共 {one['count']} 段：{'，'.join(lacks)}"


def test_a_chat_of_several_people_in_one_file(tmp_path):
    lines = []
    for zhang, li in zip(ZHANG_PARTS, reversed(LI_PARTS), strict=True):
        lines += ["张三 2026-11-22 09:00:01", zhang, "", "李四 09:01", li, "好的"]
    assert len(ZHANG_PARTS) > 3
    assert sorted(run(tmp_path, a_txt="\n".join(lines))) == [
        (f"a.txt（文本 {name}）", who, 90, [])
        for name, who in sorted([(ZHANG_SET, "001"), (LI_SET, "002")])
    ]


def test_parts_spread_over_files(tmp_path):
    half = len(ZHANG_PARTS) // 2
    found = run(tmp_path, a_txt="\n".join(ZHANG_PARTS[half:]), b_csv=",".join(ZHANG_PARTS[:half]))
    assert found == [(f"a.txt（文本 {ZHANG_SET}）", "001", 90, [])]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_encodings_of_chat_programs(tmp_path, encoding):
    text = "张三 09:00\r\n" + "\r\n".join(ZHANG_PARTS)
    assert run(tmp_path, a_txt=text.encode(encoding)) == [
        (f"a.txt（文本 {ZHANG_SET}）", "001", 90, [])
    ]


def test_parts_that_are_missing_and_mistyped_are_named(tmp_path):
    parts = list(ZHANG_PARTS)
    count = len(parts)
    assert count >= 6
    parts[1] = parts[1].replace("A", "B")
    found = run(tmp_path, a_txt="\n".join(parts[:2]), b_txt="\n".join([*parts[5:], *LI_PARTS]))
    rest = "3–5"
    text = f"文本 {ZHANG_SET} 共 {count} 段：第 2 段抄错，缺第 {rest} 段；请学员把这几段重新发来"
    assert found == [
        (f"b.txt（文本 {LI_SET}）", "002", 90, []),
        ("a.txt", None, 0, [("incomplete-text", text)]),
    ]


def test_the_same_text_in_a_second_file_counts_once(tmp_path):
    text = "\n".join(ZHANG_PARTS)
    twice = f"这里的文本都已在 {tmp_path.name}/a.txt（文本 {ZHANG_SET}）中，只计一次"
    assert run(tmp_path, a_txt=text, b_txt=text) == [
        (f"a.txt（文本 {ZHANG_SET}）", "001", 90, []),
        ("b.txt", None, 0, [("duplicate", twice)]),
    ]


def part(name: str, place: str, payload: str) -> str:
    return f"CMR1 {name} {place} {payload} {digest(f'{name} {place} {payload}', 4)}\n"


def base32(data: bytes) -> str:
    return base64.b32encode(data).decode().rstrip("=")


def deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("payload", "fault"),
    [
        (base32(deflated(b"another")), "各段都在，拼起来却与编号不符；请学员重新复制或扫描"),
        (base32(deflated(b"\xff\xfe")), "各段都在，拼起来却与编号不符；请学员重新复制或扫描"),
        ("77777777", "各段都在，拼起来却读不出来；请学员重新复制或扫描"),
        ("01890189", "各段都在，拼起来却读不出来；请学员重新复制或扫描"),
    ],
)
def test_parts_that_do_not_fit_together(tmp_path, payload, fault):
    assert run(tmp_path, a_txt=part(ZHANG_SET, "1/1", payload)) == [
        (f"a.txt（文本 {ZHANG_SET}）", None, 0, [("wrong-format", f"文本 {ZHANG_SET} {fault}")])
    ]


def test_a_bomb_is_not_unpacked(tmp_path):
    letters = base32(deflated(bytes(80 << 20)))
    pieces = [letters[at : at + 8000] for at in range(0, len(letters), 8000)]
    text = "".join(
        part(ZHANG_SET, f"{n}/{len(pieces)}", piece) for n, piece in enumerate(pieces, 1)
    )
    fault = f"文本 {ZHANG_SET} 解压后超过 64 MB，没有读取"
    assert run(tmp_path, a_txt=text) == [
        (f"a.txt（文本 {ZHANG_SET}）", None, 0, [("wrong-format", fault)])
    ]


def test_a_text_that_is_no_record(tmp_path):
    text = "你好\n"
    (line,) = transferred(text).parts
    assert run(tmp_path, a_txt=line) == [
        (
            f"a.txt（文本 {digest(text, 8)}）",
            None,
            0,
            [("wrong-format", "不是学习记录文件，没有一行能读出来")],
        )
    ]


def test_parts_in_parts_are_not_taken_apart(tmp_path):
    outer = transferred("\n".join(ZHANG_PARTS)).parts
    found = run(tmp_path, a_txt="\n".join(outer))
    assert [(who, kinds[0][0]) for _, who, _, kinds in found] == [(None, "wrong-format")]


def test_incomplete_texts_are_not_kept_without_end(tmp_path, monkeypatch):
    monkeypatch.setattr(gathering_module, "MAX_TOTAL", 3000)
    found = run(tmp_path, a_txt="\n".join(ZHANG_PARTS[:-1]), b_txt="\n".join(LI_PARTS[:1]))
    texts = [text for *_, problems in found for _, text in problems]
    assert texts[-1] == "不完整的文本总共超过 0 MB，其余没有读取；请分批汇总"


def office(**files: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_", ".", 1), text)
    return stream.getvalue()


def test_parts_pasted_into_a_document_or_a_workbook(tmp_path):
    first, *rest = ZHANG_PARTS
    # A word processor breaks a text into runs wherever it likes.
    runs = f"<w:p><w:r><w:t>{first[:50]}</w:t></w:r><w:r><w:t>{first[50:]}</w:t></w:r></w:p>"
    document = f"<w:document>{runs}" + "".join(f"<w:p><w:t>{line}</w:t></w:p>" for line in rest)
    cells = "".join(f"<si><t>{line}</t></si>" for line in LI_PARTS)
    found = run(
        tmp_path,
        a_docx=office(word__document_xml=document),
        b_xlsx=office(xl__sharedStrings_xml=f"<sst>{cells}</sst>"),
    )
    assert found == [
        (f"a.docx（文本 {ZHANG_SET}）", "001", 90, []),
        (f"b.xlsx（文本 {LI_SET}）", "002", 90, []),
    ]


def test_a_workbook_whose_text_stands_in_the_cells(tmp_path):
    rows = "".join(f'<c t="inlineStr"><is><t>{part}</t></is></c>' for part in LI_PARTS)
    found = run(tmp_path, a_xlsx=office(xl__worksheets__sheet1_xml=f"<row>{rows}</row>"))
    assert found == [(f"a.xlsx（文本 {LI_SET}）", "002", 90, [])]


@pytest.mark.parametrize("first", ["[2026/3/5 09:00] 张三：", "[图片]\n", "{表情}", "[2026"])
def test_a_chat_that_begins_as_json_might(tmp_path, first):
    found = run(tmp_path, a_txt=first + "\n".join(LI_PARTS))
    assert found == [(f"a.txt（文本 {LI_SET}）", "002", 90, [])]


def test_a_document_without_parts_is_only_named(tmp_path):
    bomb = office(word__document_xml=f"CMR1<w:p>{' ' * (20 << 20)}")
    found = run(tmp_path, a_docx=office(word__document_xml="<w:p>CMR1</w:p>"), b_docx=bomb)
    fault = [("wrong-format", "是 Office 文档，不是学习记录")]
    assert found == [("a.docx", None, 0, fault), ("b.docx", None, 0, fault)]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="CMR1 AB23/\n>", max_size=200), st.integers(0, 400))
def test_no_text_raises(text, cut):
    gathering = Gathering()
    mixed = "\n".join([text, ZHANG_PARTS[0][:cut], text, ZHANG_PARTS[1], text])
    take(gathering, mixed)
    list(gathering.joined())
    list(gathering.left())
