"""The store: what was read, kept in one SQLite file, so that only new files are read again.

It is a memory of reading and nothing else: of every place (a file, a zip) it knows name, size and
times, and what was in it. Whatever is missing or has changed is read; deleting the store loses
nothing but time. What a run does not ask for does not count in its report.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType

import msgspec

from coursemark.intake.deposit import Deposit, FileNote, Parcel, sound, summed, unpacked
from coursemark.intake.holdings import part_of
from coursemark.reasons import cannot_read
from coursemark.records.texts import Texts

LAYOUT = 2
"""Counted up whenever what is kept, or how a file is read, changes: older stores are emptied."""
APPLICATION = 0x434D5331
"""In the header of the file: a store of ours."""

_PAGE_BYTES = 1 << 14
_SCHEMA = """
create table place (
  number integer primary key, path text not null unique, mark text not null, keys text not null,
  position integer);
create table file (
  number integer primary key, place integer not null, turn real not null, note blob, texts blob,
  joined integer not null default 0);
create index file_place on file (place);
create table deposit (
  part integer not null, learner text not null, file integer not null, packed blob not null);
create index deposit_part on deposit (part, learner);
create index deposit_file on deposit (file);
create table mark (
  part integer not null, learner text not null, file integer not null, marks blob not null);
create index mark_part on mark (part, learner);
create index mark_file on mark (file);
create table about (name text primary key, value text not null);
"""

_encode = msgspec.msgpack.Encoder().encode
_note = msgspec.msgpack.Decoder(FileNote).decode
_texts = msgspec.msgpack.Decoder(Texts).decode


class StoreFault(Exception):
    """The store cannot be used; the message says why, in Chinese."""


class FileRead(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One file of a place: a record, or texts that go with those of other files."""

    note: bytes
    """Packed; empty for texts."""
    parcels: list[Parcel]
    texts: bytes = b""

    @classmethod
    def record(cls, note: FileNote, parcels: list[Parcel]) -> FileRead:
        return cls(summed(_encode(note)), parcels)

    @classmethod
    def of_texts(cls, texts: Texts) -> FileRead:
        return cls(b"", [], summed(_encode(texts)))


class Store:
    """Takes in what was read; `Stored` gives it back. Nobody else writes while it is open."""

    def __init__(self, path: Path, site: str, *, lasting: bool = True) -> None:
        """Opens or makes the store of a site; raises StoreFault.

        One that is not `lasting` need not survive a crash.
        """
        self.path = path
        if not path.parent.is_dir():
            raise StoreFault(f"没有文件夹 {path.parent}；请先建好，或把汇总库 {path.name} 换个位置")
        try:
            if path.exists() and path.stat().st_size and not is_store(path):
                raise StoreFault(f"{path.name} 不是本程序的汇总库文件；请换一个文件名")
        except OSError as error:
            raise StoreFault(f"汇总库 {path.name} {cannot_read(error)}") from None
        with store_faults(path):
            self._base = sqlite3.connect(path, timeout=1, isolation_level=None)
            # What one file holds of one learner fits into a page.
            self._base.execute(f"pragma page_size = {_PAGE_BYTES}")
            try:
                self._base.execute(f"pragma journal_mode = {'truncate' if lasting else 'off'}")
                self._base.execute(f"pragma synchronous = {'normal' if lasting else 'off'}")
                self._base.execute("begin immediate")
                self._check(site)
            except sqlite3.Error:
                self._base.close()
                raise

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(sqlite3.Error):
            self._base.rollback()
        self._base.close()

    def begin(self) -> None:
        """A run: no place belongs to it yet."""
        self._base.execute("update place set position = null where position is not null")
        self._drop("select number from file where joined")

    def known(self, path: str, mark: str, keys: str, position: int) -> bool:
        """Whether a place was read as it is now; then it belongs to the run."""
        done = self._base.execute(
            "update place set position = ? where path = ? and mark = ? and keys in ('', ?)",
            (position, path, mark, keys),
        )
        return done.rowcount > 0

    def put(
        self, path: str, mark: str, keys: str, position: int, files: Sequence[FileRead]
    ) -> None:
        """What is in a place, in the stead of what was. `keys`: those its files depend on."""
        old = self._base.execute("select number from place where path = ?", (path,)).fetchone()
        if old:
            self._drop("select number from file where place = ?", old)
            self._base.execute("delete from place where number = ?", old)
        added = self._base.execute(
            "insert into place (path, mark, keys, position) values (?, ?, ?, ?)",
            (path, mark, keys, position),
        )
        for turn, read in enumerate(files):
            self._add(added.lastrowid or 0, turn, read, joined=False)

    def cursor(self, path: str) -> str:
        """The mark under which a place was put, or taken on, last; empty for an unknown one."""
        row = self._base.execute("select mark from place where path = ?", (path,)).fetchone()
        return str(row[0]) if row else ""

    def take_on(self, path: str, position: int, *, anew: bool = False) -> int:
        """A place that grows from run to run; gives the lines that it has."""
        if anew or not self.known(path, self.cursor(path), "", position):
            self.put(path, "", "", position, [])
        rows = self._base.execute(
            "select f.note from file f join place p on p.number = f.place where p.path = ?", (path,)
        )
        return sum(_note(sound(note)).lines for (note,) in rows)

    def marks_in(self, path: str, learner: str) -> bytes:
        """The marks of what a place has of a learner."""
        return b"".join(self._in_place("mark", "marks", path, learner))

    def deposits_in(self, path: str, learner: str) -> Iterator[Deposit]:
        """What a place has of a learner."""
        return map(unpacked, self._in_place("deposit", "packed", path, learner))

    def _in_place(self, table: str, column: str, path: str, learner: str) -> list[bytes]:
        # Crossed joins are made in the order in which they stand: the learner's rows are few.
        rows = self._base.execute(
            f"select t.{column} from {table} t cross join file f on f.number = t.file"
            " cross join place p on p.number = f.place"
            " where t.part = ? and t.learner = ? and p.path = ?",
            (part_of(learner), learner, path),
        )
        return [value for (value,) in rows]

    def go_on(self, path: str, mark: str) -> None:
        """A place has this mark from now on."""
        self._base.execute("update place set mark = ? where path = ?", (mark, path))

    def grow(self, path: str, read: FileRead) -> None:
        """One more file of a place."""
        (place,) = self._base.execute("select number from place where path = ?", (path,)).fetchone()
        (turn,) = self._base.execute(
            "select coalesce(max(turn), -1) + 1 from file where place = ?", (place,)
        ).fetchone()
        self._add(place, turn, read, joined=False)

    def put_joined(self, position: int, turn: float, read: FileRead) -> None:
        """A record that came in parts, the last of them at this position; of this run only."""
        place = self._base.execute("select number from place where position = ?", (position,))
        self._add(place.fetchone()[0], turn, read, joined=True)

    def texts(self) -> Iterator[tuple[int, float, Texts]]:
        """Position, turn and parts of every file of the run that holds some, in order."""
        rows = self._base.execute(
            "select p.position, f.turn, f.texts from file f join place p on p.number = f.place"
            " where p.position is not null and f.texts is not null order by 1, 2"
        )
        for position, turn, texts in rows.fetchall():
            yield position, turn, _texts(sound(texts))

    def last_position(self) -> int:
        """Of the places of the run, of which there is one."""
        return int(self._base.execute("select max(position) from place").fetchone()[0])

    def commit(self) -> None:
        """What was taken in so far stays, whatever happens now."""
        self._base.execute("commit")
        self._base.execute("begin immediate")

    def _add(self, place: int, turn: float, read: FileRead, *, joined: bool) -> None:
        added = self._base.execute(
            "insert into file (place, turn, note, texts, joined) values (?, ?, ?, ?, ?)",
            (place, turn, read.note or None, read.texts or None, joined),
        )
        file = added.lastrowid
        for one in read.parcels:
            part = part_of(one.learner)
            self._base.execute(
                "insert into deposit values (?, ?, ?, ?)", (part, one.learner, file, one.packed)
            )
            self._base.execute(
                "insert into mark values (?, ?, ?, ?)", (part, one.learner, file, one.marks)
            )

    def _drop(self, files: str, given: Sequence[int] = ()) -> None:
        """Forgets files, given by a query for their numbers."""
        for table in ("deposit", "mark"):
            self._base.execute(f"delete from {table} where file in ({files})", given)
        self._base.execute(f"delete from file where number in ({files})", given)

    def _check(self, site: str) -> None:
        """Makes the tables, or empties those of another layout or site."""
        about = {"layout": str(LAYOUT), "site": site}
        with suppress(sqlite3.OperationalError):
            if dict(self._base.execute("select name, value from about")) == about:
                return
        tables = self._base.execute("select name from sqlite_master where type = 'table'")
        for (name,) in tables.fetchall():
            self._base.execute(f'drop table "{name}"')
        for statement in _SCHEMA.split(";"):
            self._base.execute(statement)
        self._base.executemany("insert into about values (?, ?)", about.items())
        self._base.execute(f"pragma application_id = {APPLICATION}")
        self.commit()


def is_store(path: Path) -> bool:
    """Whether a file says of itself that it is a store of ours."""
    with path.open("rb") as stream:
        header = stream.read(72)
    return header.startswith(b"SQLite format 3\0") and header[68:] == APPLICATION.to_bytes(4, "big")


def own_files(path: Path) -> list[str]:
    """Names of a store and of what SQLite puts beside it."""
    return [path.name + end for end in ("", "-journal", "-wal", "-shm")]


@contextmanager
def store_faults(path: Path, *more: type[Exception]) -> Iterator[None]:
    """Raises StoreFault for whatever a store does not do, or holds, as it should.

    `more`: what can mean nothing but damage where it is used.
    """
    damage: tuple[type[Exception], ...] = (sqlite3.Error, msgspec.MsgspecError, UnicodeDecodeError)
    try:
        yield
    except damage + more as error:
        raise _fault(path, error) from None


def _fault(path: Path, error: Exception) -> StoreFault:
    said = str(error)
    if "locked" in said:
        return StoreFault(f"汇总库 {path.name} 正被另一次汇总使用；请等它结束再试")
    if "full" in said:
        return StoreFault(f"磁盘满了，没有读完；请在 {path.parent} 所在的磁盘腾出空间再试")
    if "readonly" in said or "unable to open" in said:
        return StoreFault(f"汇总库 {path.name} 写不进去；请检查文件和文件夹的权限，或换个位置")
    return StoreFault(f"汇总库 {path.name} 打不开或已损坏；删掉它再汇总一次，记录会重新读取")
