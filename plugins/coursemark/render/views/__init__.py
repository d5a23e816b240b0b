"""What view fences show: one module a view, named like it with underscores.

A view module has `render(view)`, which gives HTML. Texts of data files are escaped or go through
`render.text`; links to pages are written with `render.links.page_link`.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any, Protocol, cast

from coursemark.loading.views import read_view
from coursemark.model import NOWHERE, Site


@dataclass(frozen=True)
class ViewContext:
    """What a view may look at."""

    site: Site
    today: date
    """The day of the build. What depends on the day of reading is left to the browser."""
    page: str
    """Path of the page it stands on."""
    options: Mapping[str, Any]


class Renderer(Protocol):
    """What a view module offers."""

    def render(self, view: ViewContext) -> str: ...


def render_view(source: str, site: Site, today: date, page: str) -> str:
    """HTML for the text inside a view fence.

    What is wrong with it shows as a fault in the page; the check reports it with its line.
    """
    view, problems = read_view(((line, NOWHERE) for line in source.splitlines()), NOWHERE)
    html = "".join(f'<p class="cm-fault">{escape(problem.text)}</p>' for problem in problems)
    if view is None:
        return html
    module = importlib.import_module(f"{__name__}.{view.name.replace('-', '_')}")
    shown = cast(Renderer, module).render(ViewContext(site, today, page, view.options))
    return f'{html}<div class="cm-view" data-view="{view.name}">{shown}</div>'
