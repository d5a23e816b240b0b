"""An item's source names a page that does not exist.

Fails::

    source: policies/catalog.md          # the page is policies/catalogue.md

Passes::

    source: policies/catalogue.md
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.checks.references import every_item, page_may_exist
from coursemark.model import Site, path_of
from coursemark.problems import Level, Problem, did_you_mean

ID = "missing-source-page"
LEVEL: Level = "error"


def check(site: Site, today: date) -> Iterator[Problem]:
    for item in every_item(site):
        for one in (item, *item.parts):
            # A part without a source of its own has that of its case.
            if not one.source or "source" not in one.places:
                continue
            path = path_of(one.source)
            if path in site.pages or page_may_exist(site, path):
                continue
            remedy = did_you_mean(path, site.pages) or "；请写从内容根目录起的页面路径"
            yield Problem(
                one.places["source"], ID, f"题目 {one.id} 的出处页面 {path} 不存在{remedy}", LEVEL
            )
