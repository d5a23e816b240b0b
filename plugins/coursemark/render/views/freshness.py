"""Which pages are to be reviewed: how many of each owner, and by month, the late ones first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from html import escape

from coursemark.model import Page
from coursemark.model.currency import review_due
from coursemark.render.banner import KIND_NAMES
from coursemark.render.dated import day
from coursemark.render.links import title_link
from coursemark.render.tables import data_table
from coursemark.render.views import ViewContext

NOBODY = "（没写负责人）"
LATE = "已逾期"
NEVER = "没有复核日期"


def render(view: ViewContext) -> str:
    pages = [page for page in view.site.pages.values() if page.kind]
    late = [page for page in pages if _is_late(page, view.today)]
    said = f"{len(late)} 页逾期未复核。" if late else "没有逾期未复核的页面。"
    return (
        f"<p>截至 {day(view.today)}，登记了类别的 {len(pages)} 页里，{said}</p>"
        + _owners(pages, view.today)
        + _months(pages, view)
    )


def _owners(pages: Iterable[Page], today: date) -> str:
    all_of: Counter[str] = Counter(page.owner or NOBODY for page in pages)
    late = Counter(page.owner or NOBODY for page in pages if _is_late(page, today))
    open_of = Counter(page.owner or NOBODY for page in pages if review_due(page) is None)
    rows = [
        (escape(owner), str(count), str(late[owner]), str(open_of[owner]))
        for owner, count in all_of.most_common()
    ]
    return data_table("各负责人的页面", ("负责人", "页数", LATE, NEVER), rows)


def _months(pages: Iterable[Page], view: ViewContext) -> str:
    """A fold for each month, in order of time; what is late is open, above the others."""
    groups: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        groups[_group(page, view.today)].append(page)
    order = {LATE: "", NEVER: "9999-99"}
    html = ""
    for name in sorted(groups, key=lambda name: order.get(name, name)):
        found = sorted(groups[name], key=lambda p: (review_due(p) or date.max, p.path))
        rows = [
            (
                title_link(view.site, page.path),
                escape(KIND_NAMES.get(page.kind, page.kind)),
                escape(page.owner or NOBODY),
                day(page.reviewed) if page.reviewed else "",
                _due(page),
            )
            for page in found
        ]
        heads = ("页面", "类别", "负责人", "上次复核", "下次复核")
        shown = name if name in order else f"{name[:4]}年{int(name[5:])}月"
        html += (
            f'<details class="cm-fold"{" open" if name == LATE else ""}>'
            f"<summary>{shown}　{len(found)} 页</summary>"
            f"{data_table(f'{shown}要复核的页面', heads, rows)}</details>"
        )
    return html


def _group(page: Page, today: date) -> str:
    due = review_due(page)
    if due is None:
        return NEVER
    return LATE if due < today else due.isoformat()[:7]


def _due(page: Page) -> str:
    due = review_due(page)
    return day(due) if due else ""


def _is_late(page: Page, today: date) -> bool:
    due = review_due(page)
    return due is not None and due < today
