"""What one record file holds of each learner, packed small: as it was read, not yet judged.

Nothing here depends on the day of a report, the roster or the banks.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from zlib import crc32

import msgspec

from coursemark.days import instant
from coursemark.records import Anomaly, Header, RecordFile
from coursemark.records.read import normal_id
from coursemark.statements import Entry, Written, entry_of, learner_of, read

MARK_BYTES = 8
_UUID = 36
"""Letters."""
_INCOMPLETE = {"truncated", "incomplete-text", "sealed"}
_normal = lru_cache(4096)(normal_id)
"""A record says one number and one name over and over."""
_pack = msgspec.msgpack.Encoder().encode


class Noted(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A statement as it was read."""

    line: int
    entry: Entry
    moment: int | None
    """Milliseconds since 1970."""
    name: int
    """Of the actor, its place in `Deposit.names`; -1 without one."""

    @property
    def key(self) -> str:
        """Equal for what is one statement: those without an id are one if they say the same."""
        return self.entry.id or blake2b(content_of(self.entry), digest_size=12).hexdigest()


class Deposit(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What one file holds of one learner, in the order of its lines."""

    statements: list[Noted]
    names: list[str]


class FileNote(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A file without its statements."""

    name: str
    header: Header | None
    problems: list[Anomaly]
    verified: bool
    lines: int
    """That should be statements."""
    faulty: int
    """Of them, those of nobody: no statement, or without a learner."""
    incomplete: bool
    """Cut short, or nothing could be read."""
    learners: int
    """How many it tells of."""
    asked: bool = False
    """Part of what a record store answered: such parts are one file, and what comes twice in them
    was asked for twice."""


class Given(msgspec.Struct, frozen=True, gc=False):
    """A deposit and the file it came in."""

    number: int
    """Of the file among the files of a run; greater is later."""
    file: FileNote
    deposit: Deposit


class Parcel(msgspec.Struct, frozen=True, gc=False):
    """A deposit packed for keeping."""

    learner: str
    marks: bytes
    """`MARK_BYTES` for each statement: equal for equal keys, hardly ever for others."""
    packed: bytes


def deposits_of(
    record: RecordFile, site: str, *, asked: bool = False
) -> tuple[FileNote, dict[str, Deposit]]:
    """A file taken apart by learner; whom its header names is always among them."""
    header = record.header
    owner = header.learner if header else ""
    found: dict[str, _Heap] = {owner: _Heap()} if owner else {}
    nobody: list[int] = []
    heap: _Heap | None = None
    name, last = -1, None
    for line in record.statements:
        statement = line.statement
        if isinstance(statement, Written):
            entry = entry_of(statement, site)
            actor = (statement.actor.account.name, statement.actor.name)
        else:
            entry = read(statement, site)
            actor = learner_of(statement) or (owner, "")
        if actor != last:  # Nearly every line names the same one.
            last, learner = actor, _normal(actor[0])
            heap = found.setdefault(learner, _Heap()) if learner else None
            name = heap.place(_normal(actor[1])) if heap and actor[1] else -1
        if heap is None:
            nobody.append(line.number)
        else:
            heap.statements.append(Noted(line.number, entry, instant(entry.timestamp), name))
    problems = list(record.problems)
    kinds = {problem.kind for problem in problems}
    if nobody:
        text = f"记录没有写明学员，没有计入{counted(nobody)}"
        problems.append(Anomaly(record.name, nobody[0], "identity-conflict", text))
    if header and header.site and header.site != site:
        text = f"是另一个站点（{header.site}）的记录，不计入本站"
        problems.append(Anomaly(record.name, 1, "wrong-format", text, owner))
    note = FileNote(
        name=record.name,
        header=header,
        problems=problems,
        verified=record.verified,
        lines=len(record.statements) + record.unread,
        faulty=len(nobody) + record.unread,
        incomplete=bool(kinds & _INCOMPLETE) or (header is None and not record.statements),
        learners=len(found),
        asked=asked,
    )
    return note, {who: Deposit(one.statements, [*one.names]) for who, one in found.items()}


class _Heap:
    """A deposit while it grows."""

    def __init__(self) -> None:
        self.statements: list[Noted] = []
        self.names: dict[str, int] = {}

    def place(self, name: str) -> int:
        return self.names.setdefault(name, len(self.names)) if name else -1


def parcels_of(deposits: dict[str, Deposit]) -> list[Parcel]:
    """Each deposit packed."""
    return [
        Parcel(learner, marks_of(deposit), summed(_pack(deposit)))
        for learner, deposit in deposits.items()
    ]


_unpack = msgspec.msgpack.Decoder(Deposit).decode


def unpacked(packed: bytes) -> Deposit:
    return _unpack(sound(packed))


def summed(packed: bytes) -> bytes:
    """Behind a checksum: a damaged store says so, and never makes another report."""
    return crc32(packed).to_bytes(4, "big") + packed


def sound(kept: bytes) -> bytes:
    """What is behind the checksum; raises `msgspec.DecodeError` when it does not fit."""
    if crc32(kept[4:]).to_bytes(4, "big") != kept[:4]:
        raise msgspec.DecodeError("checksum")
    return kept[4:]


def marks_of(deposit: Deposit) -> bytes:
    return marks([noted.key for noted in deposit.statements])


def marks(keys: Sequence[str]) -> bytes:
    """Eight bytes of each statement's key: of a UUID its first half, of others a digest."""
    return _halves(keys) or b"".join(map(_mark, keys))


def _halves(keys: Sequence[str]) -> bytes | None:
    """The same where all are UUIDs, at once."""
    text, count = "".join(keys), len(keys)
    hyphens = {text[place::_UUID] for place in (8, 13, 18, 23)}
    if {*map(len, keys)} != {_UUID} or hyphens != {"-" * count}:
        return None
    try:
        found = array("Q", bytes.fromhex(text.replace("-", "")))
    except ValueError:
        return None
    # Blanks are no digits, but are passed over.
    return found[::2].tobytes() if len(found) == 2 * count else None


def _mark(key: str) -> bytes:
    if len(key) == _UUID:
        try:
            found = bytes.fromhex(key[:8] + key[9:13] + key[14:18])
        except ValueError:
            found = b""
        if len(found) == MARK_BYTES:
            return found
    return blake2b(key.encode("utf-8", "replace"), digest_size=MARK_BYTES).digest()


def counted(lines: Sequence[int]) -> str:
    """How many lines a problem stands for, where it is more than one."""
    return f"（共 {len(lines)} 条）" if len(lines) > 1 else ""


def content_of(entry: Entry) -> bytes:
    """What a statement says, of all that is read of it; equal for equal entries.

    The browser writes the same text and compares it in the same order, so that of two contents
    both take the same.
    """
    said = msgspec.structs.asdict(entry)
    if entry.draw is not None:
        said["draw"] = [msgspec.structs.asdict(one) for one in entry.draw]
    plain = {name: _whole(value) for name, value in said.items()}
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-16-be", "surrogatepass")


def _whole(value: object) -> object:
    """In JavaScript 1.0 is 1."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
