"""`data/publicity.yml`."""

from __future__ import annotations

from coursemark.loading.registers.rows import Rows
from coursemark.loading.schema import Entry, Field, table
from coursemark.model.registers import Activity

FIELDS = table(Field("activities", "node", required=True))

ACTIVITY = table(
    Field("id", "identifier", required=True),
    Field("topic", required=True),
    Field("content", required=True),
    Field("form", required=True),
    Field("day", "day", required=True),
    Field("owner", required=True),
    Field("audience"),
    Field("materials", "texts", refers="page"),
    Field("done", "day"),
)


def read(entry: Entry, rows: Rows) -> tuple[Activity, ...]:
    found = rows.of(entry, "activities", ACTIVITY, "活动")
    return tuple(Activity(place=row.place, **row.values) for row in found)
