"""The campaigns, those under way first."""

from __future__ import annotations

from html import escape

from coursemark.model.registers import Campaign
from coursemark.render.links import page_link
from coursemark.render.tables import data_table
from coursemark.render.views import ViewContext

HEADS = ("活动", "时间", "负责人", "必读", "清单", "留痕")


def render(view: ViewContext) -> str:
    found = sorted(
        view.site.registers.campaigns,
        key=lambda c: (c.deadline < view.today, c.deadline, c.id),
    )
    return data_table("专项活动", HEADS, (_row(campaign, view) for campaign in found))


def _row(campaign: Campaign, view: ViewContext) -> tuple[str, ...]:
    return (
        _title(campaign, view),
        f"{campaign.starts} 至 {campaign.deadline}",
        escape(campaign.owner),
        f"{len(campaign.read)} 页",
        f"{len(campaign.tasks)} 项",
        f"{len(campaign.evidence)} 条",
    )


def _title(campaign: Campaign, view: ViewContext) -> str:
    """A link to the page that shows the campaign, where there is one."""
    for page in view.site.pages.values():
        for shown in page.views:
            if shown.name == "campaign" and shown.options.get("id") == campaign.id:
                return page_link(page.path, escape(campaign.title))
    return escape(campaign.title)
