"""A list of options, each a native input whose value is the letter."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from coursemark.model import Item
from coursemark.render.text import to_html


def option_list(item: Item, options: Mapping[str, str], kind: str) -> str:
    """`options` maps a value to Markdown; `kind` is the input's type."""
    name = escape(item.id)
    rows = "".join(
        f'<li class="cm-option"><label><input type="{kind}" name="{name}" value="{escape(value)}">'
        f'<span class="cm-option__text">{to_html(text)}</span></label></li>'
        for value, text in options.items()
    )
    return f'<ul class="cm-options">{rows}</ul>'
