"""A data file names a page, item, assessment, course or role that does not exist.

Fails::

    terms:
      - {id: a, term: 乙类, definition: 先自付一部分, page: policies/catalog.md}

Passes, with a page `policies/catalogue.md`::

    terms:
      - {id: a, term: 乙类, definition: 先自付一部分, page: policies/catalogue.md}
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from coursemark.model import Site
from coursemark.problems import Level, Problem, did_you_mean

ID = "broken-reference"
LEVEL: Level = "error"

WORDS = {
    "page": "页面",
    "item": "题目",
    "assessment": "测评",
    "course": "课程",
    "role": "岗位",
}


def check(site: Site, today: date) -> Iterator[Problem]:
    known: Mapping[str, Collection[str]] = {
        "page": site.pages,
        "item": site.items,
        "assessment": site.assessments,
        "course": site.courses,
        "role": (*site.roles, "全员"),
    }
    for reference in site.registers.references:
        target, _, anchor = reference.target.partition("#")
        names = known[reference.kind]
        what = WORDS[reference.kind]
        if target not in names:
            remedy = did_you_mean(target, names) or "；请核对"
            yield Problem(reference.place, ID, f"找不到{what} {target}{remedy}", LEVEL)
        elif anchor and reference.kind == "page" and anchor not in site.pages[target].anchors:
            remedy = did_you_mean(anchor, site.pages[target].anchors) or "；请核对页面的标题"
            text = f"页面 {target} 没有小节 #{anchor}{remedy}"
            yield Problem(reference.place, ID, text, LEVEL)
