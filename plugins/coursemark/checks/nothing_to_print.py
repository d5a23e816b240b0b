"""A view `print` names pages that there are not.

Fails, when the site has no folder `faqs`::

    print
    pages: faqs

Passes::

    print
    pages: faq
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.model import Site
from coursemark.model.selection import matches, selected
from coursemark.problems import Level, Problem

ID = "nothing-to-print"
LEVEL: Level = "error"


def check(site: Site, today: date) -> Iterator[Problem]:
    for page in site.pages.values():
        for view in page.views:
            if view.name != "print":
                continue
            patterns = view.options.get("pages", ())
            lost = [p for p in patterns if not any(matches(path, p) for path in site.pages)]
            for pattern in lost:
                text = f"没有页面在 {pattern} 里；请写文件夹、页面路径或 faq/*.md 这样的写法"
                yield Problem(view.place, ID, text, LEVEL)
            if not lost and not any(selected(site.pages, patterns, view.options.get("kind", ()))):
                text = "没有页面同时符合 pages 和 kind；请放宽其中一项"
                yield Problem(view.place, ID, text, LEVEL)
