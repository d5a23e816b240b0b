"""Every file of a run: one record each, or texts in parts that may be spread over several."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from coursemark.records.gathering import Gathering
from coursemark.records.read import RecordFile, read_source
from coursemark.records.sources import Source, sources
from coursemark.records.texts import Texts
from coursemark.sealing import Key


def read_records(
    paths: Iterable[Path], skip: Collection[Path] = (), keys: Sequence[Key] = ()
) -> Iterator[RecordFile]:
    """Every file behind the paths, whatever its name, one in memory at a time.

    Sealed records are opened with the keys. A record in parts comes when its last part was read;
    what is missing of others comes at the end.
    """
    gathering = Gathering()
    for source in sources(paths, passed_over(skip, keys)):
        found = read_source(source, keys)
        if isinstance(found, RecordFile):
            yield found
        else:
            gathering.take(found)
            yield from joined_records(gathering, keys)
    yield from left_over(gathering)


def passed_over(skip: Collection[Path], keys: Sequence[Key]) -> list[Path]:
    """Files that are no records, though they may lie among them."""
    return [*skip, *(key.file for key in keys if key.file)]


def joined_records(gathering: Gathering, keys: Sequence[Key]) -> Iterator[RecordFile]:
    """The records whose last part has come since the last call."""
    for text in gathering.joined():
        source = Source(text.name, None, text.fault)
        if not text.fault:
            source = Source(text.name, io.BufferedReader(io.BytesIO(text.text)), joined=True)
        found = read_source(source, keys)
        assert not isinstance(found, Texts), "no parts are looked for in what was joined"
        yield found


def left_over(gathering: Gathering) -> Iterator[RecordFile]:
    """At the end of a run: what is missing of the other sets, as files without a statement."""
    for anomaly in gathering.left():
        yield RecordFile(anomaly.file, None, (), (anomaly,))
