"""The pages written for patients, each with what it is about."""

from __future__ import annotations

from html import escape

from coursemark.model import Page
from coursemark.render.links import page_link
from coursemark.render.page_tools import patient_pages
from coursemark.render.views import ViewContext


def render(view: ViewContext) -> str:
    pages = [page for page in patient_pages(view.site) if page.path != view.page]
    if not pages:
        return "<p>还没有患者须知。</p>"
    entries = "".join(f"<li>{page_link(page.path, _words(page))}</li>" for page in pages)
    return f'<ul class="cm-patient-pages">{entries}</ul>'


def _words(page: Page) -> str:
    about = f"<span>{escape(page.description)}</span>" if page.description else ""
    return f"<strong>{escape(page.title)}</strong>{about}"
