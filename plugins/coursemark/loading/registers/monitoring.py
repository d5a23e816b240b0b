"""`data/monitoring.yml`."""

from __future__ import annotations

from coursemark.loading.registers.rows import Rows
from coursemark.loading.schema import Entry, Field, table
from coursemark.model.registers import WatchedSource

FIELDS = table(Field("sources", "node", required=True))

SOURCE = table(
    Field("id", "identifier", required=True),
    Field("title", required=True),
    Field("owner", required=True),
    Field("checked", "day", required=True),
    Field("every", "duration", required=True),
    Field("publisher"),
    Field("watches"),
    Field("pages", "texts", refers="page"),
)


def read(entry: Entry, rows: Rows) -> tuple[WatchedSource, ...]:
    found = rows.of(entry, "sources", SOURCE, "来源")
    return tuple(WatchedSource(place=row.place, **row.values) for row in found)
