"""Lines of a stream are the same however it is read: in which pieces, one by one or in runs."""

from __future__ import annotations

import hashlib
import io
import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from record_builder import Learner, right

from coursemark.records.lines import Bad, Lines, Run, value_of
from coursemark.records.values import statement_in


def log():
    learner = Learner()
    learner.read()
    learner.attempt(right("q0", "q1"))
    return [json.dumps(one, ensure_ascii=False).encode() for one in learner.log]


LOG = log()
LONGEST = 2000
"""Bytes of a line, here."""


class Pieces(io.RawIOBase):
    """Gives bytes in pieces of these sizes, over and over."""

    def __init__(self, data, sizes):
        self.left, self.sizes, self.turn = data, sizes, 0

    def readable(self):
        return True

    def readinto(self, buffer):
        size = min(self.sizes[self.turn % len(self.sizes)], len(buffer))
        self.turn += 1
        piece, self.left = self.left[:size], self.left[size:]
        buffer[: len(piece)] = piece
        return len(piece)


def told(lines):
    """Number, value and line break of each line; by number, the digests of what is before it."""
    found, digests = [], {}
    for one in lines:
        digests[one.number] = lines.digests()
        if isinstance(one, Run):
            run = enumerate(one.statements, one.number)
            found += [(number, statement, True) for number, statement in run]
        else:
            found.append(tuple(one))
    return found, digests, lines.crlf


def expected(data):
    """The same, slowly."""
    found, digests, before = [], {}, b""
    for number, line in enumerate(io.BytesIO(data), 1):
        ended = line.endswith(b"\n")
        if len(line) - ended > LONGEST:
            found.append((number, Bad("这一行超过 0 MB，没有读取"), True))
        elif not line.isspace():
            found.append((number, statement_in(line) or value_of(line), ended))
        both = (before, before.replace(b"\r\n", b"\n"))
        digests[number] = tuple(hashlib.sha256(each).hexdigest() for each in both)
        before += line
    return found, digests, b"\r\n" in data


LINE = st.one_of(
    st.sampled_from([*LOG, *LOG, *LOG]),
    st.sampled_from(
        [b"", b" ", b"{}", b"[1]", b"nonsense", b'{"format":"coursemark-record/1"}', b'{"end":3}']
    ),
    st.sampled_from(
        [LOG[0] + LOG[1], LOG[0].replace(b",", b",\n", 1), b" " + LOG[0], b'{"id":"\xff"}']
    ),
)

LONG = st.sampled_from([b"x" * n for n in (LONGEST, LONGEST + 1, 3 * LONGEST)])
BREAK = st.sampled_from([b"\n", b"\n", b"\n", b"\r\n"])


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.one_of(st.tuples(LINE, BREAK), st.tuples(LONG, st.just(b"\n"))), max_size=12),
    st.booleans(),
    st.lists(st.integers(1, 4000), min_size=1, max_size=4),
)
@example([(one, b"\n") for one in LOG * 3], True, [4000])
@example([(b"x" * 5000, b"\n"), *[(one, b"\n") for one in LOG]], True, [700])
def test_lines_are_the_same_in_whatever_pieces_they_come(pairs, ended, sizes):
    data = b"".join(part for pair in pairs for part in pair)
    data = data if ended else data.rstrip(b"\r\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("coursemark.records.lines.MAX_LINE", LONGEST)
        stream = io.BufferedReader(Pieces(data, sizes), 1 << 12)
        found, digests, crlf = told(Lines(stream, quick=True))
    wanted, digests_wanted, crlf_wanted = expected(data)
    assert (found, crlf) == (wanted, crlf_wanted)
    assert digests == {number: digests_wanted[number] for number in digests}


def test_statements_that_stand_together_come_in_one_run():
    data = b'{"format":"coursemark-record/1"}\n' + b"".join(one + b"\n" for one in LOG) + b"{}\n"
    header, run, end = Lines(io.BytesIO(data), quick=True)
    assert isinstance(run, Run)
    assert (header.number, run.number, end.number) == (1, 2, 2 + len(LOG))
    assert run.statements == [statement_in(one) for one in LOG]


@pytest.mark.parametrize("escaped", [b'\\"', b"\\\\", b'\\"[', b"\\"])
def test_a_line_that_never_closes_its_string_is_looked_at_once(escaped):
    """Half a million quotes once took half an hour: each was tried as the first of a string."""
    line = b'{"' + escaped * (1_000_000 // len(escaped))
    assert value_of(line) == Bad("不是完整的 JSON", True)


def test_digits_in_many_runs_are_looked_at_once():
    line = LOG[0][:-1] + b',"note":"' + (b"9" * 4300 + b" ") * 200 + b'"}'
    assert statement_in(line) is not None
    assert statement_in(line.replace(b"9 9", b"999", 1)) is None
