"""From which day a page holds, until which, and what that means for courses and draws."""

from __future__ import annotations

from datetime import date

import pytest

from coursemark.model import Bank, Change, Course, Item, Page, Site, SiteConfig, Step
from coursemark.model.currency import lapsed_from, later, noticed_until, review_due


def site(*pages: Page, items: tuple[Item, ...] = ()) -> Site:
    return Site(
        SiteConfig("https://fire.example/", "消防学堂"),
        banks={"fire": Bank("fire", "消防", items)},
        pages={page.path: page for page in pages},
    )


def item(name: str, source: str) -> Item:
    return Item(id=f"fire/{name}", type="true-false", stem="？", source=source)


@pytest.mark.parametrize(
    ("start", "duration", "end"),
    [
        (date(2024, 1, 31), "1 months", date(2024, 2, 29)),
        (date(2024, 2, 29), "12 months", date(2025, 2, 28)),
        (date(2024, 12, 31), "90 days", date(2025, 3, 31)),
        (date(2024, 1, 1), "99999 months", None),
    ],
)
def test_later(start: date, duration: str, end: date | None) -> None:
    assert later(start, duration) == end


def test_a_review_is_due_only_where_there_was_one_and_there_is_a_term() -> None:
    day = date(2026, 1, 1)

    assert review_due(Page("a.md", "甲", reviewed=day, review_every="6 months")) == date(2026, 7, 1)
    assert review_due(Page("a.md", "甲", reviewed=day)) is None
    assert review_due(Page("a.md", "甲", review_every="6 months")) is None


@pytest.mark.parametrize(
    ("fields", "successor", "lapsed"),
    [
        ({}, None, None),
        ({"expires": date(2026, 6, 30)}, None, date(2026, 7, 1)),
        ({}, date(2026, 8, 1), date(2026, 8, 1)),
        ({}, "no day", date.min),
        # Its own last day is more exact than the beginning of the other.
        ({"expires": date(2026, 6, 30)}, date(2026, 8, 1), date(2026, 7, 1)),
        # 长期 is written so: it has no last day of its own.
        ({"expires": date.max}, None, None),
        ({"expires": date.max}, date(2026, 8, 1), date(2026, 8, 1)),
    ],
)
def test_a_page_lapses_after_its_last_day_or_when_another_takes_effect(
    fields: dict[str, date], successor: date | str | None, lapsed: date | None
) -> None:
    new = None
    if successor is not None:
        new = Page("new.md", "新", effective=successor if isinstance(successor, date) else None)

    assert lapsed_from(Page("old.md", "旧", **fields), new) == lapsed  # type: ignore[arg-type]


def test_either_page_may_say_which_takes_the_place_of_which() -> None:
    found = site(
        Page("a.md", "甲", superseded_by="b.md"),
        Page("b.md", "乙"),
        Page("c.md", "丙", supersedes=("d.md", "nowhere.md")),
        Page("d.md", "丁"),
        Page("e.md", "戊", superseded_by="e.md"),
    )

    assert found.successors == {"a.md": "b.md", "d.md": "c.md"}


def test_a_page_holds_through_its_last_day() -> None:
    found = site(Page("a.md", "甲", expires=date(2026, 6, 30)))

    assert found.holds("a.md#part", date(2026, 6, 30))
    assert not found.holds("a.md#part", date(2026, 7, 1))
    assert found.holds("nowhere.md", date(2026, 7, 1))


def test_courses_ask_no_more_for_what_holds_no_longer() -> None:
    steps = (Step("read", "old.md#a"), Step("accept", "new.md"), Step("practise", "old.md"))
    course = Course("c", "课", "c.md", steps)
    found = site(
        Page("c.md", "课", course=course),
        Page("old.md", "旧", expires=date(2026, 6, 30)),
        Page("new.md", "新"),
    )

    assert found.as_of(date(2026, 6, 30)).courses["c"].steps == steps
    assert found.as_of(date(2026, 7, 1)).courses["c"].steps == steps[1:]


def test_items_taught_by_what_holds_no_longer_are_not_drawn() -> None:
    old, new = item("old", "old.md#a"), item("new", "")
    found = site(Page("old.md", "旧", expires=date(2026, 6, 30)), items=(old, new))

    assert [i.id for i in (old, new) if found.usable(i, date(2026, 6, 30))] == [old.id, new.id]
    assert [i.id for i in (old, new) if found.usable(i, date(2026, 7, 1))] == [new.id]


def test_changes_stand_by_the_day_of_announcement_and_by_page() -> None:
    early = Page("x.md", "早", change=Change(date(2025, 1, 1), pages=("a.md#one", "a.md#two")))
    late = Page(
        "y.md", "晚", effective=date(2025, 9, 1), change=Change(date(2025, 3, 1), pages=("a.md",))
    )
    found = site(Page("a.md", "甲"), early, late)

    assert [page.path for page in found.changes] == ["y.md", "x.md"]
    assert [page.path for page in found.changes_of["a.md"]] == ["y.md", "x.md"]
    assert noticed_until(early) == date(2025, 4, 1)
    assert noticed_until(late) == date(2025, 11, 30)
