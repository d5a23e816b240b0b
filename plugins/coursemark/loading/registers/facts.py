"""`data/facts.yml`."""

from __future__ import annotations

from coursemark.loading.registers.rows import Rows
from coursemark.loading.schema import Entry, Field, table
from coursemark.model.registers import Fact

FIELDS = table(Field("facts", "node", required=True))

FACT = table(
    Field("id", "identifier", required=True),
    Field("topic", required=True),
    Field("region"),
)


def read(entry: Entry, rows: Rows) -> tuple[Fact, ...]:
    found = rows.of(entry, "facts", FACT, "事实")
    return tuple(Fact(place=row.place, **row.values) for row in found)
