"""Which embedded store keeps what a report has read: SQLite, DuckDB, chdb, or ibis over DuckDB.

    python bench/stores.py [--learners 10000] [--runs 3] [--only sqlite-blobs,duckdb-rows]

Needs msgspec, pyarrow, duckdb, chdb and ibis-framework, in an environment of its own: the project
does not. Every learner hands in two records of 40 and 23 statements, three of them twice; one
learner in a thousand holds a statement of another. Each store is filled and read by processes of
its own and has to give the same answers. Times are processor seconds of all threads, the clock in
brackets, the best of the runs; memory is the peak of a process; `two` reads with two processes.
"""

from __future__ import annotations

import argparse
import importlib.metadata as metadata
import multiprocessing
import re
import resource
import shutil
import tempfile
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import msgspec
from store_kinds import STORES, Deposit, Entry

PARTS = 64
"""By hash of the learner, so that processes can share the reading."""
BATCH = 500
"""Deposits that are stored in one go, as a resumable ingest would."""


def deposits(learners: int) -> Iterator[Deposit]:
    """First one of everybody, then another of everybody, as in a folder sorted by month."""
    for file in range(2 * learners):
        number = file % learners
        entries = [entry(number, n) for n in (range(40) if file < learners else range(37, 60))]
        if number % 1000 == 1:
            entries[-1] = entry(number - 1, 0)
        yield Deposit(number % PARTS, f"{100000 + number}", file, entries)


def entry(learner: int, number: int) -> Entry:
    random = Random(learner * 100 + number)
    return Entry(
        random.randbytes(16),
        f"2026-11-{1 + number % 28:02}T09:{random.randrange(60):02}:00.000+08:00",
        number % 14,
        f"fire-{random.randrange(500):03}/q-{random.randrange(90):02}",
        f"{random.randrange(16**8):08x}",
        "选项 " + "ABCDEF"[: random.randrange(1, 6)] + "，另有一段文字" * random.randrange(3),
        random.randrange(500),
        500,
        Random(learner * 7 + number // 20).randbytes(16),
    )


class Cost(NamedTuple):
    """What a process did: its answer, processor seconds, seconds by the clock, MB at the peak."""

    answer: Any
    processor: float
    clock: float
    peak: float


class Timer:
    """Adds up what is done in its blocks."""

    processor = clock = 0.0

    def __enter__(self) -> None:
        self.processor -= time.process_time()
        self.clock -= time.perf_counter()

    def __exit__(self, *_: object) -> None:
        self.processor += time.process_time()
        self.clock += time.perf_counter()


def fill(store: Any, path: Path, source: Path, timer: Timer) -> int:
    """Only the storing is timed; the deposits come from a file that is there already."""
    decode = msgspec.msgpack.Decoder(list[Deposit]).decode
    opened = store(path, filling=True)
    opened.create()
    deposits = 0
    with source.open("rb") as stream:
        while size := stream.read(4):
            batch = decode(stream.read(int.from_bytes(size, "big")))
            deposits += len(batch)
            with timer:
                opened.add(batch)
    with timer:
        opened.close()
    return deposits


def read(store: Any, path: Path, parts: range, timer: Timer) -> tuple[int, int, int]:
    """Learners, statements, and a sum over all that was read, whatever the learners' order."""
    learners = statements = total = 0
    opened = store(path, filling=False)
    with timer:
        for learner, entries in opened.learners(parts):
            learners += 1
            statements += len(entries)
            total += zlib.crc32(f"{learner}{entries[0]}{entries[-1]}".encode())
    return learners, statements, total


def shared_ids(store: Any, path: Path, timer: Timer) -> int:
    opened = store(path, filling=False)
    with timer:
        found: int = opened.shared_ids()
    return found


def child(sender: Any, act: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    timer = Timer()
    try:
        answer = act(*arguments, timer)
    except Exception as error:
        answer = f"{type(error).__name__}: {str(error).strip()[:90]}"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sender.send(Cost(answer, timer.processor, timer.clock, peak))


def in_processes(act: Callable[..., Any], *calls: tuple[Any, ...]) -> list[Cost]:
    """All at once, each in a fresh process."""
    context = multiprocessing.get_context("spawn")
    started = []
    for arguments in calls:
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=child, args=(sender, act, arguments))
        process.start()
        started.append((process, receiver))
    costs = [receiver.recv() for _, receiver in started]
    for process, _ in started:
        process.join()
    return costs


def measure(name: str, source: Path, folder: Path, runs: int) -> None:
    store = STORES[name]
    best: dict[str, Cost] = {}
    for _ in range(runs):
        path = Path(tempfile.mkdtemp(dir=folder))
        halves = range(PARTS // 2), range(PARTS // 2, PARTS)
        found = {
            "fill": in_processes(fill, (store, path, source)),
            "read": in_processes(read, (store, path, range(PARTS))),
            "two": in_processes(read, *((store, path, half) for half in halves)),
            "ids": in_processes(shared_ids, (store, path)),
        }
        for act, costs in found.items():
            answers, *figures = zip(*costs, strict=True)
            cost = Cost(answers, sum(figures[0]), max(figures[1]), max(figures[2]))
            best[act] = min(best.get(act, cost), cost, key=lambda each: each.processor)
        size = sum(file.stat().st_size for file in path.rglob("*") if file.is_file()) / 1e6
        shutil.rmtree(path)
    print(f"{name}: {size:.0f} MB on disk, {installed(store.packages):.0f} MB installed")
    for act, (answers, processor, clock, peak) in best.items():
        print(
            f"  {act:5} {processor:7.2f} s ({clock:7.2f} s) {peak:5.0f} MB  {answers}", flush=True
        )


def installed(packages: Iterable[str]) -> float:
    """MB of packages and of all they need."""
    wanted, seen = list(packages), set[str]()
    size = 0
    while wanted:
        name = re.split(r"[^A-Za-z0-9_.-]", wanted.pop())[0].lower().replace("_", "-")
        if name not in seen:
            seen.add(name)
            size += sum(file.size or 0 for file in metadata.files(name) or [])
            wanted += [n for n in metadata.requires(name) or [] if ";" not in n]
    return size / 1e6


def write(source: Path, learners: int) -> None:
    """The deposits of everybody, a batch at a time."""
    with source.open("wb") as stream:
        every = deposits(learners)
        while batch := list(islice(every, BATCH)):
            packed = msgspec.msgpack.encode(batch)
            stream.write(len(packed).to_bytes(4, "big") + packed)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--learners", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default=",".join(STORES))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "deposits")
        write(source, options.learners)
        size = source.stat().st_size / 1e6
        print(f"{options.learners} learners, {options.learners * 63} statements, {size:.0f} MB")
        for name in options.only.split(","):
            measure(name, source, Path(folder), options.runs)


if __name__ == "__main__":
    main()
