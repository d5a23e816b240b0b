"""Logs that a database has united and grouped, taken into the store: only those that changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Protocol

from coursemark.intake.deposit import deposits_of, parcels_of
from coursemark.intake.processes import Progress, workers
from coursemark.intake.store import FileRead, Store
from coursemark.records import Anomaly, Line, RecordFile
from coursemark.records.foreign import is_statement
from coursemark.records.lines import Bad, value_of
from coursemark.records.values import statement_in
from coursemark.statements import Written

_AFTER_ALL = 1 << 50
"""Where the positions of databases begin."""


class LogSource(Protocol):
    """A database that gives whole logs; it is handed to the processes that read it."""

    @property
    def name(self) -> str:
        """As shown; it holds no secret."""

    def partitions(self, processes: int) -> int:
        """Into how many parts to divide the learners."""

    def fingerprints(self, partition: int, partitions: int) -> Sequence[tuple[str, str]]:
        """Learners of a part, each with a text that changes when their log does."""

    def logs(
        self, partition: int, partitions: int, only: Collection[str]
    ) -> Iterator[tuple[str, list[bytes]]]:
        """Their statements as JSON texts, of these learners only; a long log comes in lots."""


_Task = tuple[int, int, frozenset[str]]
"""Partition, number of partitions, learners."""


def take_logs(
    store: Store,
    site: str,
    source: LogSource,
    turn: int,
    count: int,
    progress: Progress = lambda done, total: None,
) -> int:
    """Takes in the logs that are new or have changed; returns how many. `count`: of processes."""
    taken = 0
    position = _AFTER_ALL + turn
    with workers(count, (source, site)) as pool:
        partitions = source.partitions(count)
        parts = [(part, partitions, frozenset[str]()) for part in range(partitions)]
        marks: dict[str, str] = {}
        tasks: list[_Task] = []
        for task, found in zip(parts, pool.map(_marks_of, parts), strict=True):
            new = {
                learner: mark
                for learner, mark in found
                if not store.known(_path(source, learner), mark, "", position)
            }
            marks |= new
            if new:
                tasks.append((task[0], task[1], frozenset(new)))
        progress(0, len(tasks))
        for done, logs in enumerate(pool.map(_logs_of, tasks), 1):
            for learner, lots in logs.items():
                mark = marks.get(learner, "")
                store.put(_path(source, learner), mark, "", position, lots)
            taken += len(logs)
            store.commit()
            progress(done, len(tasks))
    return taken


def _path(source: LogSource, learner: str) -> str:
    return f"log:{source.name}:{learner}"


def _marks_of(state: tuple[LogSource, str], task: _Task) -> Sequence[tuple[str, str]]:
    source, _ = state
    return source.fingerprints(task[0], task[1])


def _logs_of(state: tuple[LogSource, str], task: _Task) -> dict[str, list[FileRead]]:
    source, site = state
    found: dict[str, list[FileRead]] = {}
    read: Counter[str] = Counter()
    for learner, texts in source.logs(*task):
        record = _record(source.name, texts, read[learner])
        read[learner] += len(texts)
        note, deposits = deposits_of(record, site, asked=True)
        found.setdefault(learner, []).append(FileRead.record(note, parcels_of(deposits)))
    return found


def _record(name: str, texts: Iterable[bytes], before: int) -> RecordFile:
    lines: list[Line] = []
    problems: list[Anomaly] = []
    for number, text in enumerate(texts, before + 1):
        value = statement_in(text) or value_of(text)
        if not isinstance(value, Bad) and (isinstance(value, Written) or is_statement(value)):
            lines.append(Line(number, value))
        else:
            said = value.reason if isinstance(value, Bad) else "不是一条学习记录"
            problems.append(Anomaly(name, number, "bad-line", said))
    return RecordFile(name, None, tuple(lines), tuple(problems), unread=len(problems))
