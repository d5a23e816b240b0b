"""Each source gets one target, chosen in a native select.

Targets are listed by their text: in the order of their letters they would line up with the key.
"""

from __future__ import annotations

from html import escape

from coursemark.model import Item
from coursemark.render.item_types.stem import legend
from coursemark.render.text import to_html, to_plain


def controls(item: Item) -> str:
    targets = "".join(
        f'<option value="{escape(letter)}">{escape(to_plain(text), quote=False)}</option>'
        for letter, text in sorted(item.match_targets.items(), key=lambda pair: pair[1])
    )
    rows = "".join(
        f'<li class="cm-match"><label><span class="cm-match__source">{to_html(text)}</span>'
        f'<select data-source="{escape(number)}"><option value="">请选择</option>{targets}'
        "</select></label></li>"
        for number, text in item.match_sources.items()
    )
    return f'{legend(item)}<ul class="cm-matches">{rows}</ul>'
