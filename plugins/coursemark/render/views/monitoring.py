"""The ledger of watched sources: who looks where, when last, when next."""

from __future__ import annotations

from html import escape

from coursemark.model.currency import later
from coursemark.render.links import title_link
from coursemark.render.tables import data_table
from coursemark.render.views import ViewContext

HEADS = ("来源", "发布机关", "看什么", "负责人", "上次查看", "下次查看", "影响的页面")


def render(view: ViewContext) -> str:
    rows = []
    for source in view.site.registers.monitoring:
        due = later(source.checked, source.every)
        late = due is not None and due < view.today
        pages = (title_link(view.site, path) for path in source.pages)
        rows.append(
            (
                escape(source.title),
                escape(source.publisher),
                escape(source.watches),
                escape(source.owner),
                source.checked.isoformat(),
                f"<strong>{due}（已过期）</strong>" if late else str(due or ""),
                "<br>".join(pages),
            )
        )
    return data_table("政策来源监测台账", HEADS, rows)
