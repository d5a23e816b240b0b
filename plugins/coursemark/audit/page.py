"""A page of the bundle: HTML that needs nothing else and prints on A4.

Text from records and banks goes through `escape`, Markdown of banks through the engine's own
renderer, which shows raw HTML as text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import quote

_STYLE = """
:root { color-scheme: light; --ink: #1d2a2f; --quiet: #4f5d62; --line: #b9b2a2;
  --soft: #f4f1e9; --accent: #0a4244; --right: #2a6540; --caution: #84520c; }
* { box-sizing: border-box; }
body { max-width: 186mm; margin: 8mm auto; padding: 0 4mm; background: #fff; color: var(--ink);
  font: 10pt/1.55 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC",
  sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0 0 2mm; color: var(--accent); font-size: 18pt; line-height: 1.3; }
h2 { margin: 5mm 0 1.5mm; padding-bottom: 0.8mm; border-bottom: 0.3mm solid var(--accent);
  color: var(--accent); font-size: 12pt; break-after: avoid; }
h3 { margin: 4mm 0 1mm; font-size: 10.5pt; break-after: avoid; }
p { margin: 1mm 0; }
a { color: var(--accent); }
.quiet { color: var(--quiet); font-size: 9pt; }
.caution { color: var(--caution); }
table { width: 100%; margin: 1.5mm 0; border-collapse: collapse; font-size: 9pt; }
th, td { padding: 0.8mm 2mm; border: 0.2mm solid var(--line); text-align: left;
  vertical-align: top; }
td { white-space: pre-line; }
td:first-child, th:first-child { white-space: nowrap; }
.item td { white-space: normal; }
th { background: var(--soft); font-weight: 600; }
ul, ol { margin: 1mm 0; padding-left: 5mm; }
.item { margin: 3mm 0; padding: 2mm 3mm; border: 0.2mm solid var(--line); break-inside: avoid; }
.item h3 { margin-top: 0; }
.item ul { padding-left: 0; list-style: none; }
.item li.key { color: var(--right); font-weight: 600; }
.item table { margin: 1mm 0; }
.key-line { color: var(--right); font-weight: 600; }
.figures { display: grid; grid-template-columns: repeat(4, 1fr); gap: 2mm; margin: 2mm 0; }
.figures div { padding: 1.5mm 2.5mm; background: var(--soft); }
.figures b { display: block; color: var(--accent); font-size: 14pt; line-height: 1.3; }
.two { display: grid; grid-template-columns: 1fr 1fr; gap: 0 7mm; }
.sign { display: grid; grid-template-columns: repeat(4, 1fr); gap: 6mm; margin-top: 9mm; }
.sign span { padding-bottom: 0.5mm; border-bottom: 0.3mm solid var(--ink); color: var(--quiet); }
@page { size: A4; margin: 13mm 14mm; }
@media print {
  body { max-width: none; margin: 0; padding: 0; print-color-adjust: exact;
    -webkit-print-color-adjust: exact; }
  a { color: inherit; text-decoration: none; }
}
"""


def page(title: str, *body: str, compact: bool = False) -> bytes:
    """A whole page; `compact` sets it smaller, so that it fits one sheet."""
    small = "body { font-size: 9.5pt; line-height: 1.5; }" if compact else ""
    html = (
        '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}{small}</style>\n</head>\n<body>\n"
        + "\n".join(part for part in body if part)
        + "\n</body>\n</html>\n"
    )
    return html.encode()


def element(tag: str, text: str, css: str = "") -> str:
    """An element of plain text."""
    return f"<{tag}{f' class={css!r}' if css else ''}>{escape(text)}</{tag}>"


def link(path: str, text: str) -> str:
    """A link to a file of the bundle."""
    return f'<a href="{escape(quote(path))}">{escape(text)}</a>'


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of plain texts; empty without rows."""
    body = "".join(
        "<tr>" + "".join(element("td", cell) for cell in row) + "</tr>\n" for row in rows
    )
    if not body:
        return ""
    titles = "".join(f'<th scope="col">{escape(each)}</th>' for each in head)
    return f"<table><thead><tr>{titles}</tr></thead>\n<tbody>{body}</tbody></table>"


def listing(items: Iterable[str]) -> str:
    """A list of HTML."""
    return "<ul>" + "".join(f"<li>{each}</li>" for each in items) + "</ul>"
