"""What may be done with a page besides reading it: print a layout, present a case, repost a change.

The build writes what is known; the browser part makes the buttons (`browser/page-tools.js`).
"""

from __future__ import annotations

from html import escape

from coursemark.model import Page, Site
from coursemark.render.links import page_link

FOR_PATIENTS = "患者"


def patient_pages(site: Site) -> list[Page]:
    """Pages for patients but the one that lists them, in the order of the files."""
    return [
        page
        for page in site.pages.values()
        if page.audience == FOR_PATIENTS and not _lists_them(page)
    ]


def page_tools(page: Page, site: Site) -> str:
    """The place for the tools of a page; empty where there are none."""
    given: dict[str, str] = {}
    if page.kind == "case":
        given["data-kind"] = "case"
    if page.change:
        given["data-repost"] = repost_text(page)
    if page.print:
        given["data-layouts"] = " ".join(page.print)
        given["data-dated"] = page.reviewed.isoformat() if page.reviewed else ""
    others = ""
    if page.audience == FOR_PATIENTS:
        given["data-audience"] = "patient"
        others = _others(page, site)
    if not given:
        return ""
    data = "".join(
        f' {name}="{escape(value).replace(chr(10), "&#10;")}"' for name, value in given.items()
    )
    return f'<div class="cm-page-tools" data-search-exclude{data}>{others}</div>'


def repost_text(page: Page) -> str:
    """A change in a few lines for other channels; the browser adds the address."""
    who = "、".join(page.roles) or "全员"
    lines = [f"【政策变动】{page.title}", page.description, f"涉及：{who}"]
    if page.effective:
        lines.append(f"执行：{page.effective.isoformat()} 起")
    return "\n".join(line for line in lines if line)


def _others(page: Page, site: Site) -> str:
    """Ways on for patients: the list first, then the other pages."""
    home = next((p for p in site.pages.values() if _lists_them(p)), None)
    if home is page:
        return ""
    links = [page_link(p.path, escape(p.title)) for p in patient_pages(site) if p is not page]
    if home:
        links.insert(0, page_link(home.path, escape(home.title)))
    entries = "".join(f"<li>{link}</li>" for link in links)
    return f'<nav class="cm-patient-links" aria-label="患者须知"><ul>{entries}</ul></nav>'


def _lists_them(page: Page) -> bool:
    return any(view.name == "patient-pages" for view in page.views)
