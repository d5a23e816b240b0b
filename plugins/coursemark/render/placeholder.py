"""A quiz kept out of its page until the page is finished.

An engine reads the content of a page to index, summarise and check it. What is not there yet
cannot slip into a search index, whichever it is, and need not be parsed by any of them.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Any

from coursemark.model import Site
from coursemark.render.quiz import render_fence

_PLACEHOLDER = re.compile(r'<section class="cm-quiz" data-fence="([^"]*)"></section>')


def placeholder_fence() -> dict[str, Any]:
    """The entry for `custom_fences` of pymdownx.superfences, in place of `quiz_fence`."""

    def render(source: str, *_args: object, **_kwargs: object) -> str:
        fence = escape(source).replace("\n", "&#10;")
        return f'<section class="cm-quiz" data-fence="{fence}"></section>'

    return {"name": "quiz", "class": "quiz", "format": render}


def fill_placeholders(html: str, site: Site) -> str:
    """The finished page with every quiz in its place."""
    return _PLACEHOLDER.sub(lambda found: render_fence(unescape(found[1]), site), html)
