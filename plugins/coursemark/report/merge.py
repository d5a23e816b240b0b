"""All files as one log per learner: a union by statement id, whatever the order of the files."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b

from coursemark.days import instant
from coursemark.model import Json
from coursemark.records import Anomaly, Header, RecordFile
from coursemark.records.read import normal_id
from coursemark.statements import Entry, learner_of, read

CLOCK_MS = 60_000
"""How far apart the clocks of one moment may be before a time counts as impossible."""
_EARLIEST = 1_356_969_600_000
"""2013-01-01 at UTC+08:00: the year of xAPI 1.0, before which no record can be."""
_ADDED_BY_SERVERS = ("stored", "authority", "version")
_INCOMPLETE = {"truncated", "incomplete-text", "sealed"}
_normal = lru_cache(4096)(normal_id)
"""A record says one number and one name over and over."""
_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), check_circular=False)


@dataclass(frozen=True, slots=True)
class Logged:
    """A statement of a learner's log, and where it came from."""

    entry: Entry
    moment: int | None
    """Milliseconds since 1970."""
    file: str
    line: int
    rank: tuple[bool, bytes]
    """Of two contents under one id the greater counts: a verified file's before others'."""


@dataclass
class Log:
    """Everything collected of one learner."""

    statements: dict[str, Logged] = field(default_factory=dict)
    names: Counter[str] = field(default_factory=Counter)
    headers: list[Header] = field(default_factory=list)
    files: dict[str, None] = field(default_factory=dict)
    handed: set[str] = field(default_factory=set)
    """Those of the files that hold more than what others noted, as lists of those present do."""

    def ordered(self) -> list[Logged]:
        """Oldest first; those without a time come last."""
        return sorted(
            self.statements.values(),
            key=lambda one: (one.moment is None, one.moment or 0, one.entry.id),
        )


@dataclass
class Collected:
    """The logs by learner id, and what was wrong with the files."""

    logs: dict[str, Log] = field(default_factory=dict)
    problems: list[Anomaly] = field(default_factory=list)
    files: int = 0
    owners: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Statement id to the first learner and file that had it."""
    copied: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How many statements two learners have under the same ids."""
    read: int = 0
    """Lines that should be statements, repeated ones included."""
    faulty: int = 0
    """Of them, no statement or with a fault of their own."""
    repeated: int = 0
    """Of them, under an id that was there before."""
    incomplete: int = 0
    """Files that are cut short or cannot be read at all."""


def merge(records: Iterable[RecordFile], site: str, now: int) -> Collected:
    """The union of the records; statements later than `now` are left out and reported."""
    collected = Collected()
    for record in records:
        collected.files += 1
        collected.problems += record.problems
        _Merging(record, site, now, collected).run()
    return collected


class _Merging:
    """One file's statements added to the logs, its faults counted by kind."""

    def __init__(self, record: RecordFile, site: str, now: int, into: Collected) -> None:
        self.record = record
        self.site = site
        self.now = now
        self.into = into
        self.new = 0
        """Statements that no file before had, or had otherwise."""
        self.same: Counter[str] = Counter()
        self.faults: dict[tuple[str, str, str], list[int]] = {}
        """Kind, learner and text to the lines."""
        self.faulty: set[int] = set()

    def run(self) -> None:
        header = self.record.header
        exported = instant(header.exported) if header else None
        if header and header.learner:
            log = self.into.logs.setdefault(header.learner, Log())
            log.headers.append(header)
            log.files[self.record.name] = None
            log.handed.add(self.record.name)
        if header and header.site and header.site != self.site:
            text = f"是另一个站点（{header.site}）的记录，不计入本站"
            self._fault("wrong-format", header.learner, text, 1)
            self.faulty.clear()  # A line of the header is no statement.
        for line in self.record.statements:
            self._take(line.number, line.statement, header, exported)
        self._count()
        self._report()

    def _count(self) -> None:
        """For the rates of faults, which are of lines and of files."""
        into, unread = self.into, self.record.unread
        into.read += len(self.record.statements) + unread
        into.faulty += len(self.faulty) + unread
        kinds = {problem.kind for problem in self.record.problems}
        nothing = self.record.header is None and not self.record.statements
        into.incomplete += bool(kinds & _INCOMPLETE) or nothing

    def _take(
        self, line: int, statement: Json, header: Header | None, exported: int | None
    ) -> None:
        actor = learner_of(statement)
        owner = header.learner if header else ""
        learner = _normal(actor[0]) if actor else owner
        if not learner:
            self._fault("identity-conflict", "", "记录没有写明学员，没有计入", line)
            return
        if owner and learner != owner:
            text = f"文件属于 {owner}，其中的记录却是 {learner} 的，按记录里的工号计入"
            self._fault("identity-conflict", learner, text, line)
        entry = read(statement, self.site)
        if entry.kind is None:
            self._fault("unknown-statement", learner, "不是本站的活动，或不认识的动作", line)
            return
        moment = instant(entry.timestamp)
        if moment is None:
            self._fault("implausible-time", learner, "没有可用的时间，不计入课程进度", line)
        elif moment < _EARLIEST:
            self._fault("implausible-time", learner, "时间早于 2013 年，电脑的时钟可能不对", line)
        elif moment > self.now:
            self._fault("implausible-time", learner, "时间晚于报表截止日，没有计入", line)
            return
        elif exported is not None and moment > exported + CLOCK_MS:
            self._fault("implausible-time", learner, "时间晚于文件导出的时间", line)
        if entry.kind == "answered" and entry.response is None:
            self._fault("bad-line", learner, "作答不是文本，按未作答计", line)
        self._add(learner, actor[1] if actor else "", line, entry, moment, statement)

    def _add(
        self, learner: str, name: str, line: int, entry: Entry, moment: int | None, statement: Json
    ) -> None:
        log = self.into.logs.setdefault(learner, Log())
        log.files[self.record.name] = None
        if not entry.registrar:
            log.handed.add(self.record.name)
        if name:
            log.names[_normal(name)] += 1
        digest = _digest(statement)
        one = Logged(entry, moment, self.record.name, line, (self.record.verified, digest))
        key = entry.id or digest.hex()
        first = self.into.owners.setdefault(key, (learner, self.record.name))
        if first[0] != learner:
            text = (
                f"与 {first[0]} 的记录（{first[1]}）编号相同，可能是复制的；两人的都计入了，请核实"
            )
            self._fault("identity-conflict", learner, text, line)
            # Who copied whom nobody knows, least of all the order of the files.
            text = f"与 {learner} 的记录编号相同，可能是复制的；两人的都计入了，请核实"
            self._fault("identity-conflict", first[0], text, line)
            pair = (min(first[0], learner), max(first[0], learner))
            self.into.copied[pair] += 1
        known = log.statements.get(key)
        if known is None:
            self.new += 1
            log.statements[key] = one
            return
        self.into.repeated += 1
        if known.rank[1] == digest:
            self.same[known.file] += 1
            if one.rank > known.rank:
                log.statements[key] = one
        else:
            text = f"与 {known.file} 中编号相同的记录内容不同"
            self._fault("duplicate", learner, text, line)
            self.new += 1
            log.statements[key] = max(known, one, key=lambda each: each.rank)

    def _fault(self, kind: str, learner: str, text: str, line: int) -> None:
        self.faults.setdefault((kind, learner, text), []).append(line)
        self.faulty.add(line)

    def _report(self) -> None:
        name = self.record.name
        for (kind, learner, text), lines in self.faults.items():
            more = f"（共 {len(lines)} 条）" if len(lines) > 1 else ""
            self.into.problems.append(Anomaly(name, lines[0], kind, text + more, learner))
        if self.same and not self.new:
            where, _ = min(self.same.items(), key=lambda pair: (-pair[1], pair[0]))
            learner = self.record.header.learner if self.record.header else ""
            text = f"{self.same.total()} 条记录都已在 {where} 中，只计一次"
            self.into.problems.append(Anomaly(name, None, "duplicate", text, learner))


def _digest(statement: Json) -> bytes:
    """Equal for equal content, whatever the order of fields or what a server added."""
    own = {k: v for k, v in statement.items() if k not in _ADDED_BY_SERVERS}
    return blake2b(_CANONICAL.encode(own).encode("ascii"), digest_size=12).digest()
