"""A finished page as a chapter of a book: what belongs to the page alone goes, the rest fits in.

Ids and the links to them get the page's path before them, so that chapters do not clash; other
links lead to the chapter of their page, or to the page as seen from the book. What only a script
can use is dropped, and what is folded is open: paper has no buttons.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urljoin

SITE = "http://site.invalid/"
"""Stands for wherever the site will be, while addresses in it are joined."""


@dataclass(frozen=True)
class Finished:
    """A page when all pages are rendered."""

    path: str
    """From the content root."""
    url: str
    """From the root of the built site."""
    html: str


_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source"}
    | {"track", "wbr"}
)
_DROPPED_TAGS = frozenset(
    {"button", "iframe", "input", "link", "meta", "noscript", "script", "style", "template"}
)
_DROPPED = frozenset(
    {"cm-actions", "cm-alert", "cm-assessment", "cm-book", "cm-finder__field", "cm-outline"}
    | {"cm-page-end", "cm-page-tools", "cm-quiz", "cm-sheet__more", "cm-sheet-print"}
    | {"cm-synonyms", "headerlink"}
)
"""Classes of what asks to be clicked, filled in or searched."""

_KEPT_DATA = frozenset(
    {"data-label", "data-level", "data-shown-from", "data-shown-until", "data-state"}
    | {"data-status", "data-urgency"}
)
"""What styles and days read; by any other `data-…` a script would take the chapter for the page."""

_REFERENCES = frozenset({"for", "headers", "list"})
_ADDRESSES = frozenset({"href", "src", "xlink:href"})
_EMPTY = re.compile(r"<h([3-6])( [^>]*)?>(?:(?!</?h\d).)*</h\1>\s*(?=<h([2-6])[ >]|$)", re.DOTALL)
"""A heading that another one follows, or nothing."""
_URL = re.compile(r"url\(\s*['\"]?#([^)'\"]+)['\"]?\s*\)")


def anchor(path: str, fragment: str = "") -> str:
    """The id that a page, or a passage of it, has in a book."""
    name = path.removesuffix(".md")
    return f"{name}:{fragment}" if fragment else name


def root_of(url: str) -> str:
    """The way from a page to the root of the site."""
    return "../" * url.count("/")


def chapter_html(page: Finished, chapters: Mapping[str, str], book_url: str) -> str:
    """The page's content for a book at an address; `chapters` has the path of each address."""
    writer = _Chapter(page, chapters, book_url)
    writer.feed(page.html)
    writer.close()
    return _without_empty("".join(writer.out))


def _without_empty(html: str) -> str:
    """Without headings of what was left out: exercises, forms."""
    while True:
        shorter = _EMPTY.sub(lambda h: h[0] if h[3] and h[3] > h[1] else "", html)
        if shorter == html:
            return html
        html = shorter


class _Chapter(HTMLParser):
    """Writes what it reads, tag by tag."""

    def __init__(self, page: Finished, chapters: Mapping[str, str], book_url: str) -> None:
        super().__init__(convert_charrefs=False)
        self.page = page
        self.chapters = chapters
        self.book_url = book_url
        self.out: list[str] = []
        self.dropping = ""
        """Name of the element that is being left out."""
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.dropping:
            self.depth += tag == self.dropping and tag not in _VOID
            return
        given = dict(attrs)
        if tag in _DROPPED_TAGS or _DROPPED & set((given.get("class") or "").split()):
            if tag not in _VOID:
                self.dropping, self.depth = tag, 1
            return
        written = "".join(
            f" {name}" if value is None else f' {name}="{escape(value)}"'
            for name, value in self._attributes(tag, attrs)
        )
        self.out.append(f"<{_lower(tag)}{written}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        before = len(self.out)
        self.handle_starttag(tag, attrs)
        if tag in _VOID:
            return
        if self.dropping:
            self.handle_endtag(tag)
        elif len(self.out) > before:
            # Of SVG; in HTML the slash means nothing, as in the page itself.
            self.out[-1] = self.out[-1][:-1] + "/>"

    def handle_endtag(self, tag: str) -> None:
        if self.dropping:
            self.depth -= tag == self.dropping
            if self.depth == 0:
                self.dropping = ""
        elif tag not in _VOID:
            self.out.append(f"</{_lower(tag)}>")

    def handle_data(self, data: str) -> None:
        self._text(data)

    def handle_entityref(self, name: str) -> None:
        self._text(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._text(f"&#{name};")

    def _text(self, text: str) -> None:
        if not self.dropping:
            self.out.append(text)

    def _attributes(
        self, tag: str, attrs: list[tuple[str, str | None]]
    ) -> list[tuple[str, str | None]]:
        kept: list[tuple[str, str | None]] = []
        for name, value in attrs:
            if name.startswith("data-") and name not in _KEPT_DATA:
                continue
            if tag == "details" and name in ("name", "open"):
                continue
            kept.append((name, value if value is None else self._value(name, value)))
        if tag == "details":
            kept.append(("open", None))
        return kept

    def _value(self, name: str, value: str) -> str:
        path = self.page.path
        if name == "id":
            return anchor(path, value)
        if name in _REFERENCES or (name.startswith("aria-") and name.endswith(_IDREFS)):
            return " ".join(anchor(path, each) for each in value.split())
        if name in _ADDRESSES:
            return self._address(value)
        return _URL.sub(lambda found: f"url(#{anchor(path, found[1])})", value)

    def _address(self, address: str) -> str:
        if address.startswith("#"):
            return f"#{anchor(self.page.path, unquote(address[1:]))}"
        target, fragment = urldefrag(urljoin(SITE + self.page.url, address))
        if not target.startswith(SITE):
            return address
        place = target.removeprefix(SITE)
        path = self.chapters.get(unquote(place))
        if path is not None:
            return f"#{anchor(path, unquote(fragment))}"
        return (root_of(self.book_url) + place or "./") + (f"#{fragment}" if fragment else "")


_IDREFS = ("labelledby", "describedby", "controls", "owns", "details", "flowto", "activedescendant")


def _lower(tag: str) -> str:
    """A heading one level down: the book has a title of its own."""
    return f"h{min(6, int(tag[1]) + 1)}" if re.fullmatch("h[1-6]", tag) else tag


def addresses(pages: Collection[Finished]) -> dict[str, str]:
    """By address the path of each page."""
    return {unquote(urljoin(SITE, page.url).removeprefix(SITE)): page.path for page in pages}
