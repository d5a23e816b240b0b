"""`data/glossary.yml`."""

from __future__ import annotations

from coursemark.loading.registers.rows import Rows
from coursemark.loading.schema import Entry, Field, table
from coursemark.model.registers import Term

FIELDS = table(Field("terms", "node", required=True))

TERM = table(
    Field("id", "identifier", required=True),
    Field("term", required=True),
    Field("definition", required=True),
    Field("synonyms", "texts"),
    Field("plain", "boolean"),
    Field("page", refers="page"),
)


def read(entry: Entry, rows: Rows) -> tuple[Term, ...]:
    found = rows.of(entry, "terms", TERM, "术语")
    return tuple(Term(place=row.place, **row.values) for row in found)
