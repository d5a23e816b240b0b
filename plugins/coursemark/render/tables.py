"""Tables as HTML: scrolled in their own box where the screen is narrow."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


def data_table(caption: str, heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Heads and caption are texts; the cells of the rows are HTML. The first cell heads its row."""
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    body = "".join(f"<tr>{_cells(row)}</tr>" for row in rows)
    return (
        f'<div class="cm-scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="cm-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _cells(row: Iterable[str]) -> str:
    first, *others = row
    return f'<th scope="row">{first}</th>' + "".join(f"<td>{cell}</td>" for cell in others)


def card_table(caption: str, heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """As `data_table`, for cells with sentences: on a narrow screen each row becomes a card."""
    names = tuple(heads)
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in names)
    body = "".join(f"<tr>{_card_cells(names, row)}</tr>" for row in rows)
    return (
        f'<table class="cm-table cm-table--cards" aria-label="{escape(caption)}">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _card_cells(heads: Iterable[str], row: Iterable[str]) -> str:
    (_, first), *others = zip(heads, row, strict=True)
    cells = "".join(f'<td data-label="{escape(head)}">{cell}</td>' for head, cell in others)
    return f'<th scope="row">{first}</th>{cells}'
