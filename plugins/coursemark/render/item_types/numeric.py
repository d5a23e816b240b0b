"""A number typed by the learner, with its unit beside the box."""

from __future__ import annotations

from html import escape

from coursemark.model import Item
from coursemark.render.item_types.stem import legend


def controls(item: Item) -> str:
    unit = f'<span class="cm-unit">{escape(item.unit, quote=False)}</span>' if item.unit else ""
    return (
        f'{legend(item)}<label class="cm-numeric"><span class="cm-numeric__label">填数字</span>'
        f'<input type="text" inputmode="decimal" maxlength="64" name="{escape(item.id)}">'
        f"{unit}</label>"
    )
