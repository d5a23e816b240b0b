"""Nothing a learner did is lost: reload, crash, back button, a second tab, the clock."""

from __future__ import annotations

import datetime

import pytest
from browser.conftest import NewContext
from browser.fire_site import ALARM, CALM, EXITS, STEPS, WORDS, exam, site
from browser.learner import (
    begin,
    drawn,
    hand_in_paper,
    item,
    practise,
    ready,
    register,
    respond,
    stored,
    submit,
    visit,
)
from browser.places import Place, Workshop
from playwright.sync_api import Locator, Route, expect

pytestmark = pytest.mark.browser
START = datetime.datetime(2026, 11, 23, 9, 0)
ITEMS = (ALARM, EXITS, CALM, STEPS, WORDS)
SHUFFLED = "minutes: 10\nattempts: 2\nshuffle: {items: true, options: true}\n"
TIMED = exam("alarm", "exits", "calm", "steps", "words", more=SHUFFLED)

# Statements are written only when `release()` is called.
HOLD_UP_WRITES = """() => {
  const put = IDBObjectStore.prototype.put;
  globalThis.held = 0;
  IDBObjectStore.prototype.put = function (value, ...rest) {
    if (this.name !== "statements") return put.call(this, value, ...rest);
    globalThis.held += 1;
    let done = false;
    globalThis.release = () => { done = true; };
    // A transaction lives as long as requests are made in it.
    const wait = () => { if (!done) this.get(["", ""]).onsuccess = wait; };
    wait();
    return put.call(this, value, ...rest);
  };
}"""


@pytest.fixture
def fire(workshop: Workshop) -> Place:
    return workshop.write(site(*ITEMS, drill=TIMED))


def shown(section: Locator) -> list[tuple[str, list[str]]]:
    """Items and their options in the order on the screen."""
    found: list[tuple[str, list[str]]] = section.locator("form[data-item]").evaluate_all(
        """forms => forms.map((form) => {
          const inputs = [...form.querySelectorAll(".cm-options input")];
          return [form.dataset.item, inputs.map((input) => input.value)];
        })"""
    )
    return found


def test_a_reload_brings_back_what_was_not_submitted(fire: Place, new_context: NewContext) -> None:
    page = new_context(fire).new_page()
    register(page, fire.url("my-learning.md"))
    visit(page, fire.url("fire.md"))
    practise(page, {"id": "fire/calm", "type": "true-false"}, "false")
    given = {"alarm": "C", "exits": "A[,]C", "steps": "C[,]A[,]B", "words": "一二〇"}
    kinds = {"alarm": "single", "exits": "multiple", "steps": "ordering", "words": "fill-in"}
    for name, response in given.items():
        respond(item(page, f"fire/{name}"), kinds[name], response)
    stored(page)

    page.reload()
    ready(page)

    expect(item(page, "fire/alarm").locator("[value=C]")).to_be_checked()
    expect(item(page, "fire/exits").locator("input:checked")).to_have_count(2)
    expect(item(page, "fire/steps").locator(".cm-sequence")).to_have_text(
        "你排的顺序：压下手柄 → 拔保险销 → 对准火焰根部"
    )
    expect(item(page, "fire/words").locator(".cm-blank")).to_have_value("一二〇")
    for name in given:
        expect(item(page, f"fire/{name}")).to_have_attribute("data-state", "answered")
    expect(item(page, "fire/calm")).to_have_attribute("data-state", "correct")
    expect(item(page, "fire/calm").locator(".cm-feedback__why")).to_have_text("电梯可能断电。")


# The page reads the store anew, as it does after somebody registered; `act` comes meanwhile.
WHILE_IT_READS = """(form, act) => {
  form.dispatchEvent(new CustomEvent("coursemark-practised"));
  if (act.click) form.querySelector(act.click).click();
  else [...form.querySelectorAll("button")].find((b) => b.textContent === act.press).click();
}"""


def test_a_tick_made_while_the_page_reads_the_store_stays(
    fire: Place, new_context: NewContext
) -> None:
    page = new_context(fire).new_page()
    register(page, fire.url("my-learning.md"))
    visit(page, fire.url("fire.md"))
    exits = item(page, "fire/exits")
    exits.locator("[value=A]").check()
    stored(page)

    exits.evaluate(WHILE_IT_READS, {"click": "[value=C]"})
    stored(page)
    page.wait_for_timeout(200)

    expect(exits.locator("input:checked")).to_have_count(2)
    [draft] = stored(page)["drafts"]
    assert draft["response"] == "A[,]C"


def test_an_item_taken_up_again_while_the_page_reads_the_store_stays_open(
    fire: Place, new_context: NewContext
) -> None:
    page = new_context(fire).new_page()
    register(page, fire.url("my-learning.md"))
    visit(page, fire.url("fire.md"))
    practise(page, {"id": "fire/calm", "type": "true-false"}, "false")
    calm = item(page, "fire/calm")

    calm.evaluate(WHILE_IT_READS, {"press": "重做这题"})
    stored(page)
    page.wait_for_timeout(200)

    expect(calm).to_have_attribute("data-state", "new")
    expect(calm.locator(".cm-feedback")).to_have_count(0)


def test_a_reload_in_an_exam_keeps_answers_order_flags_and_clock(
    fire: Place, new_context: NewContext
) -> None:
    context = new_context(fire)
    context.clock.install(time=START)
    page = context.new_page()
    register(page, fire.url("my-learning.md"))
    section = begin(visit(page, fire.url("drill.md")), "drill")
    before = shown(section)
    respond(item(section, "fire/exits"), "multiple", "A[,]B")
    respond(item(section, "fire/words"), "fill-in", "119")
    respond(item(section, "fire/steps"), "ordering", "B[,]A[,]C")
    item(section, "fire/alarm").locator("[data-flag]").check()
    expect(section.locator("[data-flagged=true]")).to_have_count(1)
    page.clock.fast_forward("04:00")
    expect(section.locator(".cm-clock")).to_contain_text("剩余 5 分")

    page.reload()
    ready(page)

    expect(section).to_have_attribute("data-state", "running")
    assert shown(section) == before
    expect(item(section, "fire/exits").locator("input:checked")).to_have_count(2)
    expect(item(section, "fire/words").locator(".cm-blank")).to_have_value("119")
    expect(item(section, "fire/steps").locator(".cm-sequence")).to_have_text(
        "你排的顺序：对准火焰根部 → 拔保险销 → 压下手柄"
    )
    expect(item(section, "fire/alarm").locator("[data-flag]")).to_be_checked()
    expect(section.locator(".cm-clock")).to_contain_text("剩余 5 分")
    expect(section.locator(".cm-count")).to_have_text("已答 3 / 5")


def test_the_back_button_returns_to_the_running_exam(fire: Place, new_context: NewContext) -> None:
    page = new_context(fire).new_page()
    register(page, fire.url("my-learning.md"))
    section = begin(visit(page, fire.url("drill.md")), "drill")
    respond(item(section, "fire/alarm"), "single", "B")
    expect(section.locator(".cm-count")).to_have_text("已答 1 / 5")
    visit(page, fire.url("fire.md"))

    page.go_back()
    ready(page)

    expect(item(section, "fire/alarm").locator("[value=B]")).to_be_checked()
    expect(section.locator(".cm-count")).to_have_text("已答 1 / 5")


def test_a_second_tab_sees_answers_and_one_hand_in_ends_both(
    fire: Place, new_context: NewContext
) -> None:
    context = new_context(fire)
    one, two = context.new_page(), context.new_page()
    register(one, fire.url("my-learning.md"))
    begin(visit(one, fire.url("drill.md")), "drill")
    section = visit(two, fire.url("drill.md")).locator("[data-assessment=drill]")
    assert drawn(section) == drawn(one.locator("[data-assessment=drill]"))

    one.bring_to_front()
    respond(item(one, "fire/alarm"), "single", "B")
    expect(item(two, "fire/alarm").locator("[value=B]")).to_be_checked()
    two.bring_to_front()
    respond(item(two, "fire/calm"), "true-false", "false")
    expect(item(one, "fire/calm").locator("[value=false]")).to_be_checked()
    expect(one.locator(".cm-count")).to_have_text("已答 2 / 5")
    hand_in_paper(section)

    expect(one.locator("[data-assessment=drill]")).to_have_attribute("data-state", "submitted")
    for tab in (one, two):
        expect(tab.locator(".cm-result__score")).to_have_text("44.44 分（2 / 4.5，60 分及格）")
    verbs = one.evaluate("Coursemark.record()").count("verbs/terminated")
    assert verbs == 1


def test_a_second_tab_sees_practice_answers(fire: Place, new_context: NewContext) -> None:
    context = new_context(fire)
    one, two = context.new_page(), context.new_page()
    register(one, fire.url("my-learning.md"))
    visit(two, fire.url("fire.md"))
    visit(one, fire.url("fire.md"))

    practise(one, {"id": "fire/alarm", "type": "single"}, "B")

    expect(item(two, "fire/alarm")).to_have_attribute("data-state", "correct")
    expect(item(two, "fire/alarm").locator("[value=B]")).to_be_checked()


def test_at_zero_the_exam_is_handed_in_with_what_was_answered(
    fire: Place, new_context: NewContext
) -> None:
    context = new_context(fire)
    context.clock.install(time=START)
    page = context.new_page()
    register(page, fire.url("my-learning.md"))
    section = begin(visit(page, fire.url("drill.md")), "drill")
    respond(item(section, "fire/alarm"), "single", "B")
    expect(section.locator(".cm-count")).to_have_text("已答 1 / 5")

    page.clock.fast_forward("10:01")

    expect(section).to_have_attribute("data-state", "submitted")
    expect(section).to_have_attribute("data-passed", "false")
    expect(section.locator(".cm-result__verdict")).to_have_text("没有通过")
    expect(section.locator(".cm-result__when")).to_contain_text("用时 10 分")


def test_an_exam_left_closed_is_handed_in_at_the_next_visit_of_any_page(
    fire: Place, new_context: NewContext
) -> None:
    context = new_context(fire)
    context.clock.install(time=START)
    page = context.new_page()
    register(page, fire.url("my-learning.md"))
    section = begin(visit(page, fire.url("drill.md")), "drill")
    respond(item(section, "fire/alarm"), "single", "B")
    expect(section.locator(".cm-count")).to_have_text("已答 1 / 5")
    page.close()
    context.clock.set_system_time(START + datetime.timedelta(days=3))

    page = visit(context.new_page(), fire.url("index.md"))

    record = page.evaluate("Coursemark.record()").splitlines()[1:-1]
    ended = [line for line in record if "verbs/terminated" in line or "verbs/failed" in line]
    assert len(ended) == 2
    # The deadline, not the day of the visit, is when it ended.
    assert all('"timestamp":"2026-11-23T' in line and ":10:0" in line for line in ended), ended


def test_attempts_run_out(fire: Place, new_context: NewContext) -> None:
    page = new_context(fire).new_page()
    register(page, fire.url("my-learning.md"))
    section = visit(page, fire.url("drill.md")).locator("[data-assessment=drill]")
    for _ in range(2):
        begin(page, "drill")
        hand_in_paper(section)

    expect(section.locator("[data-start]")).to_have_count(0)
    expect(section).to_contain_text("2 次机会已用完。需要补考，请联系培训管理员。")
    page.reload()
    ready(page)
    expect(section.locator("[data-start]")).to_have_count(0)
    expect(section.locator(".cm-history summary")).to_have_text("作答记录（2 次）")


def test_a_result_on_the_screen_is_in_the_log(fire: Place, new_context: NewContext) -> None:
    """Storing is held up; the result must wait for it, or leaving the page would lose it."""
    context = new_context(fire)
    page = context.new_page()
    register(page, fire.url("my-learning.md"))
    visit(page, fire.url("fire.md"))
    page.evaluate(HOLD_UP_WRITES)
    respond(item(page, "fire/alarm"), "single", "B")
    submit(item(page, "fire/alarm"))
    page.wait_for_function("globalThis.held > 0")
    expect(item(page, "fire/alarm").locator(".cm-feedback")).to_have_count(0)

    page.evaluate("release()")

    expect(item(page, "fire/alarm")).to_have_attribute("data-state", "correct")
    assert "fire/alarm" in page.evaluate("Coursemark.record()")


def test_an_answer_given_before_the_scripts_were_ready_stays(
    fire: Place, new_context: NewContext
) -> None:
    context = new_context(fire)
    page = context.new_page()
    register(page, fire.url("my-learning.md"))
    slow: list[Route] = []
    page.route("**/data/items/fire.js*", lambda route: slow.append(route))
    with page.expect_request("**/data/items/fire.js*"):
        page.goto(fire.url("fire.md"), wait_until="commit")
    respond(item(page, "fire/alarm"), "single", "B")
    assert page.locator("html[data-coursemark]").count() == 0

    for route in slow:
        route.continue_()
    ready(page)

    expect(item(page, "fire/alarm")).to_have_attribute("data-state", "answered")
    expect(item(page, "fire/alarm").locator("[value=B]")).to_be_checked()
    assert [row["response"] for row in stored(page)["drafts"]] == ["B"]
