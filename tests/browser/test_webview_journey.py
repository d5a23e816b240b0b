"""A whole course in a chat app's web view: phone width, keys only, 200 % text, reduced motion,
forced colours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

import pytest
from browser.conftest import ARGUMENTS
from browser.course_site import course, files
from browser.guard import Guard
from browser.keyboard import Keyboard
from browser.learner import ZHANG, drawn, item, ready
from browser.places import Place, Workshop
from browser.record_file import parse, xapi_faults
from browser.responses import right
from lrs.stores import Store, learning_locker, ralph
from playwright.sync_api import Browser, Locator, Page, Playwright, expect

pytestmark = pytest.mark.browser
NINE = datetime(2026, 11, 23, 9, tzinfo=timezone(timedelta(hours=8)))
WECHAT = (
    "Mozilla/5.0 (Linux; Android 13; V2218A Build/TP1A.220624.014; wv) AppleWebKit/537.36 "
    "(KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160117 "
    "MMWEBSDK/20231202 MMWEBID/6170 MicroMessenger/8.0.47.2560(0x28002F30) WeChat/arm64 "
    "Weixin NetType/WIFI Language/zh_CN ABI/arm64"
)
# The text size of the system, as its settings double it.
LARGE_TEXT = "--blink-settings=defaultFontSize=32,defaultFixedFontSize=26"
# What does not fit, what moves, and whether one sees where the focus is.
FAULTS = """() => {
  const faults = [];
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width)
    faults.push(`scrolls sideways: ${document.documentElement.scrollWidth} of ${width}`);
  for (const e of document.querySelectorAll("[class^=cm-], [class*=' cm-']")) {
    const { left, right, height } = e.getBoundingClientRect();
    const name = `${e.tagName} ${e.className}`;
    if (e.closest(".cm-visually-hidden, .cm-scroll, .md-header") || height === 0) continue;
    if (right > width + 1 || left < -1) faults.push(`sticks out: ${name}`);
    const { transitionDuration, animationDuration } = getComputedStyle(e);
    if (parseFloat(transitionDuration) > 0.001 || parseFloat(animationDuration) > 0.001)
      faults.push(`moves: ${name}`);
  }
  const active = document.activeElement;
  if (active && active !== document.body) {
    const { top, bottom, left, right } = active.getBoundingClientRect();
    if (bottom < 0 || top > innerHeight || right < 0 || left > width)
      faults.push(`focus out of sight: ${active.tagName} ${active.className}`);
  }
  return faults;
}"""


@pytest.fixture(scope="module")
def large_text(playwright: Playwright, chromium_path: str) -> Iterator[Browser]:
    browser = playwright.chromium.launch(
        executable_path=chromium_path, args=[*ARGUMENTS, LARGE_TEXT]
    )
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Store]]:
    with (
        ralph(tmp_path_factory.mktemp("ralph")) as first,
        learning_locker(tmp_path_factory.mktemp("locker")) as second,
    ):
        yield [first, second]


@pytest.fixture
def place(workshop: Workshop) -> Place:
    return workshop.write(files(first=course("first", "消防入门", more="  hours: 2\n")))


@pytest.fixture
def page(place: Place, large_text: Browser) -> Iterator[Page]:
    context = large_text.new_context(
        user_agent=WECHAT,
        viewport={"width": 390, "height": 844},
        device_scale_factor=2,
        has_touch=True,
        forced_colors="active",
        reduced_motion="reduce",
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
    )
    context.set_default_timeout(10_000)
    guard = Guard(context, place.base)
    context.clock.install(time=NINE)
    yield context.new_page()
    context.close()
    assert guard.faults == []


class Journey:
    """Follows links and looks, in each state, for what does not fit the phone."""

    def __init__(self, page: Page, place: Place) -> None:
        self.page = page
        self.place = place
        self.keys = Keyboard(page)
        self.faults: list[str] = []

    def look(self, state: str) -> None:
        self.faults += [f"{state}: {fault}" for fault in self.page.evaluate(FAULTS)]

    def follow(self, link: Locator, to: str) -> None:
        self.keys.push(link)
        self.page.wait_for_url(re.compile(re.escape(self.place.url(to)) + "([?#].*)?$"))
        ready(self.page)
        self.look(to)

    def answer(self, root: Page | Locator, id: str) -> Locator:
        definition = self.place.items()[id]["definition"]
        form = item(root, id)
        self.keys.respond(form, definition["type"], right(definition))
        return form

    def desk(self) -> Locator:
        """Goes to 我的学习; gives the card of the course."""
        self.follow(self.page.locator(".cm-badge"), "my-learning.md")
        return self.page.locator("article[data-course=first]")


def read_and_accept(journey: Journey) -> None:
    page, keys = journey.page, journey.keys
    keys.push(page.locator("[data-read]"))
    journey.look("profile dialog")
    keys.fill_profile(page.locator("dialog form[data-profile]"), ZHANG)
    expect(page.locator(".cm-reading__wait")).to_be_visible()
    journey.look("said too early")
    page.clock.run_for(16_000)
    expect(page.locator(".cm-page-end .cm-note")).to_be_focused()
    journey.look("read")
    journey.follow(page.locator("[data-next]"), "pledge.md")
    page.clock.run_for(16_000)
    keys.push(page.locator("[data-read]"))
    expect(page.locator(".cm-page-end .cm-note")).to_be_focused()


def practise_the_topic(journey: Journey) -> None:
    journey.follow(journey.page.locator("[data-next]"), "my-practice.md")
    for id in drawn(journey.page.locator("[data-practice]")):
        form = journey.answer(journey.page, id)
        journey.keys.push(form.get_by_role("button", name="提交答案"))
        expect(form).to_have_attribute("data-state", "correct")
    journey.look("practised")


def sit_the_exam(journey: Journey) -> None:
    page, keys = journey.page, journey.keys
    journey.follow(journey.desk().locator("[data-next]"), "drill.md")
    section = page.locator("[data-assessment=drill]")
    keys.push(section.locator("[data-start]"))
    expect(section).to_have_attribute("data-state", "running")
    journey.look("exam")
    for id in drawn(section):
        journey.answer(section, id)
    page.clock.run_for(60_000)
    keys.push(section.get_by_role("button", name="交卷").last)
    journey.look("hand-in dialog")
    keys.push(page.locator("dialog").get_by_role("button", name="确定交卷"))
    expect(section).to_have_attribute("data-passed", "true")
    journey.look("result")


def attend_and_answer_the_survey(journey: Journey) -> None:
    page, keys = journey.page, journey.keys
    journey.follow(journey.desk().locator("[data-next]"), "courses/first.md")
    expect(page.locator("details[data-attend]")).to_have_attribute("open", "")
    journey.look("session")
    keys.push(page.locator("form[data-attend]").get_by_role("button", name="登记"))
    expect(page.locator("[data-attended]")).to_be_focused()
    survey = page.locator("form[data-survey]")
    keys.push(survey.get_by_role("button", name="提交问卷"))
    expect(survey.locator("input[name=useful]").first).to_be_focused()
    journey.look("survey, something missing")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    keys.write(survey.locator("textarea"), "逃生面罩")
    keys.push(survey.get_by_role("button", name="提交问卷"))
    expect(survey).to_have_attribute("data-state", "sent")
    journey.look("survey sent")


def note_a_fault(journey: Journey) -> None:
    page, keys = journey.page, journey.keys
    button = page.locator('[data-comment="page courses/first.md"]')
    keys.push(button)
    expect(page.locator("dialog textarea")).to_be_focused()
    page.keyboard.type("学时写错了")
    journey.look("note")
    keys.push(page.locator("dialog button[type=submit]"))
    expect(button).to_be_focused()


def test_the_whole_course_on_a_phone_in_a_chat_app(
    page: Page, place: Place, stores: list[Store]
) -> None:
    page.goto(place.url("courses/first.md"))
    ready(page)
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "40px"
    journey = Journey(page, place)

    journey.follow(page.locator(".cm-outline .cm-step a").first, "fire.md")
    read_and_accept(journey)
    practise_the_topic(journey)
    sit_the_exam(journey)
    attend_and_answer_the_survey(journey)
    note_a_fault(journey)
    card = journey.desk()

    expect(card).to_have_attribute("data-status", "completed")
    expect(card.locator(".cm-course__status")).to_have_text("已完成")
    closed = page.locator(".cm-desk details:not([open]) > summary:visible")
    while closed.count():
        journey.keys.push(closed.first)
    journey.look("desk, all open")
    record = parse(page.evaluate("Coursemark.record()").encode())
    assert record.story() == [
        "experienced page/fire",
        "accept page/pledge",
        "answered item/fire/alarm",
        "answered item/fire/exits",
        "initialized assessment/drill",
        "answered item/fire/alarm",
        "answered item/fire/calm",
        "passed assessment/drill",
        "terminated assessment/drill",
        "attended session/消防演练",
        "completed course/first",
        "answered question/after/useful",
        "answered question/after/wish",
        "completed survey/after",
        "commented page/courses/first",
    ]
    assert xapi_faults(record.statements) == ""
    for store in stores:
        store.post(record.statements)
        assert [store.get(s["id"]) for s in record.statements] == record.statements
    assert "\n".join(journey.faults) == ""
