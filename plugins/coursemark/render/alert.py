"""The line at the top of every page while a major change is new.

It is written into every page, and the browser shows it on the reader's days and until the reader
puts it away.
"""

from __future__ import annotations

from datetime import date
from html import escape

from coursemark.model import Page, Site
from coursemark.model.currency import noticed_until
from coursemark.render.dated import day, window
from coursemark.render.links import page_link

PATIENTS = "患者"


def render_alerts(site: Site, today: date, shown_on: Page | None = None) -> str:
    """One line for each major change that may still be shown; what is long past is left out.

    Pages for patients have only those that are told to patients, and no page leads to itself.
    """
    html = ""
    for page in site.changes:
        if page.change is None or page.change.urgency != "major":
            continue
        if shown_on and (shown_on is page or shown_on.audience == PATIENTS != page.audience):
            continue
        until = page.change.until or noticed_until(page)
        if until < today:
            continue
        link = page_link(page.path, escape(page.title, quote=False))
        from_day = f"，{day(page.effective)} 起执行" if page.effective else ""
        html += (
            f'<aside class="cm-alert" data-alert="{escape(page.path)}" data-search-exclude '
            f'aria-label="重大变动"{window(today, page.change.announced, until)}>'
            f"<p><strong>重大变动</strong> {link}{from_day}</p></aside>"
        )
    return html
