"""`data/clauses.yml`."""

from __future__ import annotations

from coursemark.loading.registers.rows import Rows
from coursemark.loading.schema import Entry, Field, table
from coursemark.model.registers import Agreement, Clause, Clauses, ClauseVersion

FIELDS = table(Field("agreements", "node"), Field("clauses", "node", required=True))

AGREEMENT = table(
    Field("id", "identifier", required=True),
    Field("title", required=True),
    Field("year"),
    Field("region"),
    Field("note"),
)

CLAUSE = table(
    Field("id", "identifier", required=True),
    Field("block", required=True),
    Field("title", required=True),
    Field("duty", required=True),
    Field("roles", "texts", required=True, refers="role"),
    Field("evidence"),
    Field("consequence"),
    Field("standard"),
    Field("page", refers="page"),
    Field("items", "texts", refers="item"),
    Field("versions", "node"),
)

VERSION = table(
    Field("agreement", required=True, refers="agreement"),
    Field("number"),
    Field("text"),
    Field("differs"),
)


def read(entry: Entry, rows: Rows) -> Clauses:
    agreements = rows.of(entry, "agreements", AGREEMENT, "协议")
    return Clauses(
        tuple(Agreement(place=row.place, **row.values) for row in agreements),
        tuple(_clause(row, rows) for row in rows.of(entry, "clauses", CLAUSE, "条款")),
    )


def _clause(row: Entry, rows: Rows) -> Clause:
    versions: dict[str, ClauseVersion] = {}
    for part in rows.of(row, "versions", VERSION, "版本"):
        version = ClauseVersion(place=part.place, **part.values)
        first = versions.setdefault(version.agreement, version)
        if first is not version:
            text = (
                f"条款 {row.values['id']} 在协议 {version.agreement} 里的文字第 {first.place.line} "
                "行已写过；请合成一条"
            )
            part.source.error(part.places["agreement"], "duplicate-id", text)
    return Clause(place=row.place, versions=tuple(versions.values()), **row.values)
