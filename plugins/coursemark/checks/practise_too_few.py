"""A step asks for more items of a topic than there are to practise.

Drafts, expired items and items whose key is withheld cannot be practised. The parts of a case
count one by one.

Fails, when 6 items have the topic::

    steps:
      - {practise: 目录管理, count: 10}

Passes::

    steps:
      - {practise: 目录管理, count: 6}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath

from coursemark.checks.references import every_item
from coursemark.model import Site
from coursemark.problems import Level, Problem, did_you_mean

ID = "practise-too-few"
LEVEL: Level = "error"


def check(site: Site, today: date) -> Iterator[Problem]:
    if any("banks" in PurePosixPath(p).parts and _lost(p, site) for p in site.unread):
        return  # nobody knows what those hold
    have: dict[str, int] = {}
    for item in every_item(site):
        if item.withheld or not site.usable(item, today):
            continue
        for leaf in item.leaves:
            for topic in {*item.topics, *leaf.topics}:
                have[topic] = have.get(topic, 0) + 1
    for course in (page.course for page in site.pages.values() if page.course):
        for step in course.steps:
            wanted, found = step.count or 1, have.get(step.target, 0)
            if step.kind != "practise" or found >= wanted:
                continue
            if found == 0:
                near = did_you_mean(step.target, have) or "；请核对题目的 topics:"
                text = f"没有主题是 {step.target} 的题可以练习{near}"
            else:
                text = (
                    f"要在主题 {step.target} 答对 {wanted} 题，能练的只有 {found} 题；"
                    "请减少 count 或补充题目"
                )
            yield Problem(step.place, ID, text, LEVEL)


def _lost(path: str, site: Site) -> bool:
    return PurePosixPath(path).stem not in site.banks
