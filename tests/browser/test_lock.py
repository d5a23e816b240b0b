"""The page asks who is there after a while without activity; the next person never goes on as
the one before."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from browser.conftest import NewContext
from browser.course_site import course, files
from browser.fire_site import ALARM, CALM, WORDS, exam, site
from browser.learner import (
    LI,
    ZHANG,
    Person,
    begin,
    download_record,
    fill_profile,
    hand_in_paper,
    item,
    practise,
    ready,
    register,
    respond,
    stored,
    visit,
)
from browser.places import CONFIG, Place, Workshop
from browser.record_file import Record, parse
from playwright.sync_api import BrowserContext, Locator, Page, expect

pytestmark = pytest.mark.browser
ALARM_ITEM = {"id": "fire/alarm", "type": "single"}
NINE = datetime(2026, 11, 23, 9, tzinfo=timezone(timedelta(hours=8)))
LOCK = CONFIG.replace("plugins: [coursemark]", "plugins: [coursemark: {lock_after: 10}]")


@pytest.fixture
def fire(workshop: Workshop) -> Place:
    files = site(ALARM, CALM, WORDS, drill=exam("alarm", "words", more="minutes: 40\n"))
    return workshop.write({"mkdocs.yml": LOCK, **files})


@pytest.fixture
def context(fire: Place, new_context: NewContext) -> BrowserContext:
    made = new_context(fire)
    made.clock.install(time=NINE)
    return made


def lock(page: Page) -> Locator:
    return page.locator("dialog[data-lock]")


def leave_alone(page: Page, time: str = "10:00") -> None:
    """Nobody touches the PC; the timers of the page run on."""
    page.clock.fast_forward(time)


def go_on(page: Page) -> None:
    lock(page).get_by_role("button", name="继续学习").click()
    expect(lock(page)).to_have_count(0)


def take_over(page: Page, person: Person) -> None:
    """Somebody else says who they are, at the lock."""
    lock(page).locator("[data-switch]").click()
    with page.expect_navigation():
        fill_profile(lock(page).locator("form[data-profile]"), person)
    ready(page)
    expect(page.locator(".cm-badge")).to_have_attribute("data-learner", person.id)


def owners(record: Record) -> set[str]:
    return {s["actor"]["account"]["name"] for s in record.statements}


def test_after_a_while_the_page_is_hidden_and_asks(fire: Place, context: BrowserContext) -> None:
    page = context.new_page()
    register(page, fire.url("my-learning.md"))
    visit(page, fire.url("fire.md"))
    respond(item(page, "fire/alarm"), "single", "B")
    leave_alone(page, "09:50")
    expect(lock(page)).to_have_count(0)
    leave_alone(page, "00:15")

    expect(lock(page)).to_be_visible()
    expect(lock(page).locator("h2")).to_have_text("还是张三（10023）吗？")
    expect(lock(page).locator("p").first).to_have_text(
        "有一会儿没有人操作了。做过的都已经保存，继续学习就回到原来的地方。"
    )
    # Not the button: the key that wakes the screen must not answer.
    expect(lock(page).locator("h2")).to_be_focused()
    expect(item(page, "fire/alarm")).to_be_hidden()
    expect(page.get_by_role("heading", name="消防常识")).to_be_hidden()
    for key in ("Escape", "Escape", "Space", "Enter"):
        page.keyboard.press(key)
    expect(lock(page)).to_be_visible()

    go_on(page)
    expect(item(page, "fire/alarm").locator("[value=B]")).to_be_checked()
    expect(item(page, "fire/alarm")).to_be_visible()


@pytest.mark.parametrize("what", ["mouse", "keyboard"])
def test_somebody_at_work_is_not_asked(fire: Place, context: BrowserContext, what: str) -> None:
    page = context.new_page()
    register(page, fire.url("my-learning.md"))
    visit(page, fire.url("fire.md"))
    for step in range(3):
        leave_alone(page, "09:00")
        if what == "mouse":
            page.mouse.move(100 + step, 100)
        else:
            page.keyboard.press("Shift")
    expect(lock(page)).to_have_count(0)
    leave_alone(page, "10:05")
    expect(lock(page)).to_be_visible()


def test_a_pc_that_slept_asks_before_the_first_move_counts(
    fire: Place, context: BrowserContext
) -> None:
    page = context.new_page()
    register(page, fire.url("my-learning.md"))
    context.clock.pause_at(NINE + timedelta(hours=1))
    context.clock.set_system_time(NINE + timedelta(hours=9))
    page.mouse.move(200, 200)
    expect(lock(page)).to_be_visible()


def test_without_a_learner_nobody_is_asked(fire: Place, context: BrowserContext) -> None:
    page = visit(context.new_page(), fire.url("fire.md"))
    leave_alone(page, "30:00")
    expect(lock(page)).to_have_count(0)


def test_a_site_may_go_without(workshop: Workshop, new_context: NewContext) -> None:
    never = LOCK.replace("lock_after: 10", "lock_after: 0")
    place = workshop.write({"mkdocs.yml": never, **site(ALARM)})
    context = new_context(place)
    context.clock.install(time=NINE)
    page = context.new_page()
    register(page, place.url("my-learning.md"))
    leave_alone(page, "10:00:00")
    expect(lock(page)).to_have_count(0)


def test_activity_in_one_tab_counts_for_all(fire: Place, context: BrowserContext) -> None:
    one, other = context.new_page(), context.new_page()
    register(one, fire.url("my-learning.md"))
    visit(other, fire.url("fire.md"))
    context.clock.fast_forward("09:00")
    other.mouse.move(50, 50)
    context.clock.fast_forward("05:00")
    expect(lock(one)).to_have_count(0)
    expect(lock(other)).to_have_count(0)
    context.clock.fast_forward("05:05")
    expect(lock(one)).to_be_visible()
    expect(lock(other)).to_be_visible()

    one.bring_to_front()
    go_on(one)
    expect(lock(other)).to_have_count(0)


def test_a_reload_or_another_page_does_not_unlock(fire: Place, context: BrowserContext) -> None:
    page = context.new_page()
    register(page, fire.url("my-learning.md"))
    leave_alone(page)
    expect(lock(page)).to_be_visible()
    visit(page, fire.url("fire.md"))
    expect(lock(page)).to_be_visible()
    expect(item(page, "fire/alarm")).to_be_hidden()
    go_on(page)
    page.reload()
    expect(lock(ready(page))).to_have_count(0)


def test_a_browser_opened_the_next_morning_asks_at_once(
    fire: Place, context: BrowserContext
) -> None:
    page = context.new_page()
    register(page, fire.url("my-learning.md"))
    page.close()
    context.clock.set_system_time(NINE + timedelta(hours=23))
    morning = visit(context.new_page(), fire.url("fire.md"))
    expect(lock(morning)).to_be_visible()


def set_pin(page: Page, desk: str, pin: str) -> None:
    visit(page, desk)
    page.get_by_text("设置 PIN（可选）").click()
    form = page.locator("form[data-new-pin]")
    form.locator("[name=new-pin]").fill(pin)
    form.locator("[name=repeated-pin]").fill(pin)
    form.locator("button[type=submit]").click()
    expect(page.locator("[data-message]")).to_have_text("PIN 已设置。")


def test_with_a_pin_going_on_takes_it(fire: Place, context: BrowserContext) -> None:
    page = context.new_page()
    register(page, fire.url("my-learning.md"))
    set_pin(page, fire.url("my-learning.md"), "4711")
    leave_alone(page)
    box = lock(page).locator("[name=pin]")
    expect(lock(page).get_by_role("button", name="继续学习")).to_be_visible()
    box.fill("4712")
    box.press("Enter")
    expect(lock(page).locator("[role=alert]")).to_have_text("PIN 不对，请再输一次。")
    box.fill("47")
    box.press("Enter")
    expect(lock(page).locator("[role=alert]")).to_have_text("PIN 是 4 到 8 位数字。")
    box.fill("４７１１")
    box.press("Enter")
    expect(lock(page)).to_have_count(0)


def test_going_back_from_the_question_who_it_is(fire: Place, context: BrowserContext) -> None:
    page = context.new_page()
    register(page, fire.url("my-learning.md"), LI)
    register(page, fire.url("my-learning.md"), ZHANG)
    leave_alone(page)
    lock(page).locator("[data-switch]").click()
    expect(lock(page).locator("h2")).to_have_text("现在是谁？")
    lock(page).get_by_role("button", name="返回").click()
    expect(lock(page).locator("h2")).to_have_text("还是张三（10023）吗？")
    lock(page).locator("[data-switch]").click()
    with page.expect_navigation():
        lock(page).get_by_role("button", name="李四（10024）").click()
    expect(ready(page).locator("#cm-who")).to_have_text("李四")


def test_leaving_without_saying_who(fire: Place, context: BrowserContext) -> None:
    page = context.new_page()
    register(page, fire.url("my-learning.md"))
    leave_alone(page)
    lock(page).locator("[data-switch]").click()
    with page.expect_navigation():
        lock(page).get_by_role("button", name="不登记，只看内容").click()
    expect(ready(page).locator("#cm-who")).to_have_text("先登记，再学习")
    expect(lock(page)).to_have_count(0)


def test_a_question_that_is_open_waits_behind_and_is_there_again(
    fire: Place, context: BrowserContext
) -> None:
    page = context.new_page()
    register(page, fire.url("my-learning.md"))
    section = begin(visit(page, fire.url("drill.md")), "drill")
    respond(item(section, "fire/alarm"), "single", "B")
    section.get_by_role("button", name="交卷").first.click()
    question = page.locator("dialog.cm-dialog")
    expect(question).to_be_visible()
    leave_alone(page)
    expect(lock(page)).to_be_visible()
    expect(question).to_be_hidden()
    expect(lock(page).locator(".cm-note")).to_have_text(
        "有一份测评还没有交卷，它的时间按原来的规则计算。"
    )
    go_on(page)
    expect(question).to_contain_text("还有 1 题没有答")


def test_a_second_person_takes_over_in_the_middle_of_everything(
    fire: Place, context: BrowserContext, tmp_path: Path
) -> None:
    """Two people finish on one PC: exam, drafts and practice of each stay their own."""
    page, lesson = context.new_page(), context.new_page()
    desk = fire.url("my-learning.md")
    register(page, desk, ZHANG)
    visit(lesson, fire.url("fire.md"))
    practise(lesson, ALARM_ITEM, "A")
    respond(item(lesson, "fire/words"), "fill-in", "张三的草稿")
    section = begin(visit(page, fire.url("drill.md")), "drill")
    respond(item(section, "fire/alarm"), "single", "B")
    expect(section.locator(".cm-count")).to_have_text("已答 1 / 2")

    context.clock.fast_forward("10:05")
    expect(lock(lesson)).to_be_visible()
    page.bring_to_front()
    take_over(page, LI)

    # The other window follows, and shows nothing of the person before.
    expect(lesson.locator(".cm-badge")).to_have_attribute("data-learner", LI.id)
    expect(lock(ready(lesson))).to_have_count(0)
    expect(item(lesson, "fire/alarm")).to_have_attribute("data-state", "new")
    expect(item(lesson, "fire/words").locator(".cm-blank")).to_have_value("")
    section = page.locator('[data-assessment="drill"]')
    expect(section).to_have_attribute("data-state", "ready")
    begin(page, "drill")
    respond(item(section, "fire/alarm"), "single", "A")
    respond(item(section, "fire/words"), "fill-in", "119")
    expect(section.locator(".cm-count")).to_have_text("已答 2 / 2")
    hand_in_paper(section)
    visit(lesson, fire.url("fire.md"))
    practise(lesson, ALARM_ITEM, "B")

    page.bring_to_front()
    visit(page, desk)
    theirs = parse(download_record(page, tmp_path).read_bytes())
    page.get_by_text("换人", exact=True).click()
    page.get_by_role("button", name="张三（10023）").click()
    expect(page.locator("#cm-who")).to_have_text("张三")
    visit(page, fire.url("drill.md"))
    expect(section).to_have_attribute("data-state", "running")
    expect(item(section, "fire/alarm").locator("[value=B]")).to_be_checked()
    hand_in_paper(section)
    lesson.bring_to_front()
    visit(lesson, fire.url("fire.md"))
    expect(item(lesson, "fire/alarm")).to_have_attribute("data-state", "incorrect")
    expect(item(lesson, "fire/words").locator(".cm-blank")).to_have_value("张三的草稿")
    page.bring_to_front()
    visit(page, desk)
    mine = parse(download_record(page, tmp_path).read_bytes())

    for record, person in ((mine, ZHANG), (theirs, LI)):
        assert record.header["learner"] == vars(person)
        assert owners(record) == {person.id}
    assert not {s["id"] for s in mine.statements} & {s["id"] for s in theirs.statements}
    assert responses(mine) == [("fire/alarm", "A"), ("fire/alarm", "B")]
    assert responses(theirs) == [("fire/alarm", "A"), ("fire/words", "119"), ("fire/alarm", "B")]
    rows = stored(page)
    assert [row["learner"] for row in rows["drafts"]] == [ZHANG.id]
    assert sorted(row["learner"] for row in rows["attempts"]) == [ZHANG.id, LI.id]


def responses(record: Record) -> list[tuple[str, str]]:
    return [
        (s["object"]["id"].split("/item/")[1], s["result"]["response"])
        for s in record.statements
        if s["verb"]["id"].endswith("answered")
    ]


def test_where_nothing_is_stored_nobody_is_driven_out(fire: Place, new_context: NewContext) -> None:
    context = new_context(fire)
    context.add_init_script("Object.defineProperty(window, 'indexedDB', {value: undefined})")
    context.clock.install(time=NINE)
    page = context.new_page()
    register(page, fire.url("my-learning.md"))
    leave_alone(page)
    expect(lock(page).locator("[data-switch]")).to_have_count(0)
    expect(lock(page).locator(".cm-note")).to_have_text(
        "这个浏览器不保存数据，换人会丢掉刚才的记录。请先继续学习、下载学习记录，再关闭这个窗口。"
    )
    go_on(page)
    expect(page.locator("#cm-who")).to_have_text("张三")


def test_a_hidden_page_is_not_printed(fire: Place, context: BrowserContext) -> None:
    page = context.new_page()
    register(page, fire.url("my-learning.md"))
    visit(page, fire.url("fire.md"))
    leave_alone(page)
    expect(lock(page)).to_be_visible()
    page.emulate_media(media="print")
    expect(item(page, "fire/alarm")).to_be_hidden()
    expect(page.get_by_role("heading", name="消防常识")).to_be_hidden()


def test_reading_time_of_one_is_not_the_others(workshop: Workshop, new_context: NewContext) -> None:
    place = workshop.write(files("lock_after: 10", first=course("first", "消防入门")))
    context = new_context(place)
    context.clock.install(time=NINE)
    page = context.new_page()
    register(page, place.url("my-learning.md"))
    context.clock.pause_at(NINE + timedelta(minutes=1))
    visit(page, place.url("fire.md"))
    page.mouse.move(10, 10)
    page.clock.run_for("01:00")
    leave_alone(page, "09:30")
    expect(lock(page)).to_be_visible()
    # Nobody reads a page that is hidden.
    page.clock.run_for("02:00")
    take_over(page, LI)
    page.clock.run_for("00:12")

    read = {
        row["name"].removeprefix("reading "): row["value"]["pages"]["fire.md"]["seconds"]
        for row in stored(page)["settings"]
        if row["name"].startswith("reading ")
    }
    assert set(read) == {ZHANG.id, LI.id}
    assert 55 <= read[ZHANG.id] <= 75
    assert read[LI.id] <= 15
