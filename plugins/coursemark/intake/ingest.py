"""Files taken into a store: only what is new or has changed is read, by several processes."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from coursemark.intake.deposit import deposits_of, parcels_of
from coursemark.intake.processes import Progress, cores, workers
from coursemark.intake.store import FileRead, Store, own_files
from coursemark.records import RecordFile
from coursemark.records.gathering import Gathering
from coursemark.records.read import read_source
from coursemark.records.run import joined_records, left_over, passed_over
from coursemark.records.sources import Place, places, sources_of
from coursemark.sealing import Key

_FEW = 8 << 20
"""Bytes that one process reads before others would have started."""
_BATCH = 2 << 20
"""Bytes of files that are one task."""
_BATCH_FILES = 200
_COMMIT = 64 << 20
"""Bytes after which what was read stays, also when the run is stopped."""


@dataclass(frozen=True)
class _State:
    site: str
    keys: tuple[Key, ...]


class _New(msgspec.Struct, frozen=True, gc=False):
    """A place to read."""

    place: Place
    path: str
    """What it is known by."""
    position: int
    mark: str
    size: int


class _Read(msgspec.Struct, frozen=True, gc=False):
    """What is in a place; sealed files may need other keys the next time."""

    files: list[FileRead]
    sealed: bool


def ingest(
    store: Store,
    site: str,
    paths: Iterable[Path],
    skip: Collection[Path] = (),
    keys: Sequence[Key] = (),
    progress: Progress = lambda done, total: None,
) -> int:
    """Takes in what is behind the paths and not in the store; returns how many places were read.

    The store has begun its run. What a stopped one has taken in need not be read again.
    """
    names = ",".join(sorted(key.name for key in keys)) or "-"
    found = _looked_at(places(paths, passed_over(skip, keys)), store.path)
    new = [one for one in found if not _known(store, one, names)]
    total, done, unsaved = sum(one.size for one in new), 0, 0
    count = cores() if total > _FEW else 1
    progress(0, total)
    batches = list(_batches(new))
    with workers(count, _State(site, tuple(keys))) as pool:
        for batch, results in zip(batches, pool.map(_read, batches), strict=True):
            for one, read in zip(batch, results, strict=True):
                needs = names if read.sealed else ""
                store.put(one.path, one.mark, needs, one.position, read.files)
            size = sum(one.size for one in batch)
            done, unsaved = done + size, unsaved + size
            progress(done, total)
            if unsaved > _COMMIT:
                store.commit()
                unsaved = 0
    _join(store, site, keys)
    store.commit()
    return len(new)


def _known(store: Store, one: _New, keys: str) -> bool:
    return bool(one.mark) and store.known(one.path, one.mark, keys, one.position)


def _looked_at(named: Iterable[Place], store: Path) -> Iterator[_New]:
    """Every place, with what tells whether it has changed; without that it is read each time.

    One that was named twice, as itself and in its folder, is one.
    """
    own, beside = {*own_files(store)}, store.parent.resolve()
    seen: set[str] = set()
    for position, place in enumerate(named):
        path = _path(place)
        while path in seen and place.path is None:
            path += "?"
        if path in seen or (
            place.path
            and os.path.basename(place.path) in own
            and Path(place.path).parent.resolve() == beside
        ):
            continue
        seen.add(path)
        mark, size = "", 0
        if place.path is not None:
            try:
                found = os.stat(place.path)
                # The name shown is in the report, and hangs on the folder that was asked for.
                mark = f"{found.st_size}:{found.st_mtime_ns}:{found.st_ctime_ns}:{place.name}"
                size = found.st_size
            except OSError:
                pass
        yield _New(place, path, position, mark, size)


def _path(place: Place) -> str:
    """What a place is known by; one that is no file, by what is shown of it."""
    if place.path is None:
        return f"?{place.name}"
    path = os.path.abspath(place.path)
    if path.isprintable():
        return path
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _batches(new: Iterable[_New]) -> Iterator[list[_New]]:
    batch: list[_New] = []
    size = 0
    for one in new:
        batch.append(one)
        size += one.size
        if size >= _BATCH or len(batch) >= _BATCH_FILES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _read(state: _State, batch: Iterable[_New]) -> list[_Read]:
    return [_read_place(state, one.place) for one in batch]


def _read_place(state: _State, place: Place) -> _Read:
    files = []
    sealed = False
    for source in sources_of(place):
        found = read_source(source, state.keys, quick=True)
        if isinstance(found, RecordFile):
            sealed = sealed or found.sealed or any(p.kind == "sealed" for p in found.problems)
            files.append(_packed(found, state.site))
        else:
            files.append(FileRead.of_texts(found))
    return _Read(files, sealed)


def _packed(record: RecordFile, site: str) -> FileRead:
    note, deposits = deposits_of(record, site)
    return FileRead.record(note, parcels_of(deposits))


def _join(store: Store, site: str, keys: Sequence[Key]) -> None:
    """Records that came in parts stand right after their last part; what is missing, at the end."""
    gathering = Gathering()
    for position, turn, texts in store.texts():
        gathering.take(texts)
        for n, record in enumerate(joined_records(gathering, keys)):
            place = turn + (n + 1) / 1_000_000
            store.put_joined(position, place, _packed(record, site))
    for n, record in enumerate(left_over(gathering)):
        store.put_joined(store.last_position(), 1e9 + n, _packed(record, site))
