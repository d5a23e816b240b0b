"""Any number of options."""

from __future__ import annotations

from coursemark.model import Item
from coursemark.render.item_types.options import option_list
from coursemark.render.item_types.stem import legend


def controls(item: Item) -> str:
    return legend(item) + option_list(item, item.options, "checkbox")
