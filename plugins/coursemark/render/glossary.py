"""The words of the glossary in a page: a note at the first use, and synonyms for the search.

The note is a link to the term's entry, so that it works by touch, by key and without script; its
definition shows beside it. The synonyms stand at the end of each section while an engine makes
its search index, and are taken out of the finished page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from xml.etree.ElementTree import Element

from coursemark.model import Page, Site, Term
from coursemark.model.registers import is_word

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NO_NOTES = _HEADINGS | {"a", "abbr", "code", "pre", "summary", "th", "button", "script", "style"}
_SYNONYMS = re.compile(r'<p class="cm-synonyms">[^<]*</p>\n?')


@dataclass(frozen=True)
class Found:
    """A name of a term in a text."""

    start: int
    end: int
    term: Term


@dataclass(frozen=True)
class Glossary:
    """Finds the terms of a site in texts."""

    terms: tuple[Term, ...]
    page: str = ""
    """Path of the page that shows the glossary; empty: none."""

    @classmethod
    def of(cls, site: Site) -> Glossary:
        shows = (p.path for p in site.pages.values() if any(v.name == "glossary" for v in p.views))
        return cls(site.registers.glossary, next(shows, ""))

    @cached_property
    def _names(self) -> dict[str, list[tuple[str, Term]]]:
        """By first letter the names that begin with it, longest first."""
        found: dict[str, list[tuple[str, Term]]] = {}
        named = [(term.term, term) for term in self.terms]
        # What is a term of its own is that, though another calls itself so too.
        named += [(name, term) for term in self.terms for name in term.synonyms]
        for name, term in named:
            found.setdefault(name[0], []).append((name, term))
        for names in found.values():
            names.sort(key=lambda pair: -len(pair[0]))
        return found

    def find(self, text: str) -> Iterator[Found]:
        """Every name in a text, the longest where several begin; none overlap."""
        at = 0
        while at < len(text):
            for name, term in self._names.get(text[at], ()):
                if text.startswith(name, at) and is_word(text, at, at + len(name)):
                    yield Found(at, at + len(name), term)
                    at += len(name)
                    break
            else:
                at += 1

    def annotate(self, root: Element, page: str) -> None:
        """Notes at the first use of each term in a page's body."""
        if self.page and page != self.page:
            self._note(root, set())

    def _note(self, element: Element, seen: set[str]) -> None:
        if element.tag in _NO_NOTES:
            return
        children = list(element)
        notes = self._parts(element.text, seen)
        if notes:
            element.text, element[:0] = notes
        for child in children:
            self._note(child, seen)
            notes = self._parts(child.tail, seen)
            if notes:
                at = list(element).index(child) + 1
                child.tail, element[at:at] = notes
        if any(child.get("class") == "cm-term" for child in element):
            # What the note is placed against.
            element.set("class", f"{element.get('class', '')} cm-has-term".strip())

    def _parts(self, text: str | None, seen: set[str]) -> tuple[str, list[Element]] | None:
        """What stands before the first note, and the notes with what follows each."""
        if not text:
            return None
        before, links, at = "", list[Element](), 0
        for found in self.find(text):
            term = found.term
            written = text[found.start : found.end]
            if term.plain or term.id in seen or written != term.term:
                continue
            seen.add(term.id)
            if links:
                links[-1].tail = text[at : found.start]
            else:
                before = text[: found.start]
            href = f"page:{self.page}#{term.id}"
            # In an attribute, so that no search index takes it for the page's own words.
            note = {"class": "cm-term", "href": href, "data-note": term.definition}
            link = Element("a", note)
            link.text = written
            links.append(link)
            at = found.end
        if not links:
            return None
        links[-1].tail = text[at:]
        return before, links

    def add_synonyms(self, root: Element) -> None:
        """At the end of each section the other names of the terms in it."""
        sections: list[list[Element]] = [[]]
        for child in root:
            if child.tag in _HEADINGS:
                sections.append([])
            sections[-1].append(child)
        for section in sections:
            others = self._others("".join("".join(child.itertext()) for child in section))
            if others:
                line = Element("p", {"class": "cm-synonyms"})
                line.text = "、".join(others)
                root.insert(list(root).index(section[-1]) + 1, line)

    def _others(self, text: str) -> Iterable[str]:
        terms = {found.term.id: found.term for found in self.find(text)}
        names = (name for term in terms.values() for name in (term.term, *term.synonyms))
        return list(dict.fromkeys(name for name in names if name not in text))


def add_search_words(root: Element, page: Page) -> None:
    """Below the first heading what the page is about in words that its text may not have."""
    words = [page.description, *page.aliases, *page.symptoms]
    at = next((n for n, child in enumerate(root) if child.tag == "h1"), -1)
    if any(words):
        line = Element("p", {"class": "cm-synonyms"})
        line.text = "。".join(word for word in words if word)
        root.insert(at + 1, line)


def without_synonyms(html: str) -> str:
    """The page as readers see it."""
    return _SYNONYMS.sub("", html) if "cm-synonyms" in html else html
