"""The stores that `stores.py` compares, each with the same five things a report needs of one."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

import msgspec


class Entry(NamedTuple):
    """What a report keeps of a statement."""

    id: bytes
    told: str
    verb: int
    target: str
    revision: str
    response: str
    raw: int
    max: int
    registration: bytes


class Deposit(NamedTuple):
    """A record that a learner handed in."""

    part: int
    learner: str
    file: int
    entries: list[Entry]

    def short_ids(self) -> bytes:
        """Eight bytes of each id, to be found again with any learner."""
        return b"".join(one.id[:8] for one in self.entries)


Learners = Iterator[tuple[str, list[Entry]]]

COLUMNS = ("part", "learner", "file", "line", *Entry._fields)
PLACE = "part, learner, file, line"
SHARED = (
    "SELECT count(*) FROM (SELECT id FROM {} GROUP BY id HAVING min(learner) <> max(learner)) s"
)


def rows_of(batch: Iterable[Deposit]) -> Iterator[tuple[Any, ...]]:
    for part, learner, file, entries in batch:
        for line, one in enumerate(entries):
            yield (part, learner, file, line, *one)


def blobs_of(batch: Iterable[Deposit]) -> Iterator[tuple[Any, ...]]:
    for each in batch:
        packed = msgspec.msgpack.encode(each.entries)
        yield (each.part, each.learner, each.file, each.short_ids(), packed)


def as_arrow(names: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> Any:
    import pyarrow

    return pyarrow.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)))


def grouped(rows: Iterable[tuple[Any, ...]]) -> Learners:
    """Learners of rows in their order, the learner first in each."""
    for learner, group in groupby(rows, itemgetter(0)):
        yield learner, [Entry._make(row[1:]) for row in group]


def unpacked(rows: Iterable[tuple[str, bytes]]) -> Learners:
    decode = msgspec.msgpack.Decoder(list[Entry]).decode
    for learner, group in groupby(rows, itemgetter(0)):
        yield learner, [one for _, packed in group for one in decode(packed)]


def shared(rows: Iterable[tuple[str, bytes]]) -> int:
    """How many ids two learners hold: sorted into 256 heaps, each small enough for a dict."""
    heaps = [(array("q"), array("l")) for _ in range(256)]
    numbers: dict[str, int] = {}
    for learner, packed in rows:
        number = numbers.setdefault(learner, len(numbers))
        for one in array("q", packed):
            ids, owners = heaps[one & 255]
            ids.append(one)
            owners.append(number)
    found = set()
    for ids, owners in heaps:
        owner_of: dict[int, int] = {}
        found |= {i for i, o in zip(ids, owners, strict=True) if owner_of.setdefault(i, o) != o}
    return len(found)


class Sqlite:
    packages: tuple[str, ...] = ()

    def __init__(self, path: Path, filling: bool) -> None:
        self.db = sqlite3.connect(path / "store.sqlite")
        self.db.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL")

    def close(self) -> None:
        self.db.close()


class SqliteBlobs(Sqlite):
    """A row a deposit, its entries packed."""

    def create(self) -> None:
        self.db.execute("CREATE TABLE deposits (part INT, learner, file INT, ids, entries)")
        self.db.execute("CREATE INDEX by_learner ON deposits (part, learner, file)")

    def add(self, batch: list[Deposit]) -> None:
        with self.db:
            self.db.executemany("INSERT INTO deposits VALUES (?, ?, ?, ?, ?)", blobs_of(batch))

    def learners(self, parts: range) -> Learners:
        sql = "SELECT learner, entries FROM deposits WHERE part = ? ORDER BY learner, file"
        return unpacked(row for part in parts for row in self.db.execute(sql, (part,)))

    def shared_ids(self) -> int:
        return shared(self.db.execute("SELECT learner, ids FROM deposits"))


class SqliteRows(Sqlite):
    """A row a statement."""

    def create(self) -> None:
        self.db.execute(f"CREATE TABLE statements ({', '.join(COLUMNS)})")
        self.db.execute(f"CREATE INDEX by_learner ON statements ({PLACE})")

    def add(self, batch: list[Deposit]) -> None:
        sql = f"INSERT INTO statements VALUES ({', '.join('?' * len(COLUMNS))})"
        with self.db:
            self.db.executemany(sql, rows_of(batch))

    def learners(self, parts: range) -> Learners:
        fields = ", ".join(Entry._fields)
        sql = f"SELECT learner, {fields} FROM statements WHERE part = ? ORDER BY {PLACE}"
        return grouped(row for part in parts for row in self.db.execute(sql, (part,)))

    def shared_ids(self) -> int:
        return int(self.db.execute(SHARED.format("statements")).fetchone()[0])


class DuckdbRows:
    """A row a statement; arrow carries the batches, inserting single rows is far too slow."""

    packages: tuple[str, ...] = ("duckdb", "pyarrow")
    table = "statements"
    columns: tuple[str, ...] = COLUMNS
    types = "INT TEXT INT INT BLOB TEXT INT TEXT TEXT TEXT INT INT BLOB"

    def __init__(self, path: Path, filling: bool) -> None:
        import duckdb

        self.db = duckdb.connect(str(path / "store.duckdb"), read_only=not filling)
        self.db.execute("SET memory_limit = '300MB'; SET threads = 2")

    def close(self) -> None:
        self.db.close()

    def create(self) -> None:
        columns = zip(self.columns, self.types.split(), strict=True)
        self.db.execute(f"CREATE TABLE {self.table} ({', '.join(map(' '.join, columns))})")

    def add(self, batch: list[Deposit]) -> None:
        self.insert(as_arrow(self.columns, rows_of(batch)))

    def insert(self, arrow: Any) -> None:
        self.db.execute(f"INSERT INTO {self.table} SELECT * FROM arrow")

    def rows(self, sql: str, *values: object) -> Iterator[tuple[Any, ...]]:
        found = self.db.execute(sql, values)
        for some in iter(lambda: found.fetchmany(2000), []):
            yield from some

    def learners(self, parts: range) -> Learners:
        # Some parts at a time: a sort of everything would not fit into memory.
        sql = f"""SELECT learner, {", ".join(Entry._fields)} FROM statements
            WHERE part BETWEEN ? AND ? ORDER BY {PLACE}"""
        for some in (parts[n : n + 8] for n in range(0, len(parts), 8)):
            yield from grouped(self.rows(sql, some[0], some[-1]))

    def shared_ids(self) -> int:
        return int(self.db.execute(SHARED.format("statements")).fetchone()[0])


class DuckdbBlobs(DuckdbRows):
    """The rows of SqliteBlobs."""

    table = "deposits"
    columns = ("part", "learner", "file", "ids", "entries")
    types = "INT TEXT INT BLOB BLOB"

    def add(self, batch: list[Deposit]) -> None:
        self.insert(as_arrow(self.columns, blobs_of(batch)))

    def learners(self, parts: range) -> Learners:
        sql = """SELECT learner, entries FROM deposits WHERE part BETWEEN ? AND ?
            ORDER BY part, learner, file"""
        for some in (parts[n : n + 8] for n in range(0, len(parts), 8)):
            yield from unpacked(self.rows(sql, some[0], some[-1]))

    def shared_ids(self) -> int:
        return shared(self.rows("SELECT learner, ids FROM deposits"))


class IbisRows(DuckdbRows):
    """The rows of DuckdbRows, asked for by ibis instead of by SQL."""

    packages = ("ibis-framework", "duckdb", "pyarrow")

    def __init__(self, path: Path, filling: bool) -> None:
        import ibis

        file, limits = path / "store.duckdb", {"threads": 2, "memory_limit": "300MB"}
        self.ibis = ibis.duckdb.connect(file, read_only=not filling, **limits)
        self.db = self.ibis.con

    def close(self) -> None:
        self.ibis.disconnect()

    def insert(self, arrow: Any) -> None:
        self.ibis.insert("statements", arrow)

    def learners(self, parts: range) -> Learners:
        table = self.ibis.table("statements")
        for some in (parts[n : n + 8] for n in range(0, len(parts), 8)):
            chosen = table.filter(table.part.between(some[0], some[-1]))
            ordered = chosen.order_by(*PLACE.split(", ")).select("learner", *Entry._fields)
            yield from grouped(arrow_rows(ordered.to_pyarrow_batches(chunk_size=2000)))

    def shared_ids(self) -> int:
        table = self.ibis.table("statements")
        by_id = table.group_by("id").having(table.learner.min() != table.learner.max())
        return int(by_id.agg(n=table.count()).count().execute())


class ChdbRows:
    """ClickHouse's engine in the process: a table kept in the order of its learners."""

    packages: tuple[str, ...] = ("chdb",)

    def __init__(self, path: Path, filling: bool) -> None:
        from chdb.session import Session

        self.db = Session(str(path / "store.chdb"))
        # With 300 MB it neither reads 6 million rows in order nor groups them.
        self.db.query("SET max_threads = 2, max_memory_usage = 1000000000")

    def close(self) -> None:
        self.db.close()

    def create(self) -> None:
        kinds = {int: "Int32", str: "String", bytes: "FixedString(16)"}
        types = [int, str, int, int, bytes, str, int, str, str, str, int, int, bytes]
        columns = ", ".join(f"{n} {kinds[t]}" for n, t in zip(COLUMNS, types, strict=True))
        self.db.query("CREATE DATABASE bench")
        self.db.query(
            f"CREATE TABLE bench.statements ({columns}) ENGINE = MergeTree ORDER BY ({PLACE})"
        )

    def add(self, batch: list[Deposit]) -> None:
        arrow = as_arrow(COLUMNS, rows_of(batch))
        assert arrow.num_rows
        self.db.query("INSERT INTO bench.statements SELECT * FROM Python(arrow)")

    def learners(self, parts: range) -> Learners:
        import pyarrow

        sql = f"""SELECT learner, {", ".join(Entry._fields)} FROM bench.statements
            WHERE part BETWEEN {parts[0]} AND {parts[-1]} ORDER BY {PLACE}
            SETTINGS max_block_size = 8192"""
        chunks = self.db.send_query(sql, "ArrowStream")
        batches = (b for chunk in chunks for b in pyarrow.ipc.open_stream(chunk.bytes()))
        yield from grouped(arrow_rows(batches))

    def shared_ids(self) -> int:
        spill = " SETTINGS max_bytes_before_external_group_by = 100000000"
        return int(str(self.db.query(SHARED.format("bench.statements") + spill)).strip())


def arrow_rows(batches: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    for batch in batches:
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


STORES: dict[str, Any] = {
    "sqlite-blobs": SqliteBlobs,
    "sqlite-rows": SqliteRows,
    "duckdb-blobs": DuckdbBlobs,
    "duckdb-rows": DuckdbRows,
    "ibis-duckdb-rows": IbisRows,
    "chdb-rows": ChdbRows,
}
