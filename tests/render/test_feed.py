"""The Atom feed of changes, read by an XML parser."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

from coursemark.model import Change, Page, Site, SiteConfig
from coursemark.render.feed import changes_feed

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(*pages: Page) -> str:
    config = SiteConfig("https://id.example/", "消防学堂", organisation="某某医院")
    site = Site(config, pages={page.path: page for page in pages})
    return changes_feed(site, "https://fire.example/school", lambda p: p.removesuffix(".md") + "/")


def change(path: str, day: date, **fields: object) -> Page:
    return Page(path, f"变动 <{path}> & \x0b", kind="change", change=Change(day), **fields)  # type: ignore[arg-type]


def test_the_latest_first_with_absolute_addresses() -> None:
    old = change("changes/旧.md", date(2025, 1, 1))
    new = change(
        "changes/new.md",
        date(2026, 9, 1),
        description="改了三处。",
        roles=("护士", "药师"),
        effective=date(2026, 10, 1),
    )
    root = ElementTree.fromstring(feed(old, new).encode())

    def texts(tag: str) -> list[str | None]:
        return [element.text for element in root.iter(ATOM + tag)]

    assert texts("id") == [
        "https://id.example/changes",
        "https://id.example/page/changes/new",
        "https://id.example/page/changes/%E6%97%A7",
    ]
    assert texts("title") == [
        "消防学堂：政策变动",
        "变动 <changes/new.md> & ",
        "变动 <changes/旧.md> & ",
    ]
    assert texts("updated") == [
        "2026-09-01T00:00:00+08:00",
        "2026-09-01T00:00:00+08:00",
        "2025-01-01T00:00:00+08:00",
    ]
    assert texts("summary") == ["改了三处。\n涉及：护士、药师\n执行：2026-10-01 起", "涉及：全员"]
    assert texts("name") == ["某某医院"]
    assert [link.get("href") for link in root.iter(ATOM + "link")] == [
        "https://fire.example/school/changes.xml",
        "https://fire.example/school/",
        "https://fire.example/school/changes/new/",
        "https://fire.example/school/changes/旧/",
    ]


def test_no_feed_of_nothing() -> None:
    assert feed(Page("index.md", "首页")) == ""
