"""One learner's deposits as one log: a union by statement id, whatever the order of the files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

import msgspec

from coursemark.days import instant
from coursemark.intake import FileNote, Given, Noted, content_of, counted
from coursemark.records import Anomaly, Header
from coursemark.statements import Entry

CLOCK_MS = 60_000
"""How far apart the clocks of one moment may be before a time counts as impossible."""
_EARLIEST = 1_356_969_600_000
"""2013-01-01 at UTC+08:00: the year of xAPI 1.0, before which no record can be."""


_ID, _AT = attrgetter("entry.id"), attrgetter("moment", "entry.id")


class Logged(msgspec.Struct, frozen=True, gc=False):
    """A statement of a learner's log, and where it came from."""

    entry: Entry
    moment: int | None
    """Milliseconds since 1970."""
    file: str
    line: int
    verified: bool
    """By the digest of its file."""


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
        known = sorted([one for one in self.statements.values() if one.moment is not None], key=_AT)
        if len(known) == len(self.statements):
            return known
        unknown = [one for one in self.statements.values() if one.moment is None]
        return known + sorted(unknown, key=_ID)


@dataclass(frozen=True)
class Share:
    """What one learner's part of a file brought that other files had not, or had the same."""

    fresh: int
    same: Mapping[str, int]
    """File that had it before, to how many."""


@dataclass
class Merged:
    """One learner's log, and what was wrong with the deposits."""

    learner: str
    log: Log | None = None
    """None when nothing could be counted as theirs."""
    problems: list[Anomaly] = field(default_factory=list)
    faulty: int = 0
    """Statements with a fault of their own."""
    repeated: int = 0
    """Statements under an id that was there before."""
    shares: list[tuple[int, FileNote, Share]] = field(default_factory=list)
    """By number of the file: of files that tell of others, too."""


def merged(
    learner: str,
    given: Sequence[Given],
    now: int,
    copied: Mapping[int, Sequence[int]] = {},
    made: int | None = None,
) -> Merged:
    """The union of the deposits; statements later than `now` are left out.

    They are reported where they are later than `made`, too: until then somebody may just have gone
    on learning. `copied`: by number of a file, the lines that other learners have under the same
    ids.
    """
    found = Merged(learner)
    last = now if made is None else max(now, made)
    for one in given:
        _Merging(found, one, now, last).run(copied.get(one.number, ()))
    return found


def counts(noted: Noted, now: int) -> bool:
    """Whether a statement is taken into a log."""
    return noted.entry.kind is not None and (noted.moment is None or noted.moment <= now)


class _Merging:
    """One deposit added to the log, its faults counted by kind."""

    def __init__(self, into: Merged, given: Given, now: int, last: int) -> None:
        self.into = into
        self.given = given
        self.file = given.file
        self.now = now
        self.last = last
        """Later than this no clock that is right can have been."""
        self.faults: dict[tuple[str, str], list[int]] = {}
        """Kind and text to the lines."""

    def run(self, copied: Sequence[int]) -> None:
        file, learner, statements = self.file, self.into.learner, self.given.deposit.statements
        header = file.header
        own = header is not None and header.learner == learner
        exported = instant(header.exported) if header else None
        # The greatest moment that needs no word.
        latest = self.now if exported is None else min(self.now, exported + CLOCK_MS)
        if own and header is not None:
            log = self._log()
            log.headers.append(header)
            log.files[file.name] = None
            log.handed.add(file.name)
        elif header is not None and header.learner and statements:
            text = f"文件属于 {header.learner}，其中的记录却是 {learner} 的，按记录里的工号计入"
            for noted in statements:
                self._fault("identity-conflict", text, noted.line)
        taken = []
        for noted in statements:
            moment, entry = noted.moment, noted.entry
            if entry.kind is None or moment is None or not _EARLIEST <= moment <= latest:
                self._judge(noted, exported)
                if not counts(noted, self.now):
                    continue
            if entry.kind == "answered" and entry.response is None:
                self._fault("bad-line", "作答不是文本，按未作答计", noted.line)
            taken.append(noted)
        share = self._add(taken) if taken else Share(0, {})
        self.into.faulty += len({*copied}.union(*self.faults.values()))
        for (kind, text), lines in self.faults.items():
            problem = Anomaly(file.name, lines[0], kind, text + counted(lines), learner)
            self.into.problems.append(problem)
        if file.learners == 1:
            self.into.problems += repeated_file(file, [share])
        else:
            self.into.shares.append((self.given.number, file, share))

    def _judge(self, noted: Noted, exported: int | None) -> None:
        """Says what is wrong with a kind or a time."""
        moment, line = noted.moment, noted.line
        if noted.entry.kind is None:
            self._fault("unknown-statement", "不是本站的活动，或不认识的动作", line)
        elif moment is None:
            self._fault("implausible-time", "没有可用的时间，不计入课程进度", line)
        elif moment < _EARLIEST:
            self._fault("implausible-time", "时间早于 2013 年，电脑的时钟可能不对", line)
        elif moment > self.last:
            self._fault("implausible-time", "时间晚于出报表的日子，没有计入", line)
        elif exported is not None and moment > exported + CLOCK_MS:
            self._fault("implausible-time", "时间晚于文件导出的时间", line)

    def _add(self, taken: Sequence[Noted]) -> Share:
        log, name, verified = self._log(), self.file.name, self.file.verified
        names, statements = self.given.deposit.names, log.statements
        log.files[name] = None
        same: Counter[str] = Counter()
        fresh = 0
        spoken: Counter[int] = Counter([noted.name for noted in taken])
        for place, times in spoken.items():
            if place >= 0:
                log.names[names[place]] += times
        if any(not noted.entry.registrar for noted in taken):
            log.handed.add(name)
        for noted in taken:
            one = Logged(noted.entry, noted.moment, name, noted.line, verified)
            known = statements.setdefault(noted.key, one)
            if known is one:
                fresh += 1
                continue
            if self.file.asked and known.file == name and known.entry == noted.entry:
                continue
            self.into.repeated += 1
            if known.entry == noted.entry:
                same[known.file] += 1
            else:
                text = f"与 {known.file} 中编号相同的记录内容不同"
                self._fault("duplicate", text, noted.line)
                fresh += 1
            if _outranks(one, known):
                statements[noted.key] = one
        return Share(fresh, same)

    def _log(self) -> Log:
        if self.into.log is None:
            self.into.log = Log()
        return self.into.log

    def _fault(self, kind: str, text: str, line: int) -> None:
        self.faults.setdefault((kind, text), []).append(line)


def _outranks(one: Logged, other: Logged) -> bool:
    """Of two contents under one id a verified file's counts, else the greater one."""
    if one.verified != other.verified:
        return one.verified
    return one.entry != other.entry and content_of(one.entry) > content_of(other.entry)


def repeated_file(file: FileNote, shares: Sequence[Share]) -> list[Anomaly]:
    """Says so when a file brought nothing that others had not."""
    same: Counter[str] = Counter()
    for share in shares:
        same.update(share.same)
    if not same or any(share.fresh for share in shares):
        return []
    where, _ = min(same.items(), key=lambda pair: (-pair[1], pair[0]))
    text = f"{same.total()} 条记录都已在 {where} 中，只计一次"
    learner = file.header.learner if file.header else ""
    return [Anomaly(file.name, None, "duplicate", text, learner)]
