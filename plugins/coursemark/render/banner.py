"""The calm header of a page: what it is worth, where it holds, what it rests on, its last review.

A regional or historical page says so first and in words, so that nobody takes it for a national
rule in force.
"""

from __future__ import annotations

from html import escape

from coursemark.model import Page, Source

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


def render_banner(page: Page) -> str:
    """The header as HTML; empty for a page whose front matter declares no status."""
    if not page.status:
        return ""
    label, warning = status_text(page)
    kind = KIND_NAMES.get(page.kind, "")
    dates = []
    if page.effective:
        dates.append(f"{page.effective.isoformat()} 起施行")
    if page.expires:
        dates.append(f"{page.expires.isoformat()} 失效")
    sources = "".join(f"<li>{_source(s)}</li>" for s in page.sources)
    review = ""
    if page.reviewed:
        day = page.reviewed.isoformat()
        owner = f"，{escape(page.owner, quote=False)}" if page.owner else ""
        review = f'<time datetime="{day}">{day}</time>{owner}'
    note = f'<p class="cm-banner__warning">{escape(warning, quote=False)}</p>' if warning else ""
    tag = f'<span class="cm-banner__kind">{kind}</span>' if kind else ""
    rows = (
        _row("适用地区", escape(page.region, quote=False))
        + _row("适用岗位", escape("、".join(page.roles), quote=False))
        + _row("时间", "，".join(dates))
        + _row("最近复核", review)
    )
    folded = (
        '<details class="cm-fold cm-banner__sources">'
        f"<summary>依据 {len(page.sources)} 件</summary>"
        f"<ul>{sources}</ul></details>"
        if sources
        else ""
    )
    return (
        f'<aside class="cm-banner" data-status="{page.status}" data-search-exclude '
        f'aria-label="本页的效力与出处">'
        f'<p class="cm-banner__status">{tag}<strong>{escape(label, quote=False)}</strong></p>'
        f"{note}<dl>{rows}</dl>{folded}</aside>"
    )
