"""Pages by folder, by pattern and by kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase

from coursemark.model.pages import Page


def matches(path: str, pattern: str) -> bool:
    """Whether a page is meant: `faq/identity.md`, all of a folder `faq`, or `faq/i*.md`."""
    folder = pattern.rstrip("/")
    return path == pattern or path.startswith(f"{folder}/") or fnmatchcase(path, pattern)


def selected(
    pages: Mapping[str, Page], patterns: Iterable[str] = (), kinds: Iterable[str] = ()
) -> list[str]:
    """Paths of the pages that fit one of the patterns and one of the kinds; none means any.

    Pages that print others are never among them.
    """
    wanted, of = tuple(patterns), frozenset(kinds)
    return [
        page.path
        for page in pages.values()
        if (not wanted or any(matches(page.path, pattern) for pattern in wanted))
        and (not of or page.kind in of)
        and not any(view.name == "print" for view in page.views)
    ]
