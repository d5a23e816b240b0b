"""Reading counts by the time the page could be seen and by its end; the learner is told so."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from browser.conftest import NewContext
from browser.course_site import course, files
from browser.learner import LI, ZHANG, fill_profile, register, stored, visit
from browser.places import Place, Workshop
from playwright.sync_api import BrowserContext, Locator, Page, expect

pytestmark = pytest.mark.browser
ONLY_SEEN = "只算本页看得见的时间，分几次读会累计。"
NINE = datetime(2026, 11, 23, 9, tzinfo=timezone(timedelta(hours=8)))
HIDE = """(hidden) => {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


@pytest.fixture
def fire(workshop: Workshop) -> Place:
    return workshop.write(files(first=course("first", "消防入门")))


@pytest.fixture
def context(fire: Place, new_context: NewContext) -> BrowserContext:
    """A person who is registered; time passes when the test lets it."""
    made = new_context(fire, viewport={"width": 900, "height": 400})
    made.clock.install(time=NINE)
    page = made.new_page()
    register(page, fire.url("my-learning.md"))
    page.close()
    made.clock.pause_at(NINE + timedelta(minutes=1))
    return made


def lesson(context: BrowserContext, place: Place, path: str = "fire.md") -> Page:
    """A page of the course in a window of its own."""
    return visit(context.new_page(), place.url(path))


def to_end(page: Page) -> None:
    """Scrolls there; what is in view the browser tells with a frame."""
    page.locator(".cm-page-end").evaluate(
        """end => new Promise((done) => {
          new IntersectionObserver(([{ isIntersecting }]) => isIntersecting && done()).observe(end);
          end.scrollIntoView();
        })"""
    )


def read_for(page: Page, seconds: int) -> None:
    page.clock.run_for(seconds * 1000)


def spent(page: Page) -> Locator:
    return page.locator("[data-reading]")


def waiting(page: Page) -> Locator:
    return page.locator(".cm-reading__wait:visible")


def note(page: Page) -> Locator:
    return page.locator(".cm-page-end .cm-note")


def kept(page: Page, learner: str = ZHANG.id) -> dict[str, Any]:
    """What the store knows of the reading of a learner, by page."""
    rows = {row["name"]: row["value"] for row in stored(page)["settings"]}
    pages: dict[str, Any] = rows.get(f"reading {learner}", {"pages": {}})["pages"]
    return pages


def comes_to(wanted: object, look: Callable[[], object]) -> bool:
    """Whether it is what is wanted within some seconds: the store writes when it gets to it."""
    for _ in range(50):
        if look() == wanted:
            return True
        time.sleep(0.1)
    return False


def statements(page: Page) -> list[tuple[str, str, float | None, str | None]]:
    """Verb, time, minimum and version of each reading and acceptance."""
    found = []
    for row in stored(page)["statements"]:
        statement = row["statement"]
        verb = statement["verb"]["id"].rsplit("/", 1)[1]
        if verb in ("experienced", "accept"):
            extensions = statement["context"]["extensions"]
            more = {key.rsplit("/", 1)[1]: value for key, value in extensions.items()}
            duration = statement["result"]["duration"]
            found.append((verb, duration, more.get("minimum"), more.get("version")))
    return found


def test_the_rule_is_told_with_the_time_so_far(context: BrowserContext, fire: Place) -> None:
    page = lesson(context, fire)
    rule = page.locator(".cm-reading__rule")
    told = "本页约 200 字，读满 15 秒并读到页尾才计入课程；已读 {}。" + ONLY_SEEN

    expect(rule).to_have_text(told.format("0 秒"))
    read_for(page, 70)

    expect(rule).to_have_text(told.format("1 分 10 秒"))
    assert statements(page) == []


def test_said_too_early_it_is_recorded_by_itself(context: BrowserContext, fire: Place) -> None:
    page = lesson(context, fire)
    read_for(page, 5)
    page.locator("[data-read]").click()
    expect(waiting(page)).to_have_text("已记下，再读 10 秒自动计入。")
    page.clock.run_for(50)
    expect(page.locator("[role=status]").last).to_have_text("已记下，再读 10 秒自动计入。")

    read_for(page, 9)
    expect(waiting(page)).to_have_text("已记下，再读 1 秒自动计入。")
    assert statements(page) == []
    read_for(page, 2)

    expect(note(page)).to_have_text("你在 2026-11-23 09:01 标记为已读。")
    expect(note(page)).to_be_focused()
    expect(page.locator("[data-read]")).to_have_count(0)
    assert statements(page) == [("experienced", "PT15S", 15, None)]
    assert kept(page) == {}


def test_the_time_and_the_word_outlive_the_window(context: BrowserContext, fire: Place) -> None:
    page = lesson(context, fire)
    read_for(page, 6)
    page.locator("[data-read]").click()
    expect(waiting(page)).to_be_visible()
    to_end(page)
    assert comes_to(True, lambda: kept(page).get("fire.md", {}).get("end"))
    page.close()
    other = lesson(context, fire)

    expect(spent(other)).to_have_text("6 秒")
    read_for(other, 4)
    assert comes_to(10, lambda: kept(other).get("fire.md", {}).get("seconds"))
    other.reload()
    expect(waiting(other)).to_have_text("已记下，再读 5 秒自动计入。")
    read_for(other, 6)

    expect(note(other)).to_be_visible()
    assert statements(other) == [("experienced", "PT15S", 15, None)]


def test_long_enough_but_not_to_the_end_does_not_count(
    context: BrowserContext, fire: Place
) -> None:
    page = lesson(context, fire)
    read_for(page, 20)
    # A press that does not bring the end into view, as assistive software may send it.
    page.locator("[data-read]").evaluate("button => button.click()")
    expect(page.locator(".cm-reading__wait")).to_have_text("已记下，读到页尾自动计入。")
    assert statements(page) == []

    to_end(page)
    read_for(page, 1)

    expect(note(page)).to_be_visible()
    assert [verb for verb, *_ in statements(page)] == ["experienced"]


def test_a_page_that_nobody_can_see_is_not_read(context: BrowserContext, fire: Place) -> None:
    page = lesson(context, fire)
    read_for(page, 4)
    page.evaluate(HIDE, True)
    assert comes_to(4, lambda: kept(page).get("fire.md", {}).get("seconds"))
    read_for(page, 600)
    page.evaluate(HIDE, False)
    read_for(page, 3)

    expect(spent(page)).to_have_text("7 秒")


def test_two_windows_side_by_side_read_no_faster(context: BrowserContext, fire: Place) -> None:
    one, other = lesson(context, fire), lesson(context, fire)
    elsewhere = lesson(context, fire, "pledge.md")
    for _ in range(6):
        # The clocks of the windows are moved in turn; so far apart they are on no PC.
        read_for(one, 2)
        kept(one)
    for page in (one, other, elsewhere):
        page.evaluate(HIDE, True)

    pages = kept(one)

    total = pages["fire.md"]["seconds"] + pages["pledge.md"]["seconds"]
    assert 11.5 <= total <= 12.5, pages


def test_a_pc_that_slept_read_nothing(context: BrowserContext, fire: Place) -> None:
    page = lesson(context, fire)

    page.clock.fast_forward("05:00")
    read_for(page, 1)

    expect(spent(page)).to_have_text("11 秒")


def test_the_next_person_starts_at_nothing(context: BrowserContext, fire: Place) -> None:
    page = lesson(context, fire)
    read_for(page, 8)
    page.locator("[data-read]").click()
    expect(waiting(page)).to_be_visible()

    register(page, fire.url("my-learning.md"), LI)
    visit(page, fire.url("fire.md"))

    expect(spent(page)).to_have_text("0 秒")
    expect(waiting(page)).to_have_count(0)
    assert round(kept(page)["fire.md"]["seconds"]) == 8
    assert kept(page, LI.id).get("fire.md", {"seconds": 0})["seconds"] == 0


def test_what_was_read_before_registering_is_theirs(fire: Place, new_context: NewContext) -> None:
    context = new_context(fire, viewport={"width": 900, "height": 400})
    context.clock.install(time=NINE)
    context.clock.pause_at(NINE + timedelta(minutes=1))
    page = lesson(context, fire)
    read_for(page, 10)
    page.locator("[data-read]").click()
    fill_profile(page.locator("dialog form[data-profile]"), ZHANG)

    expect(waiting(page)).to_have_text("已记下，再读 5 秒自动计入。")
    read_for(page, 6)

    expect(note(page)).to_be_visible()
    assert statements(page) == [("experienced", "PT15S", 15, None)]


def test_a_wiped_learner_leaves_no_reading_behind(context: BrowserContext, fire: Place) -> None:
    page = lesson(context, fire)
    read_for(page, 8)
    desk = lesson(context, fire, "my-learning.md")
    desk.get_by_text("清除本机记录", exact=True).click()
    desk.locator("[data-wipe]").click()
    desk.locator("dialog button[value=wipe]").click()
    expect(desk.locator("#cm-who")).to_have_text("先登记，再学习")
    expect(page.locator(".cm-badge__name")).to_have_text("登记")

    names = [row["name"] for row in stored(desk)["settings"]]

    assert f"reading {ZHANG.id}" not in names


def test_accepting_names_the_version_of_the_text(context: BrowserContext, fire: Place) -> None:
    page = lesson(context, fire, "pledge.md")
    button = page.locator("[data-read]")
    expect(button).to_have_text("我已阅读并接受以上内容（2026年版）")
    read_for(page, 16)
    to_end(page)
    button.click()

    expect(note(page)).to_have_text("你在 2026-11-23 09:01 确认过本页。")
    assert statements(page) == [("accept", "PT16S", 15, "2026年版")]


def test_a_new_version_asks_again(context: BrowserContext, fire: Place, workshop: Workshop) -> None:
    page = lesson(context, fire, "pledge.md")
    read_for(page, 16)
    page.locator("[data-read]").click()
    expect(note(page)).to_be_visible()
    text = files()["content/pledge.md"].replace("2026年版", "2027年版") + "\n另外要会用灭火器。\n"
    workshop.write({"content/pledge.md": text})

    visit(page, fire.url("pledge.md"))

    expect(note(page)).to_have_text(
        "你在 2026-11-23 09:01 确认过本页（2026年版），现在是2027年版，请重新阅读并确认。"
    )
    expect(spent(page)).to_have_text("0 秒")
    expect(page.locator("[data-read]")).to_have_text("我已阅读并接受以上内容（2027年版）")


def test_a_site_may_ask_for_no_time(workshop: Workshop, new_context: NewContext) -> None:
    place = workshop.write(files("reading_speed: 0", first=course("first", "消防入门")))
    page = new_context(place).new_page()
    register(page, place.url("my-learning.md"))
    visit(page, place.url("fire.md"))
    expect(page.locator(".cm-reading__rule")).to_have_text(
        "本页约 200 字，读完点下面的按钮就计入课程。"
    )

    page.locator("[data-read]").click()

    expect(note(page)).to_be_visible()
    assert [(verb, least) for verb, _, least, _ in statements(page)] == [("experienced", None)]


def test_a_full_disk_is_told_once_and_the_page_can_be_read_again(
    context: BrowserContext, fire: Place
) -> None:
    page = lesson(context, fire)
    read_for(page, 16)
    page.evaluate(
        """() => {
          const put = IDBObjectStore.prototype.put;
          globalThis.relent = () => { IDBObjectStore.prototype.put = put; };
          const full = new DOMException("full", "QuotaExceededError");
          IDBObjectStore.prototype.put = () => { throw full; };
        }"""
    )
    page.locator("[data-read]").click()
    expect(page.locator(".cm-notice[data-notice=unstored]")).to_have_count(1)
    assert statements(page) == []

    page.evaluate("relent()")
    page.locator("[data-read]").click()

    expect(note(page)).to_be_visible()
    assert [verb for verb, *_ in statements(page)] == ["experienced"]
