"""For authors: which claim stands on which page and in which item, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from coursemark.model import Site, path_of
from coursemark.render.links import title_link
from coursemark.render.tables import data_table
from coursemark.render.views import ViewContext

KINDS = ("policy", "clause", "guide", "violation")
"""Kinds of pages that items should be about."""


def render(view: ViewContext) -> str:
    site = view.site
    pages: dict[str, list[str]] = {}
    for page in site.pages.values():
        for claim in page.facts:
            pages.setdefault(claim, []).append(page.path)
    items: dict[str, list[str]] = {}
    for leaf in site.leaves.values():
        for claim in leaf.facts:
            items.setdefault(claim, []).append(leaf.id)
    facts = site.registers.facts
    taught = [fact for fact in facts if fact.id in pages]
    asked = [fact for fact in facts if fact.id in items]
    summary = (
        f"<p>事实 {len(facts)} 条：有页面的 {len(taught)} 条，有题目的 {len(asked)} 条。"
        f"页面 {len(site.pages)} 个，题目 {len(site.items)} 道（案例算一道；"
        f"按小题计 {len(site.leaves)} 道）。</p>"
    )
    gaps = "".join(
        _gap(title, texts)
        for title, texts in (
            ("没有页面的事实", (fact.id for fact in facts if fact.id not in pages)),
            ("有页面、没有题目的事实", (fact.id for fact in taught if fact.id not in items)),
            ("题目用了、出处页没有列的事实", _strays(site)),
            ("没有题目的页面", _without_items(site)),
            ("没有题目的条款", _clauses(site)),
        )
    )
    topics: dict[str, list[tuple[str, ...]]] = {}
    for fact in facts:
        row = (
            escape(fact.id),
            escape(fact.region),
            "<br>".join(title_link(site, path) for path in pages.get(fact.id, ())),
            str(len(items.get(fact.id, ()))),
        )
        topics.setdefault(fact.topic, []).append(row)
    tables = "".join(
        f'<details class="cm-fold"><summary>{escape(topic)}（{len(rows)}）</summary>'
        f"{data_table(topic, ('事实', '地区', '页面', '题数'), rows)}</details>"
        for topic, rows in topics.items()
    )
    return f"{summary}<h2>缺口</h2>{gaps}<h2>逐条对照</h2>{tables}"


def _gap(title: str, parts: Iterable[str]) -> str:
    found = list(parts)
    lines = "".join(f"<li>{part}</li>" for part in found)
    return (
        f'<details class="cm-fold"><summary>{title}：{len(found)}</summary>'
        f'<ul class="cm-columns">{lines}</ul></details>'
    )


def _strays(site: Site) -> Iterable[str]:
    known = {fact.id for fact in site.registers.facts}
    for leaf in site.leaves.values():
        page = site.page_at(leaf.source)
        if page is None:
            continue
        for fact in leaf.facts:
            if fact in known and fact not in page.facts:
                yield f"{escape(leaf.id)}：{escape(fact)}（{title_link(site, page.path)}）"


def _without_items(site: Site) -> Iterable[str]:
    taught = {path_of(leaf.source) for leaf in site.leaves.values()}
    for page in site.pages.values():
        if page.kind in KINDS and page.path not in taught and not page.views:
            yield title_link(site, page.path)


def _clauses(site: Site) -> Iterable[str]:
    for clause in site.registers.clauses.clauses:
        if not clause.items:
            yield f"{escape(clause.title)}（{escape(clause.id)}）"
