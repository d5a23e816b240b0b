"""The month's bulletin for the notice board: changes, answered questions, what was reviewed."""

from __future__ import annotations

from collections import Counter
from html import escape

from coursemark.model import Page
from coursemark.model.faq import answered
from coursemark.render.banner import KIND_NAMES
from coursemark.render.changes import change_card, in_month
from coursemark.render.links import page_link
from coursemark.render.plan import calendar, pages_of, test_link
from coursemark.render.text import to_html
from coursemark.render.views import ViewContext

MOST_QUESTIONS = 6


def render(view: ViewContext) -> str:
    month = view.options.get("month") or view.today.isoformat()[:7]
    pages = [page for page in view.site.pages.values() if page.kind and page.kind != "change"]
    reviewed = [p for p in pages if p.reviewed and p.reviewed.isoformat()[:7] == month]
    parts = (
        ("政策变动", _changes(view, month)),
        ("本月学习", _study(view, int(month[5:]))),
        ("常见问题摘登", _questions(reviewed)),
        ("本月复核的内容", _reviewed(reviewed)),
    )
    body = "".join(f"<section><h3>{title}</h3>{html}</section>" for title, html in parts if html)
    organisation = view.site.config.organisation
    return (
        f'<div class="cm-bulletin"><p class="cm-bulletin__head"><strong>医保专栏</strong>'
        f"<span>{month[:4]}年{int(month[5:])}月</span><span>{escape(organisation)}</span></p>{body}"
        f'<p class="cm-bulletin__foot">以现行文件和本统筹区经办机构的规定为准。'
        f"疑问请找医保办。</p></div>"
    )


def _changes(view: ViewContext, month: str) -> str:
    found = [page for page in view.site.changes if in_month(page, month)]
    if found:
        return "".join(change_card(page, view.site, brief=True) for page in found)
    earlier = [
        p for p in view.site.changes if p.change and p.change.announced.isoformat()[:7] < month
    ]
    if not earlier:
        return "<p>本月没有登记政策变动。</p>"
    last = change_card(earlier[0], view.site, brief=True)
    return f"<p>本月没有登记新的变动。最近的一项：</p>{last}"


def _study(view: ViewContext, month: int) -> str:
    planned = calendar(view.site).get(month)
    if planned is None:
        return ""
    read = "、".join(pages_of(planned, view.site))
    test = test_link(planned, view.site)
    also = f"；小测：{test}" if test else ""
    return f"<p><strong>{escape(planned.theme)}</strong>　阅读：{read}{also}</p>"


def _questions(pages: list[Page]) -> str:
    """One answered question of each page in turn, as many as fit a sheet."""
    queues = [list(answered(page)) for page in pages]
    rounds = max((len(queue) for queue in queues), default=0)
    found = [queue[n] for n in range(rounds) for queue in queues if n < len(queue)]
    rows = "".join(
        f"<dt>{page_link(one.target, escape(one.question))}</dt><dd>{to_html(one.answer)}</dd>"
        for one in found[:MOST_QUESTIONS]
    )
    return f'<dl class="cm-bulletin__faq">{rows}</dl>' if rows else ""


def _reviewed(pages: list[Page]) -> str:
    kinds = Counter(page.kind for page in pages)
    said = "，".join(
        f"{escape(KIND_NAMES.get(kind, kind))} {count} 页" for kind, count in kinds.most_common()
    )
    return f"<p>{said}。</p>" if said else ""
