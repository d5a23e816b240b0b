"""Every file of a run: one record each, or texts in parts that may be spread over several."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from coursemark.records.gathering import Gathering
from coursemark.records.read import RecordFile, read_or_gather, read_source
from coursemark.records.sources import Source, sources
from coursemark.sealing import Key


def read_records(
    paths: Iterable[Path], skip: Collection[Path] = (), keys: Sequence[Key] = ()
) -> Iterator[RecordFile]:
    """Every file behind the paths, whatever its name, one in memory at a time.

    Sealed records are opened with the keys. A record in parts comes when its last part was read;
    what is missing of others comes at the end.
    """
    gathering = Gathering()
    passed = [*skip, *(key.file for key in keys if key.file)]
    for source in sources(paths, passed):
        file = read_or_gather(source, keys, gathering)
        if file is not None:
            yield file
        yield from _joined(gathering, keys)
    for anomaly in gathering.left():
        yield RecordFile(anomaly.file, None, (), (anomaly,))


def _joined(gathering: Gathering, keys: Sequence[Key]) -> Iterator[RecordFile]:
    for text in gathering.joined():
        source = Source(text.name, None, text.fault)
        if not text.fault:
            source = Source(text.name, io.BufferedReader(io.BytesIO(text.text)))
        yield read_source(source, keys)
