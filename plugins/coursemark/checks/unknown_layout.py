"""A page asks for a printed layout that there is not, or that its text has no part for.

A card is made of the part with the anchor `card`, a poster of the one with `poster`.

Fails::

    print: [card]

Passes, above `## 六步 { #card }` in the text::

    print: [card, leaflet]
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.model import Site
from coursemark.problems import Level, Problem, did_you_mean

ID = "unknown-layout"
LEVEL: Level = "error"

LAYOUTS = ("leaflet", "card", "poster")
OF_A_PART = ("card", "poster")


def check(site: Site, today: date) -> Iterator[Problem]:
    for page in site.pages.values():
        place = page.places.get("print", page.place)
        for layout in page.print:
            if layout not in LAYOUTS:
                remedy = did_you_mean(layout, LAYOUTS) or f"；可用的有 {'、'.join(LAYOUTS)}"
                yield Problem(place, ID, f"print 里的 {layout} 不是打印版式{remedy}", LEVEL)
            elif layout in OF_A_PART and layout not in page.anchors:
                text = (
                    f"要印 {layout}，正文里却没有它的一节；"
                    f"请在那一节的标题后面写 {{ #{layout} }}，或从 print 里去掉"
                )
                yield Problem(place, ID, text, LEVEL)
