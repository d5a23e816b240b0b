"""A statement that is right or wrong."""

from __future__ import annotations

from coursemark.model import Item
from coursemark.render.item_types.options import option_list
from coursemark.render.item_types.stem import legend

CHOICES = {"true": "正确", "false": "错误"}


def controls(item: Item) -> str:
    return legend(item) + option_list(item, CHOICES, "radio")
