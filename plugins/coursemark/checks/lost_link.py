"""An item's text has a picture, or a link into the site; both are shown as plain words.

Items travel to pages in any folder, and to reports, so they cannot hold relative addresses.

Fails::

    feedback: 见[目录](policies/catalogue.md)

Passes::

    feedback: 见目录
    source: policies/catalogue.md
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from coursemark.checks.references import every_item
from coursemark.model import Item, Site
from coursemark.problems import Level, Problem

ID = "lost-link"
LEVEL: Level = "warning"

_ADDRESS = re.compile(r"(!?)\[[^\[\]]*\]\(\s*([^()\s]+)")
_KEPT = re.compile(r"https?:|mailto:|#", re.IGNORECASE)
_CODE = re.compile(r"(`+).*?\1", re.DOTALL)


def check(site: Site, today: date) -> Iterator[Problem]:
    for item in every_item(site):
        for part in (item, *item.parts):
            for name, text in _texts(part):
                for mark, address in _ADDRESS.findall(_CODE.sub("", text)):
                    place = part.places.get(name, part.place)
                    if mark:
                        said = f"图片 {address} 不会显示，只显示说明文字；请把图片放到出处页面里"
                    elif not _KEPT.match(address):
                        said = f"链接 {address} 打不开，只显示文字；站内页面请写在 source:"
                    else:
                        continue
                    yield Problem(place, ID, f"题目 {part.id} 的{said}", LEVEL)


def _texts(item: Item) -> Iterator[tuple[str, str]]:
    """The item's own texts in Markdown, each with the field it stands in."""
    yield from (("stem", item.stem), ("feedback", item.feedback), ("hint", item.hint))
    yield from (("options", text) for text in item.options.values())
    yield from (("option_feedback", text) for text in item.option_feedback.values())
    for text in (*item.match_sources.values(), *item.match_targets.values()):
        yield "pairs", text
