"""Two options of an item read the same.

Compared as a reader sees them: full-width and half-width forms, letter case, and spaces do not
make a difference.

Fails::

    options: {A: 出院当日, B: 入院当日, C: "出院当日 "}

Passes::

    options: {A: 出院当日, B: 入院当日, C: 次日}
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date

from coursemark.checks.references import every_item
from coursemark.model import Site
from coursemark.problems import Level, Problem

ID = "equal-options"
LEVEL: Level = "error"


def check(site: Site, today: date) -> Iterator[Problem]:
    for item in (leaf for whole in every_item(site) for leaf in whole.leaves):
        for field, texts in (("options", item.options), ("pairs", item.match_targets)):
            seen: dict[str, str] = {}
            for letter, text in texts.items():
                same = _as_read(text)
                if same and same in seen:
                    yield Problem(
                        item.places.get(field, item.place),
                        ID,
                        f"题目 {item.id} 的选项 {seen[same]} 和 {letter} 文字相同；请改写其中一个",
                        LEVEL,
                    )
                else:
                    seen[same] = letter


def _as_read(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return "".join(text.split()).lower()
