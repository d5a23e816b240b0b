"""What changed in the rules, the latest first."""

from __future__ import annotations

from html import escape

from coursemark.render.changes import change_card
from coursemark.render.links import page_link
from coursemark.render.views import ViewContext

LOG = "changes/index.md"


def render(view: ViewContext) -> str:
    changes = view.site.changes
    limit = view.options.get("limit")
    shown = changes[:limit]
    if not shown:
        return "<p>还没有登记政策变动。</p>"
    cards = "".join(change_card(page, view.site, brief=limit is not None) for page in shown)
    rest = len(changes) - len(shown)
    more = ""
    if rest and LOG in view.site.pages and view.page != LOG:
        more = f"<p>{page_link(LOG, escape(f'全部 {len(changes)} 项变动'))}</p>"
    return f'<div class="cm-changes">{cards}</div>{more}'
