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
) -> list[list[str]]:
    """Paths of the pages that fit each pattern and one of the kinds; none means any.

    A page stands with the first pattern it fits. Pages that print others are never among them.
    """
    of = frozenset(kinds)
    left = [
        page.path
        for page in pages.values()
        if (not of or page.kind in of) and not any(view.name == "print" for view in page.views)
    ]
    groups = []
    for pattern in tuple(patterns) or ("*",):
        groups.append([path for path in left if matches(path, pattern)])
        left = [path for path in left if not matches(path, pattern)]
    return groups
