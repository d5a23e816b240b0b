"""One module an item type: reads what is the type's own into the canonical form.

Each has `TYPE`, `FIELDS` (a table beside `schema.ITEM`) and `read(entry, what) -> Answering`.
To add a type, write its module and name it here.
"""

from __future__ import annotations

from coursemark.loading.item_types import (
    case,
    fill_in,
    matching,
    multiple,
    numeric,
    ordering,
    single,
    true_false,
)

TYPES = {
    module.TYPE: module
    for module in (single, multiple, true_false, ordering, matching, numeric, fill_in, case)
}

UNSUPPORTED = ("essay",)
"""Types of the format that this version does not read yet."""
