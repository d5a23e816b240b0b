"""Python-Markdown extension: the quiz fence, the page banner and the mark at the page's end.

Works under any engine that speaks Python-Markdown. The path of the page comes from the engine:
MkDocs and ProperDocs leave it on the `relpath` tree processor; without one, give `page_path`.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from html import escape
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from coursemark import days
from coursemark.model import DESK_PAGE, PRACTICE_PAGE, Page, Site
from coursemark.render.alert import render_alerts
from coursemark.render.banner import render_banner
from coursemark.render.glossary import Glossary, add_search_words
from coursemark.render.page_tools import page_tools
from coursemark.render.quiz import render_fence
from coursemark.render.views import render_view


def quiz_fence(site: Site) -> dict[str, Any]:
    """The entry for `custom_fences` of pymdownx.superfences."""

    def render(source: str, *_args: object, **_kwargs: object) -> str:
        return render_fence(source, site)

    return {"name": "quiz", "class": "quiz", "format": render}


def view_fence(site: Site, today: date) -> dict[str, Any]:
    """The entry for `custom_fences` that shows the site's data."""

    def render(source: str, *args: Any, **_kwargs: object) -> str:
        md = next((arg for arg in args if isinstance(arg, Markdown)), None)
        return render_view(source, site, today, _page_path(md) if md else "")

    return {"name": "view", "class": "view", "format": render}


def _page_path(md: Markdown) -> str:
    try:
        return str(md.treeprocessors["relpath"].file.src_uri)  # type: ignore[attr-defined]
    except (KeyError, AttributeError):
        return ""


def page_end(page: Page) -> str:
    """Where the browser puts what is done at the end of a page, such as marking it read."""
    name = escape(page.path)
    return (
        f'<div class="cm-page-end" data-page="{name}" data-revision="{page.revision}" '
        f'data-title="{escape(page.title)}" data-search-exclude></div>'
    )


def course_outline(page: Page) -> str:
    """Where the browser shows the steps of the course that the page defines."""
    # A month of the plan shows its steps in a view of its own.
    if page.course is None or page.kind == "plan":
        return ""
    course = escape(page.course.id)
    return f'<section class="cm-outline" data-course="{course}" data-search-exclude></section>'


class _PageFrame(Treeprocessor):
    """Puts the banner below the first heading and the mark after the last line."""

    def __init__(
        self, md: Markdown, site: Site, glossary: Glossary, page_path: str, today: date
    ) -> None:
        super().__init__(md)
        self.site = site
        self.today = today
        self.glossary = glossary
        self.page_path = page_path

    def run(self, root: Element) -> None:
        path = self.page_path or _page_path(self.md)
        page = self.site.pages.get(path)
        if page is None:
            # Pages that the engine makes have nothing of an author's but what is on every page.
            if path in (DESK_PAGE, PRACTICE_PAGE):
                self._put_alerts(root)
            return
        self.glossary.annotate(root, page.path)
        self.glossary.add_synonyms(root)
        add_search_words(root, page)
        tools = page_tools(page, self.site)
        head = render_banner(page, self.site, self.today) + course_outline(page)
        if page.kind == "case":
            # A lecture begins with it; elsewhere the text comes first.
            head, tools = head + tools, ""
        if head:
            heading = next((n for n, child in enumerate(root) if child.tag == "h1"), -1)
            root.insert(heading + 1, self._raw(head))
        self._put_alerts(root, page)
        root.append(self._raw(tools + page_end(page)))

    def _put_alerts(self, root: Element, page: Page | None = None) -> None:
        alerts = render_alerts(self.site, self.today, page)
        if alerts:
            root.insert(0, self._raw(alerts))

    def _raw(self, html: str) -> Element:
        element = Element("p")
        element.text = self.md.htmlStash.store(html)
        return element


class CoursemarkExtension(Extension):
    """Give it a loaded site: `CoursemarkExtension(site=site)`."""

    def __init__(self, **kwargs: Any) -> None:
        self.config = {
            "site": [Site, "the loaded site"],
            "page_path": ["", "path of the page from the content root"],
            "today": [date.min, "day of the build; the present day when it is not given"],
        }
        super().__init__(**kwargs)

    @cached_property
    def glossary(self) -> Glossary:
        """For all pages: an engine makes a converter a page."""
        return Glossary.of(self.getConfig("site"))

    def extendMarkdown(self, md: Markdown) -> None:
        site = self.getConfig("site")
        if isinstance(site, Site):
            # Last, when the table of contents has been taken and links are resolved.
            today = self.getConfig("today")
            day = days.today() if today == date.min else today
            frame = _PageFrame(md, site, self.glossary, self.getConfig("page_path"), day)
            md.treeprocessors.register(frame, "coursemark-page", -10)


def makeExtension(**kwargs: Any) -> CoursemarkExtension:
    """Entry point by which Python-Markdown finds the extension by name."""
    return CoursemarkExtension(**kwargs)
