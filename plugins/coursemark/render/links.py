"""Links from HTML of ours to pages of the site.

Whoever makes HTML does not know from which page it will be seen: it writes `page:` and the path
from the content root, and the engine's edge puts the address in when the page is finished.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

from coursemark.model import Site

_LINK = re.compile(r'href="page:([^"#?]*)((?:\?[^"#]*)?(?:#[^"]*)?)"')


def page_link(target: str, html: str) -> str:
    """A link to a page, perhaps with an anchor; `html` is what stands in it."""
    return f'<a href="page:{escape(target)}">{html}</a>'


def title_link(site: Site, target: str) -> str:
    """A link under the title of the page."""
    page = site.page_at(target)
    return page_link(target, escape(page.title if page else target))


def file_link(path: str, name: str, html: str) -> str:
    """A link to a file of the built site, which is saved under `name`."""
    return f'<a href="page:{escape(path)}" download="{escape(name)}">{html}</a>'


def resolve_links(html: str, address_of: Callable[[str], str]) -> str:
    """With addresses in place; `address_of` takes a path and knows from where it is seen."""
    if 'href="page:' not in html:
        return html

    def resolved(found: re.Match[str]) -> str:
        return f'href="{escape(address_of(unescape(found[1])))}{found[2]}"'

    return _LINK.sub(resolved, html)
