"""What it takes to read learners' logs out of ClickHouse: the engine in a process, on loopback.

    .venv/bin/python bench/clickhouse_logs.py [--learners 10000] [--partitions 0]

Needs `make test` once, for .venv-lrs. The database makes the statements itself, 60 a learner of
1.2 kB as Ralph stores them, in an order that no learner's are together. The stand-in for the server
hands out an answer only when it is whole, so that its memory says nothing.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from coursemark.clickhouse import Table, count, fingerprints, learner_logs, partitions_for

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from clickhouse.database import SITE, Database, running, statement

EACH = 60
BATCH = 600_000
LOREM = "压力表的指针指在绿色区域时表示压力正常，可以使用。"


def template() -> str:
    """An event as SQL text, with places for what differs."""
    one = statement(
        0,
        "LEARNER",
        actor={"name": "张三", "account": {"homePage": SITE, "name": "LEARNER"}},
        object={"id": f"{SITE}item/fire-NUMBER", "definition": {"name": {"zh-CN": LOREM * 2}}},
        result={"response": "B", "success": True, "score": {"raw": 1, "max": 1, "scaled": 1}},
        context={"registration": "ID", "extensions": {f"{SITE}x/revision": "a1b2c3d4"}},
        id="ID",
        timestamp="TIME",
        stored="2026-11-22T00:00:00.000Z",
        authority={"account": {"homePage": "http://lrs.test", "name": "lrs"}},
        version="1.0.0",
    )
    return json.dumps(one).replace("\\", "\\\\").replace("'", "\\'")


def fill(database: Database, learners: int) -> Table:
    """A table of everybody's statements."""
    table = database.table()
    event = f"'{template()}'"
    for place, value in (
        ("LEARNER", f"toString(100000 + number % {learners})"),
        ("NUMBER", "toString(number % 997)"),
        ("ID", "toString(id)"),
        ("TIME", "formatDateTime(at, '%Y-%m-%dT%H:%i:%S.000Z')"),
    ):
        event = f"replaceAll({event}, '{place}', {value})"
    for start in range(0, learners * EACH, BATCH):
        rows = min(BATCH, learners * EACH - start)
        database.query(
            f"""INSERT INTO xapi.{table.table} SELECT id, at, {event} FROM (
                SELECT number, generateUUIDv4(number) AS id, toDateTime64(
                    '2026-01-01 00:00:00', 6, 'UTC') + toIntervalSecond(number * 7 % 20000000) AS at
                FROM numbers({start}, {rows}))"""
        )
    return table


def timed(what: str, act: Callable[[], object]) -> None:
    clock, processor = time.perf_counter(), time.process_time()
    found = act()
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    print(f"{what:12} {clock:7.2f} s, ours {processor:6.2f} s  {found}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--learners", type=int, default=10_000)
    parser.add_argument("--partitions", type=int, default=0, help="0: as many as a report takes")
    options = parser.parse_args()
    partitions = options.partitions or partitions_for(options.learners * EACH)
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder)) as database,
    ):
        table = fill(database, options.learners)
        rows = f"SELECT count(), round(avg(length(event))) FROM xapi.{table.table}"
        print("statements, bytes each:", *database.query(rows).split())

        def read() -> str:
            learners = statements = 0
            for partition in range(partitions):
                for _, found in learner_logs(table, SITE, partition, partitions):
                    learners += 1
                    statements += len(found)
            return f"{learners} learners, {statements} statements, {partitions} partitions"

        timed("count", lambda: count(table, SITE))
        timed("fingerprints", lambda: len(fingerprints(table, SITE)))
        timed("logs", read)
        timed("of two", lambda: len(list(learner_logs(table, SITE, only=["100017", "100018"]))))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"our peak memory {memory:.0f} MB")


if __name__ == "__main__":
    main()
