"""Everything for one role: courses, what changed, pages, clauses, topics to practise."""

from __future__ import annotations

from collections import Counter
from html import escape
from urllib.parse import quote

from coursemark.model import PRACTICE_PAGE, Page
from coursemark.render.banner import KIND_NAMES
from coursemark.render.changes import change_card, concerns
from coursemark.render.links import page_link, title_link
from coursemark.render.tables import card_table
from coursemark.render.views import ViewContext

KINDS = ("violation", "guide", "policy", "clause", "faq", "case")
MOST_CHANGES = 4
MOST_TOPICS = 12


def render(view: ViewContext) -> str:
    role = view.options.get("role", "")
    parts = (
        ("必修课程", _courses(view, role)),
        ("最近的变动", _changes(view, role)),
        ("必读页面", _pages(view, role)),
        ("协议条款", _clauses(view, role)),
        ("练习", _practice(view, role)),
    )
    return "".join(
        f'<section class="cm-role__part"><h2 id="role-{n}">{title}</h2>{html}</section>'
        for n, (title, html) in enumerate(parts, start=1)
        if html
    )


def _courses(view: ViewContext, role: str) -> str:
    plan = {month.course for month in view.site.registers.plan.months}
    found = [
        course
        for course in view.site.courses.values()
        if course.required_of(role, "") and course.id not in plan
    ]
    rows = []
    for course in found:
        facts = [course.type, f"{course.hours} 学时" if course.hours else ""]
        said = "，".join(escape(fact) for fact in facts if fact)
        rows.append(f"<li>{page_link(course.page, escape(course.title))}　{said}</li>")
    return f"<ul>{''.join(rows)}</ul>" if rows else ""


def _changes(view: ViewContext, role: str) -> str:
    found = [page for page in view.site.changes if concerns(page, role)][:MOST_CHANGES]
    cards = "".join(change_card(page, view.site, brief=True) for page in found)
    return f'<div class="cm-changes">{cards}</div>' if cards else ""


def _pages(view: ViewContext, role: str) -> str:
    """By kind, those that name the role before those for everybody."""
    html = ""
    for kind in KINDS:
        found = [page for page in view.site.pages.values() if _is_for(page, role, kind)]
        found = [page for page in found if view.site.holds(page.path, view.today)]
        found.sort(key=lambda page: (role not in page.roles, page.path))
        rows = "".join(_page(page) for page in found)
        if rows:
            html += (
                f'<details class="cm-fold"{" open" if not html else ""}><summary>'
                f"{KIND_NAMES[kind]}　{len(found)} 页</summary><ul>{rows}</ul></details>"
            )
    return html


def _is_for(page: Page, role: str, kind: str) -> bool:
    in_force = page.status in ("current", "")
    return page.kind == kind and in_force and (role in page.roles or "全员" in page.roles)


def _page(page: Page) -> str:
    said = f"：{escape(page.description)}" if page.description else ""
    return f"<li>{page_link(page.path, escape(page.title))}{said}</li>"


def _clauses(view: ViewContext, role: str) -> str:
    rows = [
        (
            title_link(view.site, clause.page) if clause.page else escape(clause.title),
            escape(clause.duty),
            escape(clause.evidence),
        )
        for clause in view.site.registers.clauses.clauses
        if clause.involves(role)
    ]
    if not rows:
        return ""
    table = card_table(f"{role}的协议条款", ("条款", "要做什么", "留存证据"), rows)
    return (
        f'<details class="cm-fold"><summary>本岗位负责或参与的 {len(rows)} 条</summary>'
        f"{table}</details>"
    )


def _practice(view: ViewContext, role: str) -> str:
    """Topics of the role's items; below them the browser says what its learner got wrong."""
    topics: Counter[str] = Counter()
    for item in view.site.practised(view.today).values():
        if item.withheld or item.status != "current":
            continue
        if not (role in item.roles or "全员" in item.roles or not item.roles):
            continue
        topics.update(item.topics)
    links = "".join(
        f'<li><a href="page:{PRACTICE_PAGE}?topic={quote(topic)}">{escape(topic)}</a> {count}</li>'
        for topic, count in topics.most_common(MOST_TOPICS)
    )
    own = f'<div data-role-mistakes="{escape(role)}"></div>'
    listed = f'<ul class="cm-topics">{links}</ul>' if links else ""
    return f"{listed}{own}"
