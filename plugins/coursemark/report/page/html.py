"""Elements of the page: every text goes through `escape`, nothing runs and nothing is fetched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from html import escape

from coursemark.report.csv_folder import clock
from coursemark.report.table import Cell, Column, text_of

_NUMERIC = ("number", "percent", "decimal", "duration")


def element(tag: str, text: str, css: str = "") -> str:
    """An element of plain text."""
    return f"<{tag}{_class(css)}>{escape(text_of(text))}</{tag}>"


def section(id_: str, title: str, *body: str) -> str:
    """A part of the page with its heading; empty when nothing is in it."""
    inside = "\n".join(part for part in body if part)
    return f'<section id="{id_}">\n<h2>{escape(title)}</h2>\n{inside}\n</section>' if inside else ""


def table(
    columns: Sequence[Column], rows: Iterable[Sequence[Cell]], caption: str = "", css: str = ""
) -> str:
    """A table; a `share` column is a percent with its bar. Empty without rows."""
    body = "".join(
        f"<tr>{''.join(_cell(v, c) for v, c in zip(row, columns, strict=True))}</tr>\n"
        for row in rows
    )
    if not body:
        return ""
    head = "".join(
        f'<th scope="col"{_class(_css(column.style))}>{escape(column.title)}</th>'
        for column in columns
    )
    about = element("caption", caption) if caption else ""
    return (
        f"<table{_class(css)}>{about}<thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table>"
    )


def bar(share: float) -> str:
    """A bar as long as the share of 1; the number stands beside it, so it is hidden from speech."""
    return (
        f'<i class="bar" aria-hidden="true"><b style="width:{min(1, max(0, share)):.2%}"></b></i>'
    )


def shown(value: Cell, style: str) -> str:
    """A cell as text, as the workbook shows it."""
    if value is None:
        return ""
    if isinstance(value, str):
        return text_of(value)
    if isinstance(value, date):
        return value.isoformat()[:10] if style == "date" else str(value)[:16]
    if isinstance(value, timedelta):
        return clock(value)
    if style in ("percent", "share"):
        return f"{value:.1%}"
    return f"{value:,.2f}" if style == "decimal" else f"{value:,}"


def _cell(value: Cell, column: Column) -> str:
    text = escape(shown(value, column.style))
    if column.style == "share" and isinstance(value, int | float):
        text = bar(value) + f"<span>{text}</span>"
    return f"<td{_class(_css(column.style))}>{text}</td>"


def _css(style: str) -> str:
    return {"share": "share", "wrap": "wrap"}.get(style, "n" if style in _NUMERIC else "")


def _class(css: str) -> str:
    return f' class="{css}"' if css else ""
