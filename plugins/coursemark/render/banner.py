"""The calm header of a page: what it is worth, where it holds, what it rests on, its last review.

A regional or historical page says so first and in words, so that nobody takes it for a national
rule in force; so does one that is not in force yet, or no longer. What depends on the day is all
written, and the browser shows what holds on the reader's.
"""

from __future__ import annotations

from datetime import date
from html import escape

from coursemark.model import Page, Site, Source
from coursemark.model.currency import days_on, noticed_until, review_due
from coursemark.render.dated import day, window
from coursemark.render.links import title_link

KIND_NAMES = {
    "policy": "政策",
    "clause": "协议条款",
    "guide": "流程指南",
    "violation": "违规警示",
    "faq": "常见问题",
    "course": "课程",
    "case": "案例",
    "archive": "历史资料",
    "about": "说明",
    "change": "政策变动",
    "patient": "患者须知",
    "campaign": "专项活动",
    "plan": "学习计划",
    "role": "岗位入口",
}


def status_text(page: Page) -> tuple[str, str]:
    """Short label and a sentence of warning (empty when the page states what holds today)."""
    region = page.region or "某地"
    if page.status == "historical":
        where = "" if page.region in ("", "全国") else f"{page.region}的"
        return "历史资料", f"这是{where}历史规定，仅供了解沿革，不能作为现在办事的依据。"
    if page.status == "regional":
        return f"地区规定：{region}", f"只适用于{region}，不是全国统一规定；外地以当地规定为准。"
    if page.status == "draft":
        return "草稿", "这一页还没有审定，请勿作为依据。"
    if page.region and page.region != "全国":
        return f"现行：{page.region}", f"只适用于{page.region}，不是全国统一规定。"
    return "现行有效", ""


def _source(source: Source) -> str:
    title = escape(source.title, quote=False)
    number = f"（{escape(source.number, quote=False)}）" if source.number else ""
    article = f" {escape(source.article, quote=False)}" if source.article else ""
    return f"{title}{number}{article}"


def _row(name: str, html: str) -> str:
    return f"<div><dt>{name}</dt><dd>{html}</dd></div>" if html else ""


def render_banner(page: Page, site: Site, today: date) -> str:
    """The header as HTML; of a page without status only what is due: a review, a change."""
    notices = _stale(page, today) + _changed(page, site, today)
    if not page.status:
        return f'<aside class="cm-banner cm-banner--bare">{notices}</aside>' if notices else ""
    label, warning = status_text(page)
    kind = KIND_NAMES.get(page.kind, "")
    note = f'<p class="cm-banner__warning">{escape(warning, quote=False)}</p>' if warning else ""
    tag = f'<span class="cm-banner__kind">{kind}</span>' if kind else ""
    sources = "".join(f"<li>{_source(s)}</li>" for s in page.sources)
    review = ""
    if page.reviewed:
        owner = f"，{escape(page.owner, quote=False)}" if page.owner else ""
        review = day(page.reviewed) + owner
    rows = (
        _row("适用地区", escape(page.region, quote=False))
        + _row("适用岗位", escape("、".join(page.roles), quote=False))
        + _row("时间", _dates(page))
        + _row("取代", _links(_predecessors(page, site), site))
        + _row("变动", _links([p.path for p in site.changes_of.get(page.path, ())], site))
        + _row("最近复核", review)
    )
    folded = (
        '<details class="cm-fold cm-banner__sources">'
        f"<summary>依据 {len(page.sources)} 件</summary>"
        f"<ul>{sources}</ul></details>"
        if sources
        else ""
    )
    labels, standing = _standing(page, site, today, label)
    return (
        f'<aside class="cm-banner" data-status="{page.status}" data-search-exclude '
        f'aria-label="本页的效力与出处">'
        f'<p class="cm-banner__status">{tag}{labels}</p>'
        f"{standing}{notices}{note}<dl>{rows}</dl>{folded}</aside>"
    )


def _standing(page: Page, site: Site, today: date, label: str) -> tuple[str, str]:
    """The label for every time of the page's life, and the sentences that go with them."""
    lapsed = site.lapsed_from(page.path)
    before_lapse = None if lapsed in (None, date.min) else days_on(lapsed, -1)
    now = escape(label, quote=False)
    if page.effective is None and lapsed is None:
        return f"<strong>{now}</strong>", ""
    labels, sentences = "", ""
    if page.effective:
        pending = window(today, None, days_on(page.effective, -1))
        labels += f'<strong class="cm-banner__off"{pending}>尚未施行</strong>'
        sentences += (
            f'<p class="cm-banner__notice"{pending}>'
            f"{day(page.effective)} 起施行，此前按原来的规定办。</p>"
        )
    if lapsed != date.min:
        labels += f"<strong{window(today, page.effective, before_lapse)}>{now}</strong>"
    if lapsed is not None:
        over = window(today, lapsed)
        successor = site.pages.get(site.successors.get(page.path, ""))
        if successor:
            link = title_link(site, successor.path)
            labels += f'<strong class="cm-banner__off"{over}>已被取代</strong>'
            sentences += (
                f'<p class="cm-banner__notice"{over}>本页已被《{link}》取代，办事请看新的一页。</p>'
            )
        elif page.expires:
            labels += f'<strong class="cm-banner__off"{over}>已失效</strong>'
            sentences += (
                f'<p class="cm-banner__notice"{over}>'
                f"本页内容到 {day(page.expires)} 为止，现在不能再作依据。</p>"
            )
    return labels, sentences


def _stale(page: Page, today: date) -> str:
    due = review_due(page)
    if due is None:
        return ""
    owner = escape(page.owner or "管理员", quote=False)
    return (
        f'<p class="cm-banner__notice" data-stale{window(today, days_on(due, 1))}>'
        f"本页应在 {day(due)} 前复核，还没有做。用到数字和期限时，先向{owner}核实。</p>"
    )


def _changed(page: Page, site: Site, today: date) -> str:
    """What changed of late, from its announcement on."""
    html = ""
    for told in site.changes_of.get(page.path, ()):
        if told.change is None or told.path == page.path:
            continue
        since = window(today, told.change.announced, noticed_until(told))
        link = title_link(site, told.path)
        day_of = day(told.effective or told.change.announced)
        html += (
            f'<p class="cm-banner__notice" data-change="{escape(told.path)}"{since}>'
            f"{day_of} 起有变动：{link}</p>"
        )
    return html


def _dates(page: Page) -> str:
    dates = []
    if page.effective:
        dates.append(f"{page.effective.isoformat()} 起施行")
    if page.expires and page.expires != date.max:
        dates.append(f"{page.expires.isoformat()} 失效")
    return "，".join(dates)


def _predecessors(page: Page, site: Site) -> list[str]:
    return sorted(old for old, new in site.successors.items() if new == page.path)


def _links(paths: list[str], site: Site) -> str:
    return "、".join(title_link(site, path) for path in paths)
