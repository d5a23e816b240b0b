"""The changes of the rules as an Atom feed (RFC 4287), for readers and other channels."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html import escape
from urllib.parse import quote

from coursemark.model import Page, Site
from coursemark.render.page_tools import repost_text

FEED = "changes.xml"
"""Where a built site has it."""

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def changes_feed(site: Site, base: str, url_of: Callable[[str], str]) -> str:
    """The feed of a site at the address `base`; empty without changes.

    `url_of` gives the address of a page from the root of the site. Entries are named by the
    site's id, so that a move to another address does not make them new.
    """
    if not site.changes:
        return ""
    root = base.rstrip("/") + "/"
    title = f"{site.config.title}：政策变动"
    author = site.config.organisation or site.config.title
    latest = max(_announced(page) for page in site.changes)
    entries = "".join(_entry(page, site, root + url_of(page.path)) for page in site.changes)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">\n'
        f"<id>{_text(site.config.id)}changes</id>\n"
        f"<title>{_text(title)}</title>\n"
        f"<updated>{_moment(latest)}</updated>\n"
        f"<author><name>{_text(author)}</name></author>\n"
        f'<link rel="self" href="{_text(root + FEED)}"/>\n'
        f'<link rel="alternate" href="{_text(root)}"/>\n'
        f"{entries}</feed>\n"
    )


def _entry(page: Page, site: Site, address: str) -> str:
    _, _, rest = repost_text(page).partition("\n")
    return (
        "<entry>\n"
        f"<id>{_text(site.config.id)}page/{_text(quote(page.path.removesuffix('.md')))}</id>\n"
        f"<title>{_text(page.title)}</title>\n"
        f"<updated>{_moment(_announced(page))}</updated>\n"
        f'<link rel="alternate" href="{_text(address)}"/>\n'
        f"<summary>{_text(rest)}</summary>\n"
        "</entry>\n"
    )


def _announced(page: Page) -> date:
    return page.change.announced if page.change else date.min


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00+08:00"


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("", text))
