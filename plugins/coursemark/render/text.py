"""Item texts: a safe subset of Markdown to HTML.

Banks arrive from spreadsheets and other people's files, so raw HTML is shown as text, and a link
or picture that would run a script or leave the site on its own loses its address.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from xml.etree.ElementTree import Element

import markdown
from markdown.treeprocessors import Treeprocessor

# A text without any of these is the same in Markdown and in HTML; most options are such texts,
# and a large site has tens of thousands of them.
_MARKUP = re.compile(r"[*_`\[\]<>&\\!#|~^=+{}\n\"']|^\s|\s$|^\d+[.)]|^[-:]|://|--|\.\.\.")
_PARAGRAPH = re.compile(r"^<p>((?:(?!</?p>).)*)</p>$", re.DOTALL)
_SAFE_LINK = re.compile(r"^(?:https?:|mailto:|#)", re.IGNORECASE)


class _SafeAddresses(Treeprocessor):
    """Drops addresses that could run a script, and every picture; code can be scrolled by key."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag == "pre":
                for code in element:
                    code.set("tabindex", "0")
            href = element.get("href")
            if href is not None and not _SAFE_LINK.match(href):
                element.tag = "span"  # an anchor without address would look like a link
                element.attrib.clear()
            if element.tag == "img":
                element.tag, text = "span", element.get("alt", "")
                element.attrib.clear()
                element.text = text


@lru_cache(maxsize=1)
def _converter() -> markdown.Markdown:
    md = markdown.Markdown(extensions=["tables", "sane_lists"], output_format="html")
    md.preprocessors.deregister("html_block")
    md.inlinePatterns.deregister("html")
    md.treeprocessors.register(_SafeAddresses(md), "coursemark-addresses", 0)
    return md


def to_html(text: str) -> str:
    """Markdown blocks as HTML; a single paragraph comes without its `<p>`."""
    if not _MARKUP.search(text):
        return escape(text, quote=False)
    return _converted(text)


# A stem is shown in its page, in the data of its bank and, as plain words, in records.
@lru_cache(maxsize=1 << 15)
def _converted(text: str) -> str:
    html = _converter().reset().convert(text)
    only = _PARAGRAPH.match(html)
    return only.group(1) if only else html


_TAG = re.compile(r"<[^>]*>")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&"))


def to_plain(text: str) -> str:
    """The words of a Markdown text, without markup, on one line."""
    words = _TAG.sub("", to_html(text))
    for entity, char in _ENTITIES:
        words = words.replace(entity, char)
    return " ".join(words.split())
