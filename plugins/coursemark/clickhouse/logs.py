"""Learners and their statements out of a table, in one stream a partition."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from operator import itemgetter
from urllib.parse import quote

from coursemark.clickhouse.client import Passing, escaped, fault, pairs
from coursemark.clickhouse.queries import COUNT, FINGERPRINTS, LOGS
from coursemark.clickhouse.table import Table

PAUSES = (1, 2, 4, 8, 16)
"""Seconds before each further try."""
MAX_NAMES = 100_000
"""Bytes of names in the address of a request; servers take 1 MB."""
LOT = 20_000
"""Statements in memory at a time; only a number that many share has more."""
PARTITION = 500_000
"""Statements that a server sorts in about 1 GB of its memory."""


@dataclass(frozen=True)
class Counted:
    """The rows of a table, repeated and voided statements included."""

    statements: int
    """Of the site."""
    learners: int
    """Who have such; those that name nobody count as one."""
    elsewhere: int
    """Statements about anything else."""
    unreadable: int
    """Of those: the database takes them for no JSON."""


@dataclass(frozen=True)
class Fingerprint:
    """A learner's log in short: equal as long as it holds the same statements."""

    learner: str
    statements: int
    digest: str


def count(table: Table, site: str, *, sleep: Callable[[float], None] = time.sleep) -> Counted:
    """How much there is to read, for a progress bar and the number of partitions."""
    ((_, value),) = _whole(table, COUNT, {"site": escaped(site)}, sleep)
    rows, here, unreadable, learners = (int(number) for number in value.split())
    return Counted(here, learners, rows - here, unreadable)


def partitions_for(statements: int, processes: int = 1) -> int:
    """Into how many partitions to cut so many statements, each process reading as many as others.

    For each the database goes through the whole table once.
    """
    each = processes * PARTITION
    return processes * max(1, -(-statements // each))


def fingerprints(
    table: Table,
    site: str,
    partition: int = 0,
    partitions: int = 1,
    *,
    sleep: Callable[[float], None] = time.sleep,
) -> list[Fingerprint]:
    """Everybody in a partition, in the order of their ids.

    Whoever has another one than the last time has to be read again. No column of the table says
    when a row came in: a record handed in late carries the times of long ago.
    """
    values = _values(site, partition, partitions)
    found = []
    for learner, value in _whole(table, FINGERPRINTS, values, sleep):
        statements, digest = value.decode("ascii").split()
        found.append(Fingerprint(_id(learner), int(statements), digest))
    return found


def learner_logs(
    table: Table,
    site: str,
    partition: int = 0,
    partitions: int = 1,
    *,
    only: Collection[str] = (),
    start: str = "",
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[tuple[str, list[bytes]]]:
    """Learner ids in the order of their UTF-8, with their statements as JSON texts.

    Statements are the site's (their activity's id begins with `site`), oldest first, none twice and
    none that was voided; different ones under one id all come. Those that name no learner come
    under the empty id. `only`: nobody else, unless it is empty. `start`: nobody before, to go on
    after a break. Each learner comes once, but for a log of more than `LOT` statements: it comes in
    lots, and from its beginning again when the connection broke within it. Raises `LrsFault`.
    """
    wanted = frozenset(only)
    failures = 0
    while True:
        values = _values(site, partition, partitions, wanted, start)
        try:
            for learner, rows in groupby(pairs(table, LOGS, values), itemgetter(0)):
                id = _id(learner)
                while lot := [statement for _, statement in islice(rows, LOT)]:
                    if not wanted or id in wanted:
                        yield id, lot
                # The least text behind it; no id holds that sign.
                start, failures = f"{id}\0", 0
            return
        except Passing as passing:
            failures = _wait(table, passing, failures, sleep)


def _whole(
    table: Table, query: str, values: dict[str, str], sleep: Callable[[float], None]
) -> list[tuple[bytes, bytes]]:
    failures = 0
    while True:
        try:
            return list(pairs(table, query, values))
        except Passing as passing:
            failures = _wait(table, passing, failures, sleep)


def _wait(table: Table, passing: Passing, failures: int, sleep: Callable[[float], None]) -> int:
    """How often it failed; an `LrsFault` when that is enough."""
    if failures == len(PAUSES):
        text = f"{passing}，试了 {failures + 1} 次；请过一会儿再运行，或请管理员查看"
        raise fault(table, text) from passing.__cause__
    sleep(PAUSES[failures])
    return failures + 1


def _values(
    site: str,
    partition: int,
    partitions: int,
    only: Collection[str] = (),
    start: str = "",
) -> dict[str, str]:
    """Parameters of a query for learners."""
    names = "[" + ",".join(sorted(_quoted(name) for name in only)) + "]"
    return {
        "site": escaped(site),
        "partition": str(partition),
        "partitions": str(partitions),
        # Too many are left to us.
        "only": names if len(quote(names)) <= MAX_NAMES else "[]",
        "start": escaped(start),
    }


def _quoted(name: str) -> str:
    return "'" + escaped(name).replace("'", "\\'") + "'"


def _id(learner: bytes) -> str:
    return learner.decode("utf-8", "replace")
