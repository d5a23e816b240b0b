"""ClickHouse's own engine unites, chooses, groups and sorts what Ralph and others wrote to it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from clickhouse.database import SITE, Database, running, statement

from coursemark.clickhouse import Counted, Table, count, fingerprints, learner_logs
from coursemark.lrs import LrsFault
from coursemark.records.read import normal_id
from coursemark.statements import learner_of

pytestmark = [pytest.mark.peer, pytest.mark.slow]

JOURNEYS = sorted((Path(__file__).parents[1] / "records/fixtures").glob("*/*.jsonl"))
ADDED = {"stored", "authority", "version"}
VOIDED = {"id": "http://adlnet.gov/expapi/verbs/voided"}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with running(tmp_path_factory.mktemp("clickhouse")) as found:
        yield found


def logs(table: Table, **how: Any) -> dict[str, list[Any]]:
    """What the table gives, by learner; numbers of the statements of `statement`."""
    found = list(learner_logs(table, SITE, **how))
    assert [learner for learner, _ in found] == sorted({learner for learner, _ in found})
    return {
        learner: [int(json.loads(each)["id"][-12:], 16) for each in statements]
        for learner, statements in found
    }


def test_journeys_that_ralph_took_come_back_by_learner(database: Database) -> None:
    posted: dict[str, dict[str, Any]] = {}
    sites = set()
    for journey in JOURNEYS:
        header, *lines = map(json.loads, journey.read_text("utf-8").splitlines())
        sites.add(header["site"]["id"])
        posted |= {one["id"]: one for one in lines if "verb" in one}
    table = database.taken_by_ralph(list(posted.values()))

    read: dict[str, dict[str, Any]] = defaultdict(dict)
    for site in sites:
        for learner, statements in learner_logs(table, site):
            for one in map(json.loads, statements):
                read[learner][one["id"]] = {k: v for k, v in one.items() if k not in ADDED}

    expected: dict[str, dict[str, Any]] = defaultdict(dict)
    for one in posted.values():
        learner = learner_of(one)
        assert learner is not None
        expected[normal_id(learner[0])][one["id"]] = one
    assert sum(map(len, expected.values())) > 20
    assert read == expected


def test_statements_are_the_sites_and_oldest_first(database: Database) -> None:
    table = database.table()
    database.insert(
        table,
        statement(1, "10023", "09:30"),
        statement(2, "10024", "09:10"),
        statement(3, "10023", "09:20"),
        statement(4, "10023", object={"id": "https://other.test/item/a"}),
        statement(5, "10023", object={"id": "https://train.test.evil/item/a"}),
        statement(6, "10023", timestamp="2026-03-05T16:59:00+08:00"),
    )

    assert logs(table) == {"10023": [6, 3, 1], "10024": [2]}


def test_bytes_come_as_they_were_stored(database: Database) -> None:
    table = database.table()
    pretty = json.dumps(statement(1, "10023", result={"response": "甲\t\\\n"}), indent=1)
    long = json.dumps(statement(2, "10023", "09:10", result={"response": "𠮷" * 300_000}))
    database.insert(table, pretty, long)

    ((_, found),) = learner_logs(table, SITE)

    assert sorted(found) == sorted([pretty.encode(), long.encode()])


def test_one_that_was_stored_twice_comes_once(database: Database) -> None:
    table = database.table()
    one = statement(1, "10023")
    again = {"stored": "2026-03-06T00:00:00Z", "authority": {"mbox": "mailto:a@b.test"}, **one}
    database.insert(table, one)
    database.insert(table, again, one)

    assert logs(table) == {"10023": [1]}


def test_different_ones_under_one_id_all_come(database: Database) -> None:
    table = database.table()
    database.insert(table, statement(1, "10023"))
    database.insert(table, statement(1, "10023", result={"response": "A"}))
    database.insert(table, statement(1, "10024"))

    assert logs(table) == {"10023": [1, 1], "10024": [1]}


def test_what_was_voided_does_not_come(database: Database) -> None:
    table = database.table()
    gone = {"objectType": "StatementRef", "id": statement(1, "")["id"]}
    database.insert(
        table,
        statement(1, "10023"),
        statement(2, "10023"),
        statement(3, "10023", verb=VOIDED, object=gone),
        statement(
            4,
            "10023",
            object={**gone, "id": statement(2, "")["id"]},
            result={"response": VOIDED["id"]},
        ),
    )

    assert logs(table) == {"10023": [2]}


@pytest.mark.parametrize(
    "actor",
    [
        {"account": {"name": "10023"}, "objectType": "Agent"},
        {"account": {"name": " １００２３\u3000"}},
        {"account": {"name": "\u200b10\u00ad023\u0000\u202e"}},
        {"account": {"name": "\u00a0\u2028\u1680工号ﬁ①ｱ\u0085\t\u2028\u1680"}},
        {"account": {"name": "a b\tc"}},
        {"account": {"name": "'; DROP TABLE x; --\\"}},
        {"account": {"name": "𠮷" * 400}},
        {"account": {"name": ""}, "mbox": "mailto:li@ward.test"},
        {"account": "10023", "mbox": "MAILTO:li@ward.test"},
        {"account": {"name": None}, "openid": "https://id.test/li"},
        {"account": {"name": "10023"}, "objectType": "Group"},
        {"mbox_sha1sum": "0" * 40},
        {},
        "10023",
        None,
    ],
    ids=repr,
)
def test_a_learner_is_who_the_report_says(database: Database, actor: Any) -> None:
    table = database.table()
    database.insert(table, statement(1, "", actor=actor))

    known = learner_of({"actor": actor})
    expected = normal_id(known[0]) if known else ""

    assert logs(table) == {expected: [1]}
    assert logs(table, only=[expected, "x"]) == {expected: [1]}
    assert logs(table, start=expected) == {expected: [1]}
    assert logs(table, start=expected + "\0") == {}


@pytest.mark.parametrize(
    "event",
    ["", "no", "[]", "null", '{"object": {"id": ["https://train.test/"]}}', '{"a": "\\ud800"}'],
)
def test_what_is_no_statement_of_the_site_is_only_counted(database: Database, event: str) -> None:
    table = database.table()
    database.insert(table, event, statement(1, "10023"))

    assert logs(table) == {"10023": [1]}
    assert count(table, SITE).elsewhere == 1


def test_rows_are_counted(database: Database) -> None:
    table = database.table()
    assert count(table, SITE) == Counted(0, 0, 0, 0)

    database.insert(
        table,
        statement(1, "10023"),
        statement(2, "１００２３"),
        statement(3, "10024"),
        statement(4, "10025", object={"id": "https://other.test/item/a"}),
        "no",
    )

    assert count(table, SITE) == Counted(statements=3, learners=2, elsewhere=2, unreadable=1)


def test_partitions_make_up_the_whole(database: Database) -> None:
    table = database.table()
    database.insert(table, *(statement(n, f"{n % 50}") for n in range(200)))
    database.insert(table, statement(200, "\uff11"))

    parts = [logs(table, partition=k, partitions=3) for k in range(3)]

    assert min(map(len, parts)) > 5
    assert sum(map(len, parts)) == 50
    assert {k: v for part in parts for k, v in part.items()} == logs(table)
    assert len(logs(table)["1"]) == 5


def test_those_asked_for_come_and_nobody_else(database: Database) -> None:
    table = database.table()
    names = ["10023", "a'b", "a\\b", "医生", "10024"]
    database.insert(table, *(statement(n, name) for n, name in enumerate(names)))
    many = [f"{'医' * 30}{n}" for n in range(500)]

    assert logs(table, only=names[1:4]) == {"a'b": [1], "a\\b": [2], "医生": [3]}
    assert logs(table, only=["10024", *many]) == {"10024": [4]}
    assert logs(table, only=["nobody"]) == {}
    assert logs(table, start="a'b") == {"a'b": [1], "a\\b": [2], "医生": [3]}


def test_a_fingerprint_changes_with_what_comes_in_late(database: Database) -> None:
    table = database.table()
    database.insert(table, statement(1, "10023"), statement(2, "10024"))
    before = fingerprints(table, SITE)

    database.insert(table, statement(1, "10023", stored="2026-03-06T00:00:00Z"))
    assert fingerprints(table, SITE) == before

    database.insert(table, statement(3, "10024", timestamp="2025-01-01T00:00:00Z"))
    after = fingerprints(table, SITE)

    assert [(each.learner, each.statements) for each in after] == [("10023", 1), ("10024", 2)]
    assert after[0] == before[0]
    assert after[1].digest != before[1].digest


def test_a_fingerprint_changes_with_the_contents(database: Database) -> None:
    one, other = database.table(), database.table()
    database.insert(one, statement(1, "10023"))
    database.insert(other, statement(1, "10023", result={"response": "A"}))

    assert fingerprints(one, SITE)[0].digest != fingerprints(other, SITE)[0].digest


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        (
            "event_id UUID, emission_time DateTime64(6), event JSON",
            "的这张表列的类型不对；event_id 要是 UUID，emission_time 要是时间，event 要是 String",
        ),
        (
            "event_id UUID, emission_time DateTime64(6), statement String",
            "的这张表里没有需要的列；它要有 event_id、emission_time 和 event，像 Ralph 建的那样",
        ),
    ],
)
def test_another_table_is_refused(database: Database, columns: str, words: str) -> None:
    table = database.table(columns)

    with pytest.raises(LrsFault) as fault:
        logs(table)

    assert str(fault.value) == f"数据库 {table.name} {words}"


@pytest.mark.parametrize(
    ("database_name", "table_name", "words"),
    [
        ("xapi", "a`b\\", "里没有这张表；请检查地址里的库名和表名"),
        ("ypai", "events", "里没有这个库；请检查地址里的库名和表名"),
    ],
)
def test_a_table_that_is_not_there_is_named(
    database: Database, database_name: str, table_name: str, words: str
) -> None:
    table = Table("http", "127.0.0.1", database.port, database_name, table_name)

    with pytest.raises(LrsFault) as fault:
        count(table, SITE)

    assert str(fault.value) == f"数据库 {table.name} {words}"
