"""`data/questions.yml`."""

from __future__ import annotations

from coursemark.loading.registers.rows import Rows
from coursemark.loading.schema import Entry, Field, table
from coursemark.model.registers import OpenQuestion

FIELDS = table(Field("questions", "node", required=True))

QUESTION = table(
    Field("id", "identifier", required=True),
    Field("question", required=True),
    Field("raised", "day", required=True),
    Field("owner", required=True),
    Field("to"),
    Field("meanwhile"),
    Field("pages", "texts", refers="page"),
    Field("answered", "day"),
    Field("reply"),
    Field("result", refers="page"),
)


def read(entry: Entry, rows: Rows) -> tuple[OpenQuestion, ...]:
    found = []
    for row in rows.of(entry, "questions", QUESTION, "问题"):
        if "answered" in row.values and not {"reply", "result"} & set(row.values):
            text = "写了 answered 却没有答复；请补 reply: 或 result:"
            entry.source.error(row.places["answered"], "missing-field", text)
        found.append(OpenQuestion(place=row.place, **row.values))
    return tuple(found)
