"""Statements: the shared cases, and that what is built is read back."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path

import msgspec
import pytest
from browser.record_file import xapi_faults
from hypothesis import given
from hypothesis import strategies as st

from coursemark import statements
from coursemark.statements.words import VERBS

SPEC = Path(__file__).parent.parent / "spec" / "statements"
SITE = "https://yibao.example/"
STAMP = statements.Stamp(
    site=SITE,
    learner={"id": "10023", "name": "张三"},
    id="11111111-2222-4333-8444-555555555555",
    timestamp="2026-11-22T09:00:00.000+08:00",
)


def cases(name):
    return [
        pytest.param(case, id=case["case"])
        for case in json.loads((SPEC / f"{name}.json").read_text("utf-8"))
    ]


def as_json(entry):
    fields = msgspec.structs.asdict(entry)
    drawn = None if entry.draw is None else [msgspec.structs.asdict(one) for one in entry.draw]
    return json.loads(json.dumps({**fields, "draw": drawn}))


@pytest.mark.parametrize("case", cases("build"))
def test_build(case):
    built = getattr(statements, case["build"])(STAMP, case["details"])
    assert built == case["statement"]
    assert json.loads(json.dumps(built)) == built


def test_what_is_built_is_valid():
    built = [param.values[0]["statement"] for param in cases("build")]
    assert xapi_faults(built) == ""
    assert xapi_faults([{**built[0], "verb": {}}]) == "1: RequiredWarning statement.verb.id\n"


@pytest.mark.parametrize("case", cases("read"))
def test_read(case):
    entry = as_json(statements.read(case["statement"], SITE))
    assert {key: entry[key] for key in case["entry"]} == case["entry"]


@pytest.mark.parametrize("case", cases("durations"))
def test_durations(case):
    assert statements.seconds_of(case["text"]) == case["seconds"]


@pytest.mark.parametrize("case", cases("learners"))
def test_learners(case):
    found = statements.learner_of({"actor": case["actor"]})
    assert (found and {"id": found[0], "name": found[1]}) == case["learner"]


@pytest.mark.parametrize("case", cases("events"))
def test_events(case):
    log = [as_statement(*line) for line in case["log"]]
    assert statements.events(log, SITE, case["assessments"]) == case["events"]


def as_statement(verb, target, timestamp, result=None, context=None):
    """Verb, target and timestamp of a line, with its result and context where it has them."""
    said = {"result": result, "context": context}
    return {
        "verb": {"id": VERBS[verb][0]},
        "object": {"id": SITE + target},
        "timestamp": timestamp,
        **{field: value for field, value in said.items() if value is not None},
    }


def test_numbers_are_written_as_javascript_writes_them():
    details = {"item": {"id": "a/b", "type": "single"}, "response": "A", "raw": 100, "max": 100}
    score = statements.answered(STAMP, details)["result"]["score"]
    assert json.dumps(score) == '{"raw": 1, "min": 0, "max": 1, "scaled": 1}'


def test_timestamp_has_milliseconds_and_offset():
    moment = datetime(2026, 11, 22, 9, 0, 0, 123456, timezone(timedelta(hours=8)))
    assert statements.timestamp(moment) == "2026-11-22T09:00:00.123+08:00"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
FIELDS = st.sampled_from(
    "id actor verb object result context timestamp score raw account name extensions "
    f"{SITE}x/draw item points contextActivities parent".split()
)
HOSTILE = st.recursive(
    JSON, lambda inner: st.dictionaries(FIELDS, inner, max_size=8), max_leaves=20
)


@given(HOSTILE)
def test_reading_never_raises(statement):
    statements.read(statement, SITE)
    statements.learner_of(statement)
    statements.events([statement], SITE)


TARGETS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(
    lambda text: not text.endswith(".md")
)


@given(TARGETS)
def test_any_path_survives_its_iri(target):
    iri = statements.activity_id(SITE, "page", target + ".md")
    assert statements.activity({"object": {"id": iri}}, SITE) == ("page", target + ".md")


@given(st.integers(0, 100_000_000))
def test_a_duration_is_read_back(seconds):
    assert statements.seconds_of(statements.duration(seconds)) == seconds
