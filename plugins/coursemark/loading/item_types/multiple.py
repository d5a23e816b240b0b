"""Some right options."""

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

TYPE = "multiple"
FIELDS = table(OPTIONS, KEY, OPTION_FEEDBACK)


def read(entry: Entry, what: str) -> Answering:
    options = read_options(entry, what)
    letters = read_letters(entry, what, options)
    key = None
    if letters:
        key = [letter for letter in options if letter in letters]
        if len(key) == len(options):
            entry.source.warn(
                entry.places["key"],
                "all-correct",
                f"{what}的选项全都正确，考不出区别；请加一个错误选项",
            )
    return Answering(
        key=key,
        options=options,
        option_feedback=read_option_feedback(entry, what, options),
    )
