"""A story with questions of its own; each part is answered and graded as an item."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from coursemark.model import Item
from coursemark.render.text import to_html


def section(item: Item, render_part: Callable[[Item], str]) -> str:
    parts = "".join(render_part(part) for part in item.parts)
    return (
        f'<section class="cm-case" data-item="{escape(item.id)}" data-type="case" '
        f'data-revision="{item.revision}" data-state="new">'
        f'<div class="cm-case__story">{to_html(item.stem)}</div>{parts}</section>'
    )
