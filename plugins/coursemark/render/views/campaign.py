"""One campaign: reading list, deadline, meeting, materials, checklist, sign-in, evidence."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from coursemark.model.registers import Campaign
from coursemark.render.links import page_link, title_link
from coursemark.render.tables import data_table
from coursemark.render.views import ViewContext

SIGNATURES = 20
"""Lines of the sign-in sheet: one A4 page."""


def render(view: ViewContext) -> str:
    id_ = view.options["id"]
    found = next((c for c in view.site.registers.campaigns if c.id == id_), None)
    if found is None:
        return f'<p class="cm-fault">找不到活动 {escape(id_)}</p>'
    return "".join(part for part in _parts(found, view) if part)


def _parts(campaign: Campaign, view: ViewContext) -> Iterable[str]:
    who = "、".join(campaign.roles) or "全员"
    facts = (
        ("时间", f"{campaign.starts} 至 {campaign.deadline}"),
        ("谁参加", who),
        ("负责人", campaign.owner),
    )
    yield f"<p>{escape(campaign.about)}</p>" if campaign.about else ""
    yield (
        '<dl class="cm-facts">'
        + "".join(f"<div><dt>{name}</dt><dd>{escape(value)}</dd></div>" for name, value in facts)
        + "</dl>"
    )
    yield _section("必读", (title_link(view.site, path) for path in campaign.read))
    done = [_course(view, campaign.course), _assessment(view, campaign.assessment)]
    yield _section("学完要做", (part for part in done if part))
    yield _section(
        "会议议程" + (f"：{campaign.meeting}" if campaign.meeting else ""),
        map(escape, campaign.agenda),
    )
    yield _section("材料包", (title_link(view.site, path) for path in campaign.materials))
    yield _tasks(campaign)
    yield _evidence(campaign)
    yield _sheet(campaign)


def _section(title: str, parts: Iterable[str]) -> str:
    lines = "".join(f"<li>{part}</li>" for part in parts)
    return f"<section><h2>{escape(title)}</h2><ul>{lines}</ul></section>" if lines else ""


def _course(view: ViewContext, id_: str) -> str:
    course = view.site.courses.get(id_)
    return f"课程：{page_link(course.page, escape(course.title))}" if course else ""


def _assessment(view: ViewContext, id_: str) -> str:
    assessment = view.site.assessments.get(id_)
    if assessment is None:
        return ""
    page = view.site.sat_at.get(id_)
    if page is not None:
        return f"测评：{page_link(page, escape(assessment.title))}"
    return f"测评：{escape(assessment.title)}"


def _tasks(campaign: Campaign) -> str:
    if not campaign.tasks:
        return ""
    rows = ((str(n), escape(task), "", "") for n, task in enumerate(campaign.tasks, start=1))
    table = data_table("工作清单", ("序号", "事项", "完成日期", "签名"), rows)
    return f"<section><h2>工作清单</h2>{table}</section>"


def _evidence(campaign: Campaign) -> str:
    if not campaign.evidence:
        return ""
    rows = (
        (
            line.day.isoformat(),
            escape(line.what),
            "" if line.count is None else str(line.count),
            escape(line.file),
        )
        for line in campaign.evidence
    )
    table = data_table("留痕", ("日期", "做了什么", "份数或人数", "材料存放"), rows)
    return f"<section><h2>留痕</h2>{table}</section>"


def _sheet(campaign: Campaign) -> str:
    """A sign-in sheet that stands on a page of its own when printed."""
    rows = ((str(n), "", "", "", "") for n in range(1, SIGNATURES + 1))
    table = data_table("签到表", ("序号", "工号", "姓名", "科室", "签名"), rows)
    title = escape(campaign.meeting or campaign.title)
    return (
        '<details class="cm-fold cm-sheet-print"><summary>签到表（打印用）</summary>'
        f"<p><strong>{title}</strong>　日期：＿＿＿＿　地点：＿＿＿＿　主讲：＿＿＿＿</p>"
        f"{table}</details>"
    )
