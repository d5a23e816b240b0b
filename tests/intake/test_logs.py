"""Whole logs of a database are taken in once, and again when their fingerprint is another."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from zlib import crc32

import msgspec
import pytest
from taken_in import DAY, SITE, assert_equal, in_memory, learner

from coursemark.intake.ingest import ingest
from coursemark.intake.logs import take_logs
from coursemark.intake.store import Store
from coursemark.report import Report, as_json
from coursemark.report.gather import report_from


@dataclass
class Database:
    """A `LogSource`; what is asked of it stands in a file, because other processes ask."""

    diary: Path
    content: dict[str, list[bytes]] = field(default_factory=dict)
    name: str = "clickhouse http://db/x"

    def put(self, who: str, *statements: object) -> None:
        self.content[who] = [json.dumps(one, ensure_ascii=False).encode() for one in statements]

    def partitions(self, processes: int) -> int:
        return 3

    def fingerprints(self, partition: int, partitions: int) -> list[tuple[str, str]]:
        return [
            (who, str(crc32(b"".join(self.content[who]))))
            for n, who in enumerate(sorted(self.content))
            if n % partitions == partition
        ]

    def logs(
        self, partition: int, partitions: int, only: Collection[str]
    ) -> Iterator[tuple[str, list[bytes]]]:
        for who, _ in self.fingerprints(partition, partitions):
            if who in only:
                with self.diary.open("a", encoding="utf-8") as diary:
                    diary.write(f"{who}\n")
                yield who, self.content[who]

    def asked(self) -> list[str]:
        """Whose logs were read since the last time."""
        said = sorted(self.diary.read_text("utf-8").split()) if self.diary.exists() else []
        self.diary.unlink(missing_ok=True)
        return said


@pytest.fixture
def database(tmp_path: Path) -> Database:
    found = Database(tmp_path / "diary")
    for n in range(5):
        one = learner(n)
        found.put(one.id, *one.log)
    return found


def run(database: Database, path: Path, *files: Path, count: int = 1) -> tuple[int, Report]:
    with Store(path, SITE.config.id) as store:
        store.begin()
        ingest(store, SITE.config.id, files)
        taken = take_logs(store, SITE.config.id, database, 0, count)
        store.commit()
    return taken, report_from(path, SITE, None, DAY)


ALL = [f"{10000 + n}" for n in range(5)]


@pytest.mark.parametrize("count", [1, 2])
def test_only_logs_that_changed_are_read_again(database, tmp_path, count):
    path = tmp_path / "store"
    taken, first = run(database, path, count=count)
    assert (taken, database.asked()) == (5, ALL)
    taken, second = run(database, path, count=count)
    assert (taken, database.asked()) == (0, [])
    assert_equal(second, first)
    database.put("10002", *learner(2, log=5).log)
    taken, third = run(database, path, count=count)
    assert (taken, database.asked()) == (1, ["10002"])
    assert third.statements > first.statements
    assert_equal(third, run(database, tmp_path / "anew", count=count)[1])


def test_who_is_gone_counts_no_longer(database, tmp_path):
    path = tmp_path / "store"
    run(database, path)
    del database.content["10003"]
    taken, found = run(database, path)
    assert (taken, [one.id for one in found.learners]) == (0, [i for i in ALL if i != "10003"])


def test_the_same_results_as_from_files(database, tmp_path):
    folder = tmp_path / "records"
    folder.mkdir()
    for n in range(5):
        learner(n).hand_in(folder)
    files = in_memory([folder])
    _, found = run(database, tmp_path / "store")
    assert (found.files, found.statements, found.problems) == (1, files.statements, ())
    assert found.items == files.items
    assert found.assessments == files.assessments
    plain = {"files": 1, "checks": "", "check_note": "", "department": "", "role": ""}
    assert [bare(one, plain) for one in found.learners] == [
        bare(one, plain) for one in files.learners
    ]


def bare(result, plain):
    courses = tuple(msgspec.structs.replace(each, required=None) for each in result.courses)
    return msgspec.structs.replace(result, courses=courses, **plain)


def test_logs_and_files_hold_the_same_statements(database, tmp_path):
    records = [learner(n).hand_in(tmp_path) for n in (1, 2)]
    _, found = run(database, tmp_path / "store", *records)
    assert found.statements == run(database, tmp_path / "other")[1].statements
    assert [one.id for one in found.learners] == ALL
    assert {p.kind for p in found.problems} == {"duplicate"}
    assert [p.detail for p in found.problems] == [
        f"{len(learner(n).log)} 条记录都已在 coursemark-{10000 + n}.jsonl 中，只计一次"
        for n in (1, 2)
    ]


def test_what_is_no_statement_is_told(database, tmp_path):
    database.content = {"10000": [b'{"id": 1}', b"{", b"\xff", *database.content["10000"][:2]]}
    _, found = run(database, tmp_path / "store")
    assert [(p.line, p.kind, p.detail) for p in found.problems] == [
        (1, "bad-line", "不是一条学习记录"),
        (2, "bad-line", "不是完整的 JSON"),
        (3, "bad-line", "不是 UTF-8 文字"),
    ]
    assert found.quality is not None
    assert (found.statements, json.loads(as_json(found))["quality"]["errors"]["count"]) == (2, 3)


def test_a_number_written_in_two_ways_is_one_learner(database, tmp_path):
    one = learner(1)
    wide = json.loads(json.dumps(one.log).replace("10001", "１０００１"))
    database.content = {}
    database.put("10001", *one.log[:3])
    database.put("１０００１", *wide[2:])
    _, found = run(database, tmp_path / "store")
    assert [each.id for each in found.learners] == ["10001"]
    assert found.statements == len(one.log)
    # In whatever order they came into the store.
    database.put("10001", *one.log[:4])
    _, again = run(database, tmp_path / "store")
    _, anew = run(database, tmp_path / "anew")
    assert_equal(again, anew)
