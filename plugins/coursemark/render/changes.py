"""A change of the rules as the change log, the bulletin and role pages show it."""

from __future__ import annotations

from datetime import date
from html import escape

from coursemark.model import Page, Site
from coursemark.render.dated import day
from coursemark.render.links import page_link, title_link

URGENCY = {"major": "重大", "normal": "一般", "minor": "细小"}


def concerns(page: Page, role: str) -> bool:
    """Whether a change is for these people; one that names nobody is for everybody."""
    return not page.roles or "全员" in page.roles or role in page.roles


def in_month(page: Page, month: str) -> bool:
    """Whether it was announced, or takes effect, in the month, such as 2026-11."""
    if page.change is None:
        return False
    days: tuple[date | None, ...] = (page.change.announced, page.effective)
    return any(each is not None and each.isoformat()[:7] == month for each in days)


def change_card(page: Page, site: Site, *, brief: bool = False) -> str:
    """Title, day, whom it concerns, and unless brief what it affects."""
    change = page.change
    if change is None:
        return ""
    urgency = URGENCY[change.urgency]
    # Announced after it took effect, it was only then heard of here.
    heard = page.effective is not None and change.announced > page.effective
    facts = [
        f'<span class="cm-change__urgency" data-urgency="{change.urgency}">{urgency}</span>',
        f"{day(change.announced)} {'登记' if heard else '公布'}",
        f"{day(page.effective)} 起执行" if page.effective else "",
        escape("、".join(page.roles)),
    ]
    said = f"<p>{escape(page.description)}</p>" if page.description else ""
    affected = "" if brief else _affected(page, site)
    return (
        f'<article class="cm-change"><h3>{page_link(page.path, escape(page.title))}</h3>'
        f'<p class="cm-change__facts">{"".join(f"<span>{f}</span>" for f in facts if f)}</p>'
        f"{said}{affected}</article>"
    )


def _affected(page: Page, site: Site) -> str:
    change = page.change
    if change is None:
        return ""
    names = [title_link(site, path) for path in change.pages]
    rows = [f"涉及页面：{'、'.join(names)}" if names else ""]
    if change.interpretation:
        rows.append(f"解读：{title_link(site, change.interpretation)}")
    if change.items:
        rows.append(f"涉及题目：{len(change.items)} 道")
    return "".join(f'<p class="cm-change__row">{row}</p>' for row in rows if row)
