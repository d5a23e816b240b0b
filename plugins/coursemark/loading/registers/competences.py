"""`data/competences.yml`."""

from __future__ import annotations

from coursemark.loading.registers.rows import Rows
from coursemark.loading.schema import Entry, Field, table
from coursemark.model.registers import Competence

FIELDS = table(Field("competences", "node", required=True))

COMPETENCE = table(
    Field("id", required=True),
    Field("about", required=True),
    Field("basic"),
    Field("skilled"),
    Field("expert"),
)


def read(entry: Entry, rows: Rows) -> tuple[Competence, ...]:
    found = rows.of(entry, "competences", COMPETENCE, "能力")
    return tuple(Competence(place=row.place, **row.values) for row in found)
