"""`data/documents.yml`."""

from __future__ import annotations

from coursemark.loading.registers.rows import Rows
from coursemark.loading.schema import Entry, Field, table
from coursemark.model.registers import AgreementDocument

FIELDS = table(Field("documents", "node", required=True))

DOCUMENT = table(
    Field("title", required=True),
    Field("year", required=True),
    Field("version"),
    Field("storage", required=True),
    Field("owner", required=True),
    Field("expires", "day"),
    Field("note"),
    Field("example", "boolean"),
)


def read(entry: Entry, rows: Rows) -> tuple[AgreementDocument, ...]:
    found = rows.of(entry, "documents", DOCUMENT, "文本")
    return tuple(AgreementDocument(place=row.place, **row.values) for row in found)
