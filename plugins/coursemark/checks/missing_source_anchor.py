"""An item's source names a heading that its page does not have.

Fails::

    source: policies/catalogue.md#class-d      # the page has { #class-b }

Passes::

    source: policies/catalogue.md#class-b
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import unquote

from coursemark.checks.references import every_item
from coursemark.model import Site
from coursemark.problems import Level, Problem, did_you_mean

ID = "missing-source-anchor"
LEVEL: Level = "error"


def check(site: Site, today: date) -> Iterator[Problem]:
    for item in every_item(site):
        for one in (item, *item.parts):
            if "#" not in one.source or "source" not in one.places:
                continue
            path, anchor = one.source.split("#", 1)
            page = site.pages.get(path)
            if page is None or anchor in page.anchors or unquote(anchor) in page.anchors:
                continue
            remedy = did_you_mean(anchor, page.anchors) or (
                f"；请在页面标题后写 {{ #{anchor} }}，或改成已有的锚点"
            )
            text = f"页面 {path} 里没有锚点 {anchor or '（空）'}{remedy}"
            yield Problem(one.places["source"], ID, text, LEVEL)
