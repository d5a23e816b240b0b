"""`data/checklists.yml`."""

from __future__ import annotations

from coursemark.loading.registers.rows import Rows
from coursemark.loading.schema import Entry, Field, table
from coursemark.model.registers import Checklist, ChecklistItem

FIELDS = table(Field("checklists", "node", required=True))

CHECKLIST = table(
    Field("id", "identifier", required=True),
    Field("title", required=True),
    Field("about"),
    Field("roles", "texts", refers="role"),
    Field("items", "node", required=True),
)

ITEM = table(
    Field("item", required=True),
    Field("standard", required=True),
    Field("evidence"),
    Field("owner"),
    Field("basis"),
    Field("violation", refers="page"),
    Field("training", refers="page"),
    Field("course", refers="course"),
)


def read(entry: Entry, rows: Rows) -> tuple[Checklist, ...]:
    return tuple(
        Checklist(
            place=row.place,
            items=tuple(
                ChecklistItem(place=part.place, **part.values)
                for part in rows.of(row, "items", ITEM, "检查项")
            ),
            **row.values,
        )
        for row in rows.of(entry, "checklists", CHECKLIST, "检查表")
    )
