"""What a file holds of each learner: packed, it says the same."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from record_builder import SITE_ID, Learner, record, right
from taken_in import learner, write_records

from coursemark.intake import MARK_BYTES, deposits_of
from coursemark.intake.deposit import (
    content_of,
    marks,
    marks_of,
    parcels_of,
    sound,
    summed,
    unpacked,
)
from coursemark.records import read_records
from coursemark.records.read import Line, RecordFile, header_of
from coursemark.statements import read


def test_packed_and_unpacked_it_is_equal(tmp_path):
    write_records(tmp_path)
    for file in read_records([tmp_path]):
        _, deposits = deposits_of(file, SITE_ID)
        for parcel in parcels_of(deposits):
            deposit = unpacked(parcel.packed)
            assert deposit == deposits[parcel.learner]
            assert marks_of(deposit) == parcel.marks
            assert len(parcel.marks) == MARK_BYTES * len(deposit.statements)


def test_every_statement_is_with_its_learner_and_the_rest_is_told():
    one, other = learner(1), learner(2)
    nobody = {**one.log[0], "actor": {"name": "谁"}}
    lines = [one.log[0], nobody, other.log[0], one.log[1], nobody]
    file = RecordFile(
        "a.jsonl", None, tuple(Line(n, each) for n, each in enumerate(lines, 1)), (), unread=3
    )
    note, deposits = deposits_of(file, SITE_ID)
    assert {who: [noted.line for noted in one.statements] for who, one in deposits.items()} == {
        "10001": [1, 4],
        "10002": [3],
    }
    assert [(p.line, p.kind, p.detail) for p in note.problems] == [
        (2, "identity-conflict", "记录没有写明学员，没有计入（共 2 条）")
    ]
    assert (note.lines, note.faulty, note.incomplete, note.learners) == (8, 5, False, 2)


def test_whom_a_header_names_is_there_without_a_statement(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(record(Learner().header(), []))
    (file,) = read_records([tmp_path])
    note, deposits = deposits_of(file, SITE_ID)
    assert (list(deposits), deposits["10023"].statements, note.learners) == (["10023"], [], 1)


def test_a_number_written_as_another_type_is_the_same_content():
    one = Learner()
    one.attempt(right("q0"))
    (scored,) = [s for s in one.log if s["verb"]["id"].endswith("passed")]
    assert scored["result"]["score"]["scaled"] == 1
    whole, fraction = (
        read(
            {**scored, "result": {**scored["result"], "score": {"raw": 1, "max": 1, "scaled": n}}},
            SITE_ID,
        )
        for n in (1, 1.0)
    )
    assert whole == fraction
    assert content_of(whole) == content_of(fraction)
    packed = msgspec.msgpack.decode(msgspec.msgpack.encode(whole), type=type(whole))
    assert content_of(packed) == content_of(whole)


def test_statements_without_an_id_are_one_if_they_say_the_same():
    one = Learner()
    one.attempt(right("q0"))
    log = [{k: v for k, v in s.items() if k != "id"} for s in one.log for _ in range(2)]
    log[0] = {**log[0], "stored": "2026-03-01T01:00:00Z"}
    file = RecordFile("a.jsonl", None, tuple(Line(n, each) for n, each in enumerate(log, 1)), ())
    _, deposits = deposits_of(file, SITE_ID)
    keys = [noted.key for noted in deposits["10023"].statements]
    assert keys[::2] == keys[1::2]
    assert len({*keys}) == len(one.log)


KEYS = st.one_of(
    st.text(max_size=40),
    st.text("0123456789abcdef \t\n-g", min_size=36, max_size=36),
    st.uuids().map(str),
)


@settings(max_examples=300, deadline=None)
@given(KEYS)
def test_a_mark_is_eight_bytes_of_any_key(key):
    assert len(marks([key])) == MARK_BYTES


@settings(max_examples=300, deadline=None)
@given(st.lists(st.uuids().map(str), max_size=4), st.lists(KEYS, max_size=2))
def test_the_mark_of_a_key_hangs_on_no_other_key(uuids, others):
    keys = [*uuids, *others]
    assert marks(keys) == b"".join(marks([key]) for key in keys)
    assert marks(uuids) == b"".join(bytes.fromhex(key.replace("-", ""))[:8] for key in uuids)


@pytest.mark.parametrize("key", ["aaaaaa  -bbbb-cccc-dddd-eeeeeeeeeeee", "", "甲" * 36, "\ud800"])
def test_a_mark_of_what_is_no_uuid(key):
    assert len(marks([key])) == MARK_BYTES


def test_a_record_of_another_site_is_told():
    one = learner(1)
    header = header_of(one.header(site={"id": "https://other.example/"}))
    note, _ = deposits_of(RecordFile("a.jsonl", header, (Line(1, one.log[0]),), ()), SITE_ID)
    assert [(p.kind, p.detail, p.learner) for p in note.problems] == [
        ("wrong-format", "是另一个站点（https://other.example/）的记录，不计入本站", "10001")
    ]


def test_a_flipped_bit_is_noticed() -> None:
    kept = summed(b"a packed deposit")
    assert sound(kept) == b"a packed deposit"
    for place in range(len(kept)):
        damaged = bytearray(kept)
        damaged[place] ^= 4
        with pytest.raises(msgspec.DecodeError):
            sound(bytes(damaged))
