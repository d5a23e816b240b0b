"""A bank from the text of its file."""

from __future__ import annotations

from coursemark.loading.fields import BANK, ITEM_METADATA
from coursemark.loading.items import read_items, unreadable
from coursemark.loading.recovery import compose_entries
from coursemark.loading.schema import read_fields
from coursemark.loading.source import Source, is_empty
from coursemark.model import Bank
from coursemark.problems import Place, Problem

_METADATA = frozenset(entry.name for entry in ITEM_METADATA)


def read_bank(text: str, id_: str, path: str) -> tuple[Bank | None, list[Problem]]:
    """The bank with its faulty items apart, and all that is wrong with it."""
    source = Source(path)
    root, lost = compose_entries(text, "items", source)
    damaged = any(problem.level == "error" for problem in source.problems)
    if root is None:
        if not source.problems:
            source.error(Place(path), "empty-file", "题库文件是空的；请写 title: 和 items:")
        return None, source.problems
    entry = read_fields(root, BANK, "题库", source)
    if entry is None:
        return None, source.problems
    defaults = {name: value for name, value in entry.values.items() if name in _METADATA}
    node = entry.nodes.get("items")
    if damaged and node is not None and is_empty(node):
        node = None  # every entry was unreadable, and is reported as such
    sound, faulty = ((), ()) if node is None else read_items(node, id_, defaults, source)
    bank = Bank(
        id=id_,
        title=entry.values.get("title", id_),
        items=sound,
        faulty=(*faulty, *(unreadable(id_, name, place) for name, place in lost)),
        place=entry.place,
        places=entry.places,
    )
    return bank, source.problems
