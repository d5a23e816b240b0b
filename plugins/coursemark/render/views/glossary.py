"""Every term with its definition and what else it is called."""

from __future__ import annotations

from html import escape

from coursemark.model import Term
from coursemark.render.links import page_link
from coursemark.render.views import ViewContext


def render(view: ViewContext) -> str:
    rows = "".join(_term(term) for term in view.site.registers.glossary)
    return f'<dl class="cm-glossary">{rows}</dl>'


def _term(term: Term) -> str:
    also = f'<p class="cm-glossary__also">又称：{escape("、".join(term.synonyms))}</p>'
    more = page_link(term.page, "详细说明") if term.page else ""
    return (
        f'<div id="{escape(term.id)}"><dt>{escape(term.term)}</dt>'
        f"<dd>{escape(term.definition)}{also if term.synonyms else ''}{more}</dd></div>"
    )
