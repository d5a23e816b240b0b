"""Options to be put in order."""

from __future__ import annotations

from coursemark.loading.item_types.answering import Answering
from coursemark.loading.item_types.options import KEY, OPTIONS, read_letters, read_options
from coursemark.loading.schema import Entry, table

TYPE = "ordering"
FIELDS = table(OPTIONS, KEY)


def read(entry: Entry, what: str) -> Answering:
    options = read_options(entry, what)
    letters = read_letters(entry, what, options)
    if letters is not None and len(letters) != len(options):
        missing = "、".join(letter for letter in options if letter not in letters)
        entry.source.error(
            entry.places["key"],
            "bad-key",
            f"{what}的排序答案缺少 {missing}；请把每个选项都排进去",
        )
        letters = None
    return Answering(key=letters, options=options)
