"""One right option."""

from __future__ import annotations

from coursemark.loading.item_types.answering import Answering
from coursemark.loading.item_types.options import (
    KEY,
    OPTION_FEEDBACK,
    OPTIONS,
    read_letters,
    read_option_feedback,
    read_options,
)
from coursemark.loading.schema import Entry, table

TYPE = "single"
FIELDS = table(OPTIONS, KEY, OPTION_FEEDBACK)


def read(entry: Entry, what: str) -> Answering:
    options = read_options(entry, what)
    letters = read_letters(entry, what, options)
    key = None
    if letters is not None:
        if len(letters) == 1:
            key = letters[0]
        else:
            entry.source.error(
                entry.places["key"],
                "bad-key",
                f"{what}是单选题，答案却有 {len(letters)} 个；请只留一个，或把 type 改成 multiple",
            )
    return Answering(
        key=key,
        options=options,
        option_feedback=read_option_feedback(entry, what, options),
    )
