"""The agreement texts in the file room: which, where, with whom, until when."""

from __future__ import annotations

from html import escape

from coursemark.model.registers import AgreementDocument
from coursemark.render.tables import card_table
from coursemark.render.views import ViewContext

HEADS = ("文本", "协议年度", "版本", "存放处", "保管人", "到期日")


def render(view: ViewContext) -> str:
    documents = view.site.registers.documents
    if not documents:
        return '<p class="cm-empty">还没有登记协议文本。</p>'
    return card_table("协议文本登记", HEADS, (_row(document) for document in documents))


def _row(document: AgreementDocument) -> tuple[str, ...]:
    mark = '<span class="cm-example">示例</span>' if document.example else ""
    note = f'<span class="cm-sheet__note">{escape(document.note)}</span>' if document.note else ""
    day = document.expires.isoformat() if document.expires else ""
    until = f'<time datetime="{day}" data-until="{day}">{day}</time>' if day else "不设"
    texts = (document.year, document.version, document.storage, document.owner)
    return (f"{mark}{escape(document.title)}{note}", *(escape(t) for t in texts), until)
