"""A page replaces, or is replaced by, a page that does not exist or itself, or pages each other.

Fails::

    superseded_by: policies/drugs.md      # the page is policies/drug.md

Passes::

    superseded_by: policies/drug.md
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.checks.references import page_may_exist
from coursemark.model import Site
from coursemark.problems import Level, Problem, did_you_mean

ID = "bad-supersedes"
LEVEL: Level = "error"


def check(site: Site, today: date) -> Iterator[Problem]:
    for page in site.pages.values():
        named = [("supersedes", path) for path in page.supersedes]
        if page.superseded_by:
            named.append(("superseded_by", page.superseded_by))
        for field, path in named:
            place = page.places.get(field, page.place)
            if path == page.path:
                yield Problem(place, ID, f"{field} 写的是本页自己；请改成另一页", LEVEL)
            elif path not in site.pages and not page_may_exist(site, path):
                near = did_you_mean(path, site.pages) or "；请写从内容根目录起的页面路径"
                yield Problem(place, ID, f"{field} 指向的页面 {path} 不存在{near}", LEVEL)
    yield from _circles(site)


def _circles(site: Site) -> Iterator[Problem]:
    """Each circle once, at its first page: all of its pages would count as replaced."""
    seen: set[str] = set()
    for start in sorted(site.successors):
        way = [start]
        while way[-1] in site.successors and way[-1] not in (*way[:-1], *seen):
            way.append(site.successors[way[-1]])
        if way[-1] in way[:-1]:
            circle = way[way.index(way[-1]) :]
            page = site.pages[circle[0]]
            place = page.places.get("superseded_by") or page.places.get("supersedes") or page.place
            text = f"互相取代：{' → '.join(circle)}，结果都算失效；请删去其中一处"
            yield Problem(place, ID, text, LEVEL)
        seen.update(way)
