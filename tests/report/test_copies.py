"""Statements that two learners have under one id are found, however they are kept."""

from __future__ import annotations

import copy
import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from report_builder import file_of
from taken_in import DAY, SITE, assert_equal, from_store, learner

from coursemark.days import instant
from coursemark.intake import InMemory
from coursemark.records import read_records
from coursemark.report import report
from coursemark.report.copies import copies_of

NOW = instant(f"{DAY}T23:59:59.999+08:00")
SAID = "编号相同，可能是复制的；两人的都计入了，请核实"


def copied(log, who):
    """The log as another learner's."""
    text = json.dumps(log, ensure_ascii=False)
    old = log[0]["actor"]["account"]["name"]
    return json.loads(text.replace(f'"{old}"', f'"{who.id}"'))


def found(*files, now=NOW):
    return copies_of(InMemory(files, SITE.config.id), now)


def test_of_both_and_by_neither():
    one, other = learner(1), learner(2)
    log = [*other.log, *copied(one.log[:3], other)]
    what = found(file_of(one, "1.jsonl"), file_of(other, "2.jsonl", log))
    assert what.pairs == {("10001", "10002"): 3}
    lines = [len(other.log) + n for n in (2, 3, 4)]
    assert what.lines == {"10002": {1: lines}}
    assert {
        who: [(p.file, p.line, p.kind, p.detail) for p in problems]
        for who, problems in what.problems.items()
    } == {
        "10002": [
            (
                "2.jsonl",
                lines[0],
                "identity-conflict",
                f"与 10001 的记录（1.jsonl）{SAID}（共 3 条）",
            )
        ],
        "10001": [("2.jsonl", lines[0], "identity-conflict", f"与 10002 的记录{SAID}（共 3 条）")],
    }


def test_the_same_statements_twice_of_one_learner_are_no_copies():
    one = learner(1)
    what = found(file_of(one, "1.jsonl"), file_of(one, "2.jsonl"))
    assert (what.pairs, what.lines, what.problems) == ({}, {}, {})


def test_what_does_not_count_on_the_day_is_no_copy():
    one, other = learner(1), learner(2)
    files = file_of(one, "1.jsonl"), file_of(other, "2.jsonl", copied(one.log, other))
    early = instant(f"{date(2026, 2, 28)}T23:59:59.999+08:00")
    assert found(*files, now=early).pairs == {}
    assert found(*files).pairs == {("10001", "10002"): len(one.log)}


def test_statements_without_an_id_that_say_the_same():
    """Of reading a page, say: the same page at the same moment."""
    one, other = learner(1), learner(2)
    log = copy.deepcopy(one.log[:1])
    del log[0]["id"]
    what = found(file_of(one, "1.jsonl", log), file_of(other, "2.jsonl", copied(log, other)))
    assert what.pairs == {("10001", "10002"): 1}


def test_equal_marks_of_other_ids_are_no_copies():
    """Half of a UUID is the mark."""
    one, other = learner(1), learner(2)
    other.log[0]["id"] = one.log[0]["id"][:18] + "-8000-000000000000"
    assert other.log[0]["id"] != one.log[0]["id"]
    what = found(file_of(one, "1.jsonl"), file_of(other, "2.jsonl"))
    assert (what.pairs, what.lines, what.problems) == ({}, {}, {})


def concerned(rep):
    return {(each.kind, who) for each in rep.identities for who in each.learners}


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_the_same_from_memory_and_from_a_store_in_any_order(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("copies")
    who = [learner(n, log=2) for n in range(4)]
    for one in who:
        for _ in range(data.draw(st.integers(0, 2))):
            source = data.draw(st.sampled_from(who))
            some = data.draw(st.lists(st.sampled_from(source.log), max_size=4))
            if some:
                one.log += copied(some, one)
    paths = [one.hand_in(folder) for one in who]
    shuffled = data.draw(st.permutations(paths))
    reports = []
    for order in (paths, shuffled):
        whole = report(SITE, read_records(order), None, DAY)
        assert_equal(from_store(folder / "store", order), whole)
        reports.append(whole)
    first, second = reports
    # Of three with one statement it is the order that says who is told of whom.
    assert concerned(first) == concerned(second)
    assert first.items == second.items
    assert first.statements == second.statements
