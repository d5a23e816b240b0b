"""A link leads to a page that does not exist.

Fails::

    见[药品目录](catalog.md)          # the page is catalogue.md

Passes::

    见[药品目录](catalogue.md)
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from datetime import date
from urllib.parse import unquote

from coursemark.checks.references import page_may_exist
from coursemark.model import DESK_PAGE, PRACTICE_PAGE, TRAINER_PAGE, Site
from coursemark.problems import Level, Problem, did_you_mean

ID = "broken-link"
LEVEL: Level = "error"


def check(site: Site, today: date) -> Iterator[Problem]:
    for page in site.pages.values():
        for link, place in page.links:
            target = unquote(link.split("#", 1)[0])
            path = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), target))
            made = (DESK_PAGE, PRACTICE_PAGE, TRAINER_PAGE)
            if path in (*site.pages, *made) or page_may_exist(site, path):
                continue
            remedy = did_you_mean(path, site.pages) or "；请核对文件名和目录"
            yield Problem(place, ID, f"链接指向的页面 {path} 不存在{remedy}", LEVEL)
