"""`data/plan.yml`."""

from __future__ import annotations

from coursemark.loading.registers.rows import Rows
from coursemark.loading.schema import Entry, Field, table
from coursemark.model.registers import Plan, PlanMonth

FIELDS = table(
    Field("title", required=True),
    Field("first_month", "integer", least=1, most=12),
    Field("required", "boolean"),
    Field("months", "node", required=True),
)

MONTH = table(
    Field("month", "integer", required=True, least=1, most=12),
    Field("theme", required=True),
    Field("page", required=True, refers="page"),
    Field("pages", "texts", refers="page"),
    Field("assessment", refers="assessment"),
    Field("roles", "texts", refers="role"),
    Field("aim"),
    Field("months_before_end", "integer", least=0, most=11),
)


def read(entry: Entry, rows: Rows) -> Plan:
    months: dict[int, PlanMonth] = {}
    pages: dict[str, PlanMonth] = {}
    ends: dict[int, PlanMonth] = {}
    for row in rows.of(entry, "months", MONTH, "月份"):
        number = row.values["month"]
        if number in months:
            line = months[number].place.line
            text = f"第 {number} 个月在第 {line} 行已写过；请合成一条或改 month"
            row.source.error(row.places["month"], "duplicate-id", text)
            continue
        month = months[number] = PlanMonth(place=row.place, **row.values)
        first = pages.setdefault(month.page, month)
        if first is not month:
            line = first.place.line
            text = f"页面 {month.page} 在第 {line} 行已用于第 {first.month} 个月；每个月请另写一页"
            row.source.error(row.places["page"], "duplicate-id", text)
        before = month.months_before_end
        if before is not None and ends.setdefault(before, month) is not month:
            line = ends[before].place.line
            text = f"第 {line} 行的月份也在到期前 {before} 个月；请改其中一个 months_before_end"
            row.source.error(row.places["months_before_end"], "duplicate-id", text)
    return Plan(**entry.values, months=tuple(months[n] for n in sorted(months)))
