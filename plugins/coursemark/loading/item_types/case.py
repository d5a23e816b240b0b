"""A shared story with questions of its own; `items` reads the questions."""

from __future__ import annotations

from coursemark.loading.item_types.answering import Answering
from coursemark.loading.schema import Entry, Field, table

TYPE = "case"
FIELDS = table(Field("items", "node", required=True))


def read(entry: Entry, what: str) -> Answering:
    """A case has no key of its own."""
    return Answering()
