"""Statements decoded at once say what they say when they are read field by field."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from record_builder import SITE_ID, Learner, right

from coursemark.intake import deposits_of
from coursemark.records.lines import Bad, value_of
from coursemark.records.read import read_source
from coursemark.records.sources import sources
from coursemark.records.values import statement_in, statements_in
from coursemark.statements import entry_of, learner_of, read

SPEC = Path(__file__).parents[1] / "spec/statements"
X = SITE_ID + "x/"


def everything():
    """A log with a statement of every kind that a learner's pages write."""
    learner = Learner()
    learner.read()
    learner.attempt(right("q0", "q1"), interruptions=[("away", 5), ("clock", -60)])
    learner.practise("bank/case/2", "A[,]C")
    question = {"survey": {"id": "s"}, "question": {"id": "q", "type": "rating"}}
    learner.add("replied", {**question, "response": "4", "scale": 5})
    learner.add("surveyed", {"survey": {"id": "s"}})
    learner.add("attended", {"session": {"name": "讲座"}, "held": "2026-02-01", "hours": 2})
    learner.add("commented", {"item": {"id": "bank/q1", "revision": "0"}, "text": "错"})
    return learner.log


LOG = everything()


class Twice(dict):
    """An object in whose text some keys come a second time."""

    def __init__(self, pairs, again):
        super().__init__(pairs)
        self.again = again


def text_of(value):
    """JSON text, of numbers that no library writes and of keys that come twice, too."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "surrogateescape")
    if isinstance(value, dict):
        pairs = [*value.items(), *(value.again if isinstance(value, Twice) else ())]
        return "{" + ",".join(f"{json.dumps(k)}:{text_of(v)}" for k, v in pairs) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(text_of, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def bytes_of(value):
    return text_of(value).encode("utf-8", "surrogateescape")


def assert_same(data):
    """What the quick way gives is what the careful one gives; returns whether it gave anything."""
    quick = statement_in(data)
    if quick is None:
        return False
    value = value_of(data)
    assert not isinstance(value, Bad), value.reason
    assert entry_of(quick, SITE_ID) == read(value, SITE_ID)
    assert (quick.actor.account.name, quick.actor.name) == learner_of(value)
    return True


@pytest.mark.parametrize("statement", LOG, ids=lambda one: one["verb"]["id"].rpartition("/")[2])
def test_every_statement_of_our_pages_is_decoded_quickly(statement):
    assert assert_same(bytes_of(statement))


@pytest.mark.parametrize("name", ["read", "learners"])
def test_every_case_of_the_specification(name):
    for case in json.loads((SPEC / f"{name}.json").read_text("utf-8")):
        given_ = {"actor": case["actor"]} if "actor" in case else case["statement"]
        assert_same(bytes_of(given_))
        if isinstance(given_, dict):
            # Whatever the case leaves out is there, so that it is not refused for that.
            assert_same(bytes_of({**LOG[0], **given_}))


def test_a_key_of_another_site_or_an_unknown_one_is_decoded_too():
    statement = json.loads(json.dumps(LOG[0]).replace(SITE_ID, "https://other.example/"))
    assert assert_same(bytes_of(statement))
    statement["verb"]["id"] = "http://example.com/unknown"
    assert assert_same(bytes_of(statement))


@pytest.mark.parametrize(
    "change",
    [
        {"format": "coursemark-record/1"},
        {"actor": {"mbox": "mailto:a@b.cn"}},
        {"actor": {"objectType": "Group", "account": {"name": "1"}}},
        {"actor": {"account": {"name": ""}}},
        {"actor": {"account": {"name": 10023}}},
        {"id": 7},
        {"timestamp": None},
        {"result": {"response": ["A"]}},
        {"result": {"score": {"raw": True}}},
        {"context": {"contextActivities": {"parent": {"id": SITE_ID + "assessment/exam"}}}},
        {"note": b'"\\ud800"', "context": {"extensions": {"a": b'"\\ud800"'}}},
        {"note": b"NaN"},
        {"note": b'"\xff"'},
        {"note": b"9" * 5000},
        {"note": b"[" * 70 + b"]" * 70},
    ],
    ids=str,
)
def test_what_is_otherwise_is_left_to_the_careful_reader(change):
    assert statement_in(bytes_of({**LOG[2], **change})) is None


def test_many_brackets_side_by_side_are_no_depth():
    """As in the draw of a long exam."""
    draw = [{"item": f"bank/q{n}", "revision": "0", "points": 1} for n in range(70)]
    context = {**LOG[1]["context"], "extensions": {X + "draw": draw, X + "other": "[" * 70}}
    data = bytes_of({**LOG[1], "context": context})
    assert assert_same(data)
    assert statements_in(data + b"\n" + data + b"\n") == [statement_in(data)] * 2


def test_one_of_several_lines_that_is_too_deep_is_found():
    deep = bytes_of({**LOG[2], "note": b"[" * 70 + b"]" * 70})
    assert statements_in(bytes_of(LOG[2]) + b"\n" + deep + b"\n") is None


IRIS = [
    SITE_ID + "assessment/exam",
    SITE_ID + "item/bank/q0",
    SITE_ID + "page/a%E7%94%B2",
    SITE_ID + "page/%zz",
    SITE_ID + "page/",
    "https://other.example/assessment/exam",
    SITE_ID + "assessment/" + "x" * 400,
]
LEAVES = [
    *(None, True, False, 0, 1, -1, 1.0, 0.5, 1e308, 10**18, 10**30, -(10**40)),
    *(b"1e999", b"-1e999", b"NaN", b"Infinity", b"-0.0", b"1E3", b"01", b"9" * 4301, b"9" * 500),
    *("", "B", "[,]" * 50, " 甲\u200b ", "１００２３", "answered", "PT5S", "PT-5S", "P9999999D"),
    *("2026-03-01T09:00:00+08:00", "昨天", "Agent", "Group", "AAAA-BBBB"),
    *(b'"\\ud800"', b'"\\ud83d\\ude00"', b'"\\u0000"', b'"\xff"', b'"\xed\xa0\x80"', b'"\x01"'),
    *([], {}, [[]], [None], [{}], {"id": []}, {"id": "x"}, {"name": ""}, {"name": "7"}),
    *([{"id": iri} for iri in IRIS] + [{"id": IRIS[0]}]),
    *([[{"id": a}, {"id": b}] for a in IRIS[:3] for b in IRIS[:3]]),
    *([{"id": IRIS[0]}, 7], [{"id": IRIS[0]}, {"id": None}], *IRIS),
    *([[]] * 60, [[]] * 70),
    b"[" * 40 + b"]" * 40,
    b"[" * 70 + b"]" * 70,
]
KEYS = [
    *("id", "format", "objectType", "actor", "account", "name", "mbox", "openid", "verb", "object"),
    *("timestamp", "result", "response", "success", "score", "raw", "max", "scaled", "duration"),
    *("context", "registration", "contextActivities", "parent", "grouping", "extensions", "stored"),
    *(X + name for name in ("revision", "order", "draw", "version", "minimum", "cause", "jump")),
    *(X + name for name in ("evidence", "held", "registrar")),
    *("item", "points", "authority", "甲"),
]


@st.composite
def mutated(draw):
    """A statement of our pages with some values, somewhere, made into something else."""

    def again(value):
        if isinstance(value, dict):
            copy = Twice({key: again(inner) for key, inner in value.items()}, [])
            objects.append(copy)
            return copy
        if isinstance(value, list):
            return [again(inner) for inner in value]
        return value

    objects: list[Twice] = []
    whole = again(draw(st.sampled_from(LOG)))
    for _ in range(draw(st.integers(1, 5))):
        node = draw(st.sampled_from(objects))
        key = draw(st.sampled_from([*node, *node, *KEYS][: 2 * len(node) + len(KEYS)]))
        value = draw(st.sampled_from(LEAVES))
        match draw(st.sampled_from(["change", "change", "remove", "twice", "wrap", "unwrap"])):
            case "change":
                node[key] = value
            case "remove":
                node.pop(key, None)
            case "twice":
                node.again.append((key, value))
            case "wrap":
                node[key] = [node.get(key)]
            case "unwrap":
                inner = node.get(key)
                node[key] = inner[0] if isinstance(inner, list) and inner else value
    return bytes_of(whole)


@settings(max_examples=1500, deadline=None)
@given(mutated())
def test_a_statement_changed_in_any_place_reads_the_same(data):
    assert_same(data)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.one_of(mutated(), st.sampled_from(LOG).map(bytes_of)), max_size=6), st.booleans()
)
def test_a_file_read_quickly_holds_the_same(tmp_path_factory, lines, ended):
    path = tmp_path_factory.mktemp("quick") / "a.jsonl"
    header = bytes_of(Learner().header())
    path.write_bytes(b"\n".join([header, *lines]) + b"\n" * ended)
    read_ = []
    for quick in (True, False):
        (source,) = (read_source(one, quick=quick) for one in sources([path]))
        read_.append(deposits_of(source, SITE_ID))
    assert read_[0] == read_[1]
