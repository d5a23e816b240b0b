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
    terms: dict[str, Term] = {}
    for row in rows.of(entry, "terms", TERM, "术语"):
        term = Term(place=row.place, **row.values)
        first = terms.setdefault(term.term, term)
        if first is not term:
            text = f"术语 {term.term} 在第 {first.place.line} 行已写过；请合成一条"
            row.source.error(row.places["term"], "duplicate-id", text)
    return tuple(terms.values())
