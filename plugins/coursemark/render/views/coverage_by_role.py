"""Which pages, courses and items are for which role: where a role has little, there is a gap."""

from __future__ import annotations

from collections import Counter, defaultdict
from html import escape

from coursemark.model import Page
from coursemark.render.banner import KIND_NAMES
from coursemark.render.links import title_link
from coursemark.render.tables import data_table
from coursemark.render.views import ViewContext

EVERYBODY = "全员"


def render(view: ViewContext) -> str:
    roles = view.site.roles
    pages = [page for page in view.site.pages.values() if page.roles]
    groups: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        groups[page.kind].append(page)
    html = _sums(pages, view)
    for kind in sorted(
        groups, key=lambda kind: list(KIND_NAMES).index(kind) if kind in KIND_NAMES else 99
    ):
        rows = [
            (title_link(view.site, page.path), *(_mark(page, role) for role in roles))
            for page in groups[kind]
        ]
        name = KIND_NAMES.get(kind, kind or "其他")
        html += (
            f'<details class="cm-fold"><summary>{escape(name)}　{len(rows)} 页</summary>'
            f"{data_table(f'{name}页面的适用岗位', ('页面', *roles), rows)}</details>"
        )
    return html


def _sums(pages: list[Page], view: ViewContext) -> str:
    site, roles = view.site, view.site.roles
    courses = Counter(
        role for course in site.courses.values() for role in roles if course.required_of(role, "")
    )
    items = Counter(
        role
        for item in site.items.values()
        if site.usable(item, view.today)
        for role in roles
        if not item.roles or EVERYBODY in item.roles or role in item.roles
    )
    reached = Counter(role for page in pages for role in roles if _mark(page, role))
    own = Counter(role for page in pages for role in page.roles)
    rows = [
        (name, *(str(count[role]) for role in roles))
        for name, count in (
            ("页面（含全员）", reached),
            ("其中点名本岗位", own),
            ("必修课程", courses),
            ("可用题目（含全员）", items),
        )
    ]
    return data_table("各岗位覆盖", ("", *roles), rows)


def _mark(page: Page, role: str) -> str:
    if role in page.roles:
        return '<span title="点名本岗位">●</span>'
    return '<span title="全员">○</span>' if EVERYBODY in page.roles else ""
