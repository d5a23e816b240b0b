"""What is due before the hospital's agreement ends, by day.

The days are computed from the agreement's dates. How far off they are depends on the day of
reading: the browser adds it.
"""

from __future__ import annotations

from datetime import date
from html import escape

from coursemark.model.registers import Deadline, OwnAgreement
from coursemark.render.links import page_link
from coursemark.render.views import ViewContext


def render(view: ViewContext) -> str:
    agreement = view.site.registers.agreement
    if agreement is None:
        return '<p class="cm-empty">还没有登记本院协议的起止日期。</p>'
    steps = "".join(_deadline(deadline) for deadline in agreement.deadlines)
    return (
        '<section class="cm-timeline">'
        f'<p class="cm-timeline__agreement">{_mark(agreement)}<strong>{escape(agreement.title)}'
        f"</strong><br>{_time(agreement.start)} 至 {_time(agreement.end)}"
        f'<span data-until="{agreement.end.isoformat()}"></span></p>'
        f"{_note(agreement)}{_successor(agreement)}<ol>{steps}</ol></section>"
    )


def _mark(agreement: OwnAgreement) -> str:
    return '<span class="cm-example">示例</span>' if agreement.example else ""


def _note(agreement: OwnAgreement) -> str:
    return f'<p class="cm-note">{escape(agreement.note)}</p>' if agreement.note else ""


def _successor(agreement: OwnAgreement) -> str:
    found = agreement.successor
    if found is None:
        return "<p>下一份协议：还没有登记。</p>"
    until = f" 至 {_time(found.end)}" if found.end else " 起"
    return f"<p>下一份协议：{escape(found.title)}，{_time(found.start)}{until}</p>"


def _deadline(deadline: Deadline) -> str:
    roles = [escape(role) for role in deadline.roles]
    who = "、".join([f"{roles[0]}牵头", *roles[1:]]) if len(roles) > 1 else "".join(roles)
    title = escape(deadline.title)
    basis = f"依据：{escape(deadline.basis)}" if deadline.basis else ""
    more = page_link(deadline.page, "详细说明") if deadline.page else ""
    under = "　".join(part for part in (who, basis, more) if part)
    note = f"<p>{escape(deadline.note)}</p>" if deadline.note else ""
    done = f' data-done="{deadline.done.isoformat()}"' if deadline.done else ""
    told = f"已办：{deadline.done.isoformat()}" if deadline.done else ""
    return (
        f'<li data-day="{deadline.day.isoformat()}"{done}>'
        f'<p class="cm-timeline__day">{_time(deadline.day)} <span>{escape(deadline.when)}</span> '
        f'<span class="cm-timeline__state">{told}</span></p>'
        f"<p><strong>{title}</strong></p>{note}"
        f'<p class="cm-timeline__who">{under}</p></li>'
    )


def _time(day: date) -> str:
    return f'<time datetime="{day.isoformat()}">{day.isoformat()}</time>'
