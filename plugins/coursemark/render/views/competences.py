"""The map of competence: fields and levels, and what of the site belongs to each field."""

from __future__ import annotations

from html import escape

from coursemark.model.registers import Competence
from coursemark.render.links import page_link
from coursemark.render.tables import data_table
from coursemark.render.views import ViewContext

HEADS = (
    "领域",
    "入门：新来的应当会",
    "熟练：独立办得了",
    "精通：能教别人、能查问题",
    "页面",
    "题目",
)


def render(view: ViewContext) -> str:
    found = view.site.registers.competences
    rows = (_row(competence, view) for competence in found)
    lists = "".join(_pages(competence, view) for competence in found)
    return data_table("能力地图", HEADS, rows) + lists


def _row(competence: Competence, view: ViewContext) -> tuple[str, ...]:
    site = view.site
    pages = sum(competence.id in page.domains for page in site.pages.values())
    items = sum(competence.id in site.domains_of(item) for item in site.items.values())
    return (
        f"{escape(competence.id)}<br><small>{escape(competence.about)}</small>",
        escape(competence.basic),
        escape(competence.skilled),
        escape(competence.expert),
        str(pages),
        str(items),
    )


def _pages(competence: Competence, view: ViewContext) -> str:
    links = "".join(
        f"<li>{page_link(page.path, escape(page.title))}</li>"
        for page in view.site.pages.values()
        if competence.id in page.domains
    )
    return (
        f'<details class="cm-fold"><summary>{escape(competence.id)}的页面</summary>'
        f'<ul class="cm-columns">{links}</ul></details>'
    )
