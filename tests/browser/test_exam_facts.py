"""Leaving the page, pausing, closing it, setting the clock: facts, and what time is left."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from browser.conftest import NewContext
from browser.fire_site import ALARM, CALM, WORDS, exam, site
from browser.learner import begin, hand_in_paper, item, ready, register, respond, stored, visit
from browser.places import CONFIG, Place, Workshop
from browser.record_file import parse, xapi_faults
from playwright.sync_api import BrowserContext, Locator, Page, expect

pytestmark = pytest.mark.browser
ZONE = datetime.timezone(datetime.timedelta(hours=8))
START = datetime.datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
# What the browser does when another tab comes to the front, or the phone is locked.
HIDE = """(hidden) => {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
TOLD = """async (count) => {
  for (let n = 0; n < 200; n++) {
    if ((await Coursemark.record()).split("x/cause").length > count) return;
    await new Promise(requestAnimationFrame);
  }
}"""
CLOCK = ".cm-clock"


@pytest.fixture
def fire(workshop: Workshop) -> Place:
    """`drill` goes on whatever happens, `calm` may be paused, `loose` is practice."""
    exams = {
        "drill": exam("alarm", "calm", more="minutes: 10\n"),
        "calm": exam("alarm", "calm", more="minutes: 10\npause: allowed\n"),
        "loose": exam("alarm", more="minutes: 10\npause: allowed\n").replace(
            "exam\n", "practice\n"
        ),
    }
    config = CONFIG.replace("[coursemark]", "[{coursemark: {lock_after: 0}}]")
    return workshop.write({"mkdocs.yml": config, **site(ALARM, CALM, WORDS, **exams)})


@pytest.fixture
def context(fire: Place, new_context: NewContext) -> BrowserContext:
    context = new_context(fire)
    context.clock.install(time=START)
    return context


def sit(context: BrowserContext, place: Place, name: str) -> Page:
    page = context.new_page()
    register(page, place.url("my-learning.md"))
    begin(visit(page, place.url(f"{name}.md")), name)
    return page


def facts(page: Page, count: int = 1) -> list[tuple[str, str]]:
    """Cause, and duration or jump in seconds, of each interruption in the record, once there are
    so many; all are valid."""
    page.evaluate(TOLD, count)
    record = parse(page.evaluate("Coursemark.record()").encode())
    assert xapi_faults(record.statements) == ""
    found = []
    for statement in record.statements:
        extensions: dict[str, Any] = statement["context"].get("extensions", {})
        named = {key.rsplit("/", 1)[1]: value for key, value in extensions.items()}
        if "cause" in named:
            length = statement.get("result", {}).get("duration", named.get("jump"))
            found.append((named["cause"], str(length)))
    return found


def away(page: Page, time: str) -> None:
    """The page is hidden for a while."""
    page.evaluate(HIDE, True)
    stored(page)
    page.clock.fast_forward(time)
    page.evaluate(HIDE, False)
    stored(page)


def test_leaving_is_a_fact_and_the_clock_runs_on(fire: Place, context: BrowserContext) -> None:
    page = sit(context, fire, "drill")
    away(page, "03:00")

    expect(page.locator(CLOCK)).to_contain_text("剩余 6 分")
    assert facts(page) == [("away", "PT3M")]
    hand_in_paper(page.locator("[data-assessment]"))
    expect(page.locator(".cm-result > .cm-note")).to_have_text(
        "考试中记下：离开页面 1 次，共 3 分。不影响成绩。"
    )


def test_leaving_stops_the_clock_where_pausing_is_allowed(
    fire: Place, context: BrowserContext
) -> None:
    page = sit(context, fire, "calm")
    away(page, "30:00")

    expect(page.locator("[data-assessment]")).to_have_attribute("data-state", "running")
    expect(page.locator(CLOCK)).to_contain_text("剩余 9 分")
    assert facts(page) == [("away", "PT30M")]
    hand_in_paper(page.locator("[data-assessment]"))
    expect(page.locator(".cm-result__when")).to_contain_text("用时 ")
    expect(page.locator(".cm-result__when")).not_to_contain_text("用时 30 分")


def test_a_lost_focus_is_a_fact_and_a_short_one_is_none(
    fire: Place, context: BrowserContext
) -> None:
    page = sit(context, fire, "calm")
    for seconds in (0.5, 20):
        page.evaluate("void dispatchEvent(new Event('blur'))")
        stored(page)
        page.clock.run_for(int(seconds * 1000))
        page.evaluate("void dispatchEvent(new Event('focus'))")
        stored(page)

    assert facts(page) == [("away", "PT20S")]
    # The page could be seen all the time.
    expect(page.locator(CLOCK)).to_contain_text("剩余 9 分 3")


def test_practice_keeps_no_facts(fire: Place, context: BrowserContext) -> None:
    page = sit(context, fire, "loose")
    away(page, "30:00")

    expect(page.locator(CLOCK)).to_contain_text("剩余 9 分")
    assert facts(page, 0) == []


def test_a_pause_hides_the_questions_in_every_tab(fire: Place, context: BrowserContext) -> None:
    page = sit(context, fire, "calm")
    other = visit(context.new_page(), fire.url("calm.md"))
    page.bring_to_front()
    respond(item(page, "fire/alarm"), "single", "B")

    page.locator("[data-pause]").click()

    for tab in (page, other):
        expect(tab.locator("[data-assessment]")).to_have_attribute("data-paused", "")
        expect(tab.locator(".cm-paused")).to_contain_text("计时停着，题目先收起来，答过的都在。")
        for hidden in (".cm-questions", ".cm-sheet", "[data-pause]"):
            expect(tab.locator(hidden)).to_be_hidden()
        expect(tab.get_by_role("button", name="交卷")).to_have_count(0)
    expect(page.locator("[data-resume]")).to_be_focused()
    page.clock.fast_forward("45:00")
    other.close()
    page.reload()
    ready(page)
    expect(page.locator("[data-assessment]")).to_have_attribute("data-paused", "")
    page.clock.run_for(2000)
    page.locator("[data-resume]").click()

    expect(page.locator(".cm-questions")).to_be_focused()
    expect(page.locator("[data-assessment][data-paused]")).to_have_count(0)
    expect(page.locator(CLOCK)).to_contain_text("剩余 9 分")
    expect(item(page, "fire/alarm").locator("[value=B]")).to_be_checked()
    ((cause, length),) = facts(page)
    assert cause == "paused"
    assert length.startswith("PT45M")


def test_no_pause_where_the_rules_allow_none(fire: Place, context: BrowserContext) -> None:
    page = sit(context, fire, "drill")

    expect(page.locator(CLOCK)).to_be_visible()
    expect(page.locator("[data-pause]")).to_have_count(0)


@pytest.mark.parametrize(("name", "left"), [("drill", "剩余 6 分"), ("calm", "剩余 9 分")])
def test_a_closed_page_is_a_fact_at_the_next_opening(
    fire: Place, context: BrowserContext, name: str, left: str
) -> None:
    page = sit(context, fire, name)
    page.clock.run_for(6000)
    page.goto(fire.url("index.md"))
    page.clock.fast_forward("03:00")

    visit(page, fire.url(f"{name}.md"))

    expect(page.locator(CLOCK)).to_contain_text(left)
    ((cause, length),) = facts(page)
    assert cause == "closed"
    assert length.startswith("PT3M")


def test_an_exam_that_stood_while_it_was_closed_is_not_handed_in(
    fire: Place, context: BrowserContext
) -> None:
    page = sit(context, fire, "calm")
    page.clock.run_for(6000)
    page.goto(fire.url("index.md"))
    page.clock.fast_forward("08:00:00")
    visit(page, fire.url("index.md"))
    assert stored(page)["attempts"][0]["state"] == "running"

    visit(page, fire.url("calm.md"))

    expect(page.locator(CLOCK)).to_contain_text("剩余 9 分")


def test_a_second_tab_is_no_absence(fire: Place, context: BrowserContext) -> None:
    page = sit(context, fire, "calm")
    page.clock.run_for(6000)
    other = visit(context.new_page(), fire.url("calm.md"))
    page.evaluate(HIDE, True)
    stored(page)
    for _ in range(4):
        other.clock.run_for(5000)
        stored(other)
    page.evaluate(HIDE, False)
    stored(page)

    assert facts(page, 0) == []
    expect(other.locator(CLOCK)).to_contain_text("剩余 9 分")


@pytest.mark.parametrize("hours", [-2, 3])
def test_a_clock_that_is_set_gives_and_takes_no_time(
    fire: Place, context: BrowserContext, hours: int
) -> None:
    page = sit(context, fire, "drill")
    page.clock.run_for(60_000)
    page.clock.set_system_time(START + datetime.timedelta(hours=hours, minutes=1))
    page.clock.run_for(2000)

    expect(page.locator(CLOCK)).to_contain_text("剩余 8 分")
    ((cause, jump),) = facts(page)
    assert cause == "clock"
    assert abs(int(jump) - hours * 3600) < 10


def test_a_clock_set_forward_while_hidden_is_time_gone_by(
    fire: Place, context: BrowserContext
) -> None:
    """A phone that slept looks the same: its page counted no seconds."""
    page = sit(context, fire, "drill")
    page.evaluate(HIDE, True)
    stored(page)
    page.clock.set_system_time(START + datetime.timedelta(minutes=4))
    page.evaluate(HIDE, False)
    stored(page)
    page.clock.run_for(1000)

    expect(page.locator(CLOCK)).to_contain_text(re.compile("剩余 [56] 分"))
    ((cause, _),) = facts(page)
    assert cause == "away"


def test_time_runs_out_in_a_hidden_page(fire: Place, context: BrowserContext) -> None:
    page = sit(context, fire, "drill")
    respond(item(page, "fire/alarm"), "single", "B")
    page.evaluate(HIDE, True)
    page.clock.fast_forward("10:01")

    section: Locator = page.locator("[data-assessment]")
    expect(section).to_have_attribute("data-state", "submitted")
    ((cause, length),) = facts(page)
    assert cause == "away"
    assert length.startswith(("PT9M", "PT10M"))
