"""One checklist of the register as a sheet to print or to fill in as a spreadsheet."""

from __future__ import annotations

from html import escape

from coursemark.render.downloads import checklist_path
from coursemark.render.inspection import checklist_lines, item_note, sheet
from coursemark.render.links import file_link
from coursemark.render.views import ViewContext


def render(view: ViewContext) -> str:
    wanted = view.options["id"]
    found = next((c for c in view.site.registers.checklists if c.id == wanted), None)
    if found is None:
        return ""  # reported by broken-reference
    courses = view.site.courses
    csv = file_link(
        checklist_path(found.id), f"{found.title}.csv", "下载这张表（CSV，用表格软件打开）"
    )
    notes = (
        item_note(part, courses[part.course].page if part.course in courses else "")
        for part in found.items
    )
    about = f"<p>{escape(found.about)}</p>" if found.about else ""
    return about + sheet(found.title, checklist_lines(found), notes, csv)
