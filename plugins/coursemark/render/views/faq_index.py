"""Every question of the FAQ by page, with a link to each."""

from __future__ import annotations

from html import escape

from coursemark.model import Page
from coursemark.render.links import page_link
from coursemark.render.views import ViewContext


def render(view: ViewContext) -> str:
    by_page: dict[str, list[str]] = {}
    for answer in view.site.answers.values():
        link = page_link(answer.target, escape(answer.question))
        by_page.setdefault(answer.page, []).append(f"<li>{link}</li>")
    return "".join(
        _section(view.site.pages[path], questions) for path, questions in by_page.items()
    )


def _section(page: Page, questions: list[str]) -> str:
    roles = f'<p class="cm-quiet">{escape("、".join(page.roles))}</p>' if page.roles else ""
    return (
        f"<section><h2>{page_link(page.path, escape(page.title))}</h2>{roles}"
        f"<ul>{''.join(questions)}</ul></section>"
    )
