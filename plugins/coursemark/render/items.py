"""One item as a form of native controls.

The same HTML stands in pages and travels in data scripts; the browser adds buttons, order and
state to it. It holds no key and no feedback. `data-search-exclude` on the quiz keeps it out of
search indexes.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from coursemark.model import Item
from coursemark.render.item_types import (
    case,
    fill_in,
    matching,
    multiple,
    numeric,
    ordering,
    single,
    true_false,
)

_CONTROLS: dict[str, Callable[[Item], str]] = {
    "single": single.controls,
    "multiple": multiple.controls,
    "true-false": true_false.controls,
    "ordering": ordering.controls,
    "matching": matching.controls,
    "numeric": numeric.controls,
    "fill-in": fill_in.controls,
}

TYPE_NAMES = {
    "single": "单选题",
    "multiple": "多选题",
    "true-false": "判断题",
    "ordering": "排序题",
    "matching": "配对题",
    "numeric": "数值题",
    "fill-in": "填空题",
    "case": "案例题",
}


def points_text(points: int) -> str:
    """Hundredths as people write them: `1`, `0.5`, `2.25`."""
    whole, rest = divmod(points, 100)
    return f"{whole}.{rest:02d}".rstrip("0") if rest else str(whole)


def render_item(item: Item) -> str:
    """The form of an item, or the section of a case with the forms of its parts."""
    if item.parts:
        return case.section(item, render_item)
    return (
        f'<form class="cm-item" data-item="{escape(item.id)}" data-type="{item.type}" '
        f'data-revision="{item.revision}" data-state="new" autocomplete="off" novalidate>'
        f'<fieldset class="cm-item__body">{_CONTROLS[item.type](item)}</fieldset></form>'
    )
