"""Tables as CSV that a spreadsheet opens as it should: in Chinese, and without running anything."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def csv_text(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """With a byte order mark, for Excel; what looks like a formula is kept from being one."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return "\ufeff" + text.getvalue()


def _cell(value: str) -> str:
    words = " ".join(value.split())
    return "'" + words if words.startswith(_FORMULA) else words
