"""The question text above the controls of any type."""

from __future__ import annotations

from coursemark.model import Item
from coursemark.render.text import to_html


def legend(item: Item, html: str | None = None) -> str:
    """The legend of an item's fieldset; `html` replaces the rendered stem."""
    stem = to_html(item.stem) if html is None else html
    return f'<legend class="cm-stem">{stem}</legend>'
