"""`data/campaigns.yml`."""

from __future__ import annotations

from coursemark.loading.registers.rows import Rows
from coursemark.loading.schema import Entry, Field, table
from coursemark.model.registers import Campaign, Evidence

FIELDS = table(Field("campaigns", "node", required=True))

CAMPAIGN = table(
    Field("id", "identifier", required=True),
    Field("title", required=True),
    Field("starts", "day", required=True),
    Field("deadline", "day", required=True),
    Field("owner", required=True),
    Field("about"),
    Field("roles", "texts", refers="role"),
    Field("read", "texts", refers="page"),
    Field("materials", "texts", refers="page"),
    Field("course", refers="course"),
    Field("assessment", refers="assessment"),
    Field("meeting"),
    Field("agenda", "texts"),
    Field("tasks", "texts"),
    Field("evidence", "node"),
)

EVIDENCE = table(
    Field("day", "day", required=True),
    Field("what", required=True),
    Field("count", "integer"),
    Field("file"),
)


def read(entry: Entry, rows: Rows) -> tuple[Campaign, ...]:
    found = []
    for row in rows.of(entry, "campaigns", CAMPAIGN, "活动"):
        log = rows.of(row, "evidence", EVIDENCE, "留痕")
        evidence = tuple(Evidence(**line.values) for line in log)
        if row.values["deadline"] < row.values["starts"]:
            text = f"deadline {row.values['deadline']} 早于 starts {row.values['starts']}；请核对"
            row.source.error(row.places["deadline"], "bad-date", text)
        found.append(Campaign(place=row.place, **row.values, evidence=evidence))
    return tuple(found)
