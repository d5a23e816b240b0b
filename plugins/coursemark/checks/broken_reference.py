"""A data file or a view names a page, item, assessment, course, role or answer that does not exist.

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
from itertools import chain

from coursemark.checks.references import (
    assessment_may_exist,
    bank_may_exist,
    page_may_exist,
    register_may_define,
)
from coursemark.model import Site, path_of
from coursemark.problems import Level, Problem, did_you_mean

ID = "broken-reference"
LEVEL: Level = "error"

WORDS = {
    "page": "页面",
    "item": "题目",
    "assessment": "测评",
    "course": "课程",
    "role": "岗位",
    "answer": "统一口径",
    "agreement": "协议",
    "block": "协议条款的部分",
    "checklist": "检查表",
    "decision": "判断路径",
    "campaign": "活动",
    "month": "学习计划的月份",
}

REGISTERS = {
    "agreement": "clauses",
    "block": "clauses",
    "checklist": "checklists",
    "decision": "decisions",
    "campaign": "campaigns",
    "month": "plan",
}
"""In which register it stands what may be named."""


def check(site: Site, today: date) -> Iterator[Problem]:
    known: Mapping[str, Collection[str]] = {
        "page": site.pages,
        "item": site.items,
        "assessment": site.assessments,
        "course": site.courses,
        "role": (*site.roles, "全员"),
        "answer": site.answers,
        "agreement": [agreement.id for agreement in site.registers.clauses.agreements],
        "block": site.registers.clauses.blocks,
        "checklist": [checklist.id for checklist in site.registers.checklists],
        "decision": [decision.id for decision in site.registers.decisions],
        "campaign": [campaign.id for campaign in site.registers.campaigns],
        "month": [str(month.month) for month in site.registers.plan.months],
    }
    named = chain(
        site.registers.references,
        (r for page in site.pages.values() for view in page.views for r in view.references),
    )
    for reference in named:
        target, anchor = reference.target, ""
        if reference.kind == "page":
            target, _, anchor = target.partition("#")
        names = known[reference.kind]
        if target not in names:
            if _may_exist(reference.kind, target, site):
                continue
            remedy = did_you_mean(target, names) or "；请核对"
            text = f"找不到{WORDS[reference.kind]} {target}{remedy}"
            yield Problem(reference.place, ID, text, LEVEL)
        elif anchor and anchor not in site.pages[target].anchors:
            remedy = did_you_mean(anchor, site.pages[target].anchors) or "；请核对页面的标题"
            text = f"页面 {target} 没有小节 #{anchor}{remedy}"
            yield Problem(reference.place, ID, text, LEVEL)


def _may_exist(kind: str, target: str, site: Site) -> bool:
    """What has a fault of its own is reported where it stands, and that alone."""
    if kind == "page":
        return page_may_exist(site, target)
    if kind == "answer":
        return page_may_exist(site, path_of(target))
    if kind == "assessment":
        return assessment_may_exist(site, target)
    if kind == "item":
        name = target.split("/", 1)[0]
        bank = site.banks.get(name)
        return bank_may_exist(site, name) or any(
            item.id == target for item in (bank.faulty if bank else ())
        )
    return kind in REGISTERS and register_may_define(site, REGISTERS[kind])
