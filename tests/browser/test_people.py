"""Several people at one PC: each has a record of their own."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from browser.conftest import NewContext
from browser.fire_site import ALARM, CALM, exam, site
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
    submit,
    visit,
)
from browser.places import SITE_ID, Place, Workshop
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
ALARM_ITEM = {"id": "fire/alarm", "type": "single"}
NOON = datetime(2026, 11, 23, 12, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture
def fire(workshop: Workshop) -> Place:
    return workshop.write(site(ALARM, CALM, drill=exam("alarm", "calm")))


def learners_in(rows: dict[str, list[dict[str, Any]]], table: str) -> list[str]:
    return sorted({row["learner"] for row in rows[table]})


def switch_to(page: Page, desk: str, person: Person) -> None:
    visit(page, desk)
    page.get_by_text("换人", exact=True).click()
    page.get_by_role("button", name=f"{person.name}（{person.id}）").click()
    expect(page.locator("#cm-who")).to_have_text(person.name)


def test_two_learners_never_mix(fire: Place, new_context: NewContext) -> None:
    context = new_context(fire)
    desk, other = context.new_page(), context.new_page()
    register(desk, fire.url("my-learning.md"), ZHANG)
    visit(other, fire.url("fire.md"))
    practise(other, ALARM_ITEM, "B")
    respond(item(other, "fire/calm"), "true-false", "true")

    register(desk, fire.url("my-learning.md"), LI)

    # The other tab reloads by itself and shows nothing of the person before.
    expect(other.locator(".cm-badge__name")).to_have_text(LI.name)
    expect(item(ready(other), "fire/alarm")).to_have_attribute("data-state", "new")
    expect(other.locator("input:checked[name^=fire]")).to_have_count(0)
    other.bring_to_front()
    practise(other, ALARM_ITEM, "A")
    assert other.evaluate("Coursemark.record()").count(f'"name":"{ZHANG.id}"') == 0

    switch_to(desk, fire.url("my-learning.md"), ZHANG)

    expect(other.locator(".cm-badge__name")).to_have_text(ZHANG.name)
    expect(item(ready(other), "fire/alarm")).to_have_attribute("data-state", "correct")
    expect(item(other, "fire/calm").locator("[value=true]")).to_be_checked()
    assert other.evaluate("Coursemark.record()").count(f'"name":"{LI.id}"') == 0


def test_what_was_said_stays_when_the_desk_is_drawn_anew_and_goes_with_its_learner(
    fire: Place, new_context: NewContext
) -> None:
    context = new_context(fire)
    page, other = context.new_page(), context.new_page()
    register(page, fire.url("my-learning.md"))
    practise(visit(page, fire.url("fire.md")), ALARM_ITEM, "A")
    visit(page, fire.url("my-learning.md"))
    said = page.locator("[data-message]")
    with page.expect_download():
        page.locator("[data-hand-in]").click()
    expect(said).to_contain_text("已开始下载")

    # Under the hands of who is there nothing is drawn anew.
    page.evaluate("document.activeElement.blur()")
    calm = {"id": "fire/calm", "type": "true-false"}
    practise(visit(other, fire.url("fire.md")), calm, "false")
    page.bring_to_front()
    expect(page.locator(".cm-hand-in > .cm-note").first).to_contain_text("1 条")
    expect(said).to_contain_text("已开始下载")

    page.get_by_text("换人", exact=True).click()
    page.locator("[data-new-learner]").click()
    fill_profile(page.locator(".cm-desk > section form[data-profile]").first, LI)
    expect(page.locator("#cm-who")).to_have_text(LI.name)
    expect(said).to_have_text("")


def test_wiping_removes_everything_of_one_learner_only(
    fire: Place, new_context: NewContext
) -> None:
    page = new_context(fire).new_page()
    for person in (ZHANG, LI):
        register(page, fire.url("my-learning.md"), person)
        visit(page, fire.url("fire.md"))
        practise(page, ALARM_ITEM, "A")
        respond(item(page, "fire/calm"), "true-false", "true")
        stored(page)
        section = begin(visit(page, fire.url("drill.md")), "drill")
        respond(item(section, "fire/alarm"), "single", "B")
        expect(section.locator(".cm-count")).to_have_text("已答 1 / 2")
        with visit(page, fire.url("my-learning.md")).expect_download():
            page.locator("[data-hand-in]").click()
        expect(page.locator("[data-message]")).to_contain_text("已开始下载")
    before = stored(page)

    page.get_by_text("清除本机记录").click()
    page.locator("[data-wipe]").click()
    dialog = page.locator("dialog")
    expect(dialog).to_contain_text("清除李四（10024）在本机的记录？")
    expect(dialog).to_contain_text("有 2 条学习记录，没有交出的部分会永久丢失。")
    dialog.locator("button[value=wipe]").click()
    expect(page.locator("[data-message]")).to_have_text("已清除。")

    after = stored(page)
    for table in ("statements", "attempts", "drafts"):
        assert learners_in(before, table) == [ZHANG.id, LI.id], table
        assert after[table] == [row for row in before[table] if row["learner"] == ZHANG.id], table
    assert after["learners"] == [vars(ZHANG)]
    assert LI.id not in str(after)
    assert LI.name not in str(after)
    assert LI.id not in page.evaluate("JSON.stringify(localStorage)")
    expect(page.locator("#cm-who")).to_have_text("先登记，再学习")


def test_a_staff_number_that_has_another_name_is_asked_about(
    fire: Place, new_context: NewContext
) -> None:
    page = new_context(fire).new_page()
    register(page, fire.url("my-learning.md"), ZHANG)
    page.get_by_text("换人", exact=True).click()
    page.locator("[data-new-learner]").click()
    form = page.locator(".cm-desk form[data-profile]")

    fill_profile(form, Person("王五", "１００２３"))

    dialog = page.locator("dialog")
    expect(dialog).to_contain_text("这个工号已经有人用了")
    expect(dialog).to_contain_text("工号 10023 在这台电脑上登记的是“张三”。")
    dialog.get_by_role("button", name="回去改").click()
    expect(form).to_be_visible()
    assert stored(page)["learners"] == [vars(ZHANG)]

    form.locator("button[type=submit]").click()
    dialog.get_by_role("button", name="我就是张三").click()
    expect(page.locator("#cm-who")).to_have_text("张三")
    assert stored(page)["learners"] == [vars(ZHANG)]


def test_practice_without_registering_is_not_recorded(fire: Place, new_context: NewContext) -> None:
    page = visit(new_context(fire).new_page(), fire.url("fire.md"))
    respond(item(page, "fire/alarm"), "single", "B")
    submit(item(page, "fire/alarm"))
    page.get_by_role("button", name="暂不登记，只练习").click()

    expect(item(page, "fire/alarm")).to_have_attribute("data-state", "correct")
    expect(item(page, "fire/alarm").locator(".cm-note")).to_have_text(
        "你没有登记，这次练习不计入学习记录。"
    )
    assert page.evaluate("Coursemark.record()") == ""
    assert stored(page)["statements"] == []


def own_pin(page: Page, pin: str) -> None:
    """Sets a PIN, or another one; the dialog that asks for the present one is up to the test."""
    page.locator("details:has(form[data-new-pin]) > summary").click()
    form = page.locator("form[data-new-pin]")
    form.locator("[name=new-pin]").fill(pin)
    form.locator("[name=repeated-pin]").fill(pin)
    form.locator("button[type=submit]").click()


def give_pin(page: Page, pin: str) -> None:
    box = page.locator("dialog form[data-pin] [name=pin]")
    box.fill(pin)
    box.press("Enter")


def says(page: Page, text: str) -> None:
    expect(page.locator("[data-message]")).to_have_text(text)


def zhang_with_a_pin(page: Page, place: Place) -> None:
    register(page, place.url("my-learning.md"), ZHANG)
    own_pin(page, "4711")
    says(page, "PIN 已设置。")


def test_switching_to_a_learner_with_a_pin_takes_it(fire: Place, new_context: NewContext) -> None:
    page = new_context(fire).new_page()
    zhang_with_a_pin(page, fire)
    register(page, fire.url("my-learning.md"), LI)
    page.get_by_text("换人", exact=True).click()
    page.get_by_role("button", name="张三（10023）").click()

    dialog = page.locator("dialog")
    expect(dialog).to_contain_text("“张三（10023）”设了 PIN，输入后才能换到这个名下。")
    give_pin(page, "0000")
    expect(dialog.locator("[role=alert]")).to_have_text("PIN 不对，请再输一次。")
    dialog.get_by_role("button", name="取消").click()
    expect(page.locator("#cm-who")).to_have_text("李四")
    page.get_by_role("button", name="张三（10023）").click()
    give_pin(page, "4711")
    expect(page.locator("#cm-who")).to_have_text("张三")


def test_typing_a_number_with_a_pin_takes_it_too(fire: Place, new_context: NewContext) -> None:
    page = new_context(fire).new_page()
    zhang_with_a_pin(page, fire)
    page.get_by_text("换人", exact=True).click()
    page.locator("[data-new-learner]").click()
    form = page.locator(".cm-desk form[data-profile]")
    fill_profile(form, ZHANG)
    expect(page.locator("dialog")).to_contain_text("请输入 PIN")
    page.locator("dialog").get_by_role("button", name="取消").click()
    expect(form).to_be_visible()
    form.locator("button[type=submit]").click()
    give_pin(page, "4711")
    expect(page.locator("#cm-who")).to_have_text("张三")


def test_a_pin_is_changed_and_removed_only_with_the_present_one(
    fire: Place, new_context: NewContext
) -> None:
    page = new_context(fire).new_page()
    zhang_with_a_pin(page, fire)
    own_pin(page, "081507")
    give_pin(page, "4711")
    says(page, "PIN 已换。")

    page.locator("details:has(form[data-new-pin]) > summary").click()
    page.locator("[data-remove-pin]").click()
    give_pin(page, "4711")
    expect(page.locator("dialog [role=alert]")).to_have_text("PIN 不对，请再输一次。")
    give_pin(page, "081507")
    says(page, "PIN 已去掉。")
    assert stored(page)["learners"] == [vars(ZHANG)]


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("471", "471", "PIN 是 4 到 8 位数字。"),
        ("abcd", "abcd", "PIN 是 4 到 8 位数字。"),
        ("4711", "4712", "两次输入的不一样，请重输。"),
    ],
)
def test_a_pin_that_will_not_do(
    fire: Place, new_context: NewContext, first: str, second: str, said: str
) -> None:
    page = new_context(fire).new_page()
    register(page, fire.url("my-learning.md"))
    page.locator("details:has(form[data-new-pin]) > summary").click()
    form = page.locator("form[data-new-pin]")
    form.locator("[name=new-pin]").fill(first)
    form.locator("[name=repeated-pin]").fill(second)
    form.locator("button[type=submit]").click()
    expect(form.locator("[role=alert]")).to_have_text(said)
    assert stored(page)["learners"] == [vars(ZHANG)]


def test_the_pin_is_not_in_the_record(fire: Place, new_context: NewContext, tmp_path: Path) -> None:
    page = new_context(fire).new_page()
    zhang_with_a_pin(page, fire)
    edit(page, "2026-09-01")
    (row,) = stored(page)["learners"]
    assert row["start"] == "2026-09-01"
    assert sorted(row["pin"]) == ["hash", "rounds", "salt"]
    visit(page, fire.url("fire.md"))
    practise(page, ALARM_ITEM, "A")
    text = page.evaluate("Coursemark.record()")
    assert json.loads(text.splitlines()[0])["learner"] == {**vars(ZHANG), "start": "2026-09-01"}
    for secret in (row["pin"]["hash"], row["pin"]["salt"], "pin", "4711"):
        assert secret not in text


def edit(page: Page, start: str) -> None:
    page.get_by_text("修改资料", exact=True).click()
    form = page.locator("details:has-text('修改资料') form[data-profile]")
    form.locator("[name=start]").fill(start)
    form.locator("button[type=submit]").click()
    expect(page.locator(".cm-who__facts")).to_have_text(
        f"工号 10023 · 内科 · 临床医师{f' · {start} 到岗' if start else ''}"
    )


def test_the_start_is_explained_kept_and_cleared(fire: Place, new_context: NewContext) -> None:
    page = new_context(fire).new_page()
    zhang_with_a_pin(page, fire)
    page.get_by_text("修改资料", exact=True).click()
    expect(page.locator("details[open] .cm-field:has([name=start]) small")).to_have_text(
        "到这里上班的第一天。“到岗后 30 天内完成”一类的期限从这天算起。"
    )
    page.get_by_text("修改资料", exact=True).click()
    edit(page, "2026-09-01")

    # Entering oneself again without the day keeps it, and the PIN.
    page.get_by_text("换人", exact=True).click()
    page.locator("[data-new-learner]").click()
    fill_profile(page.locator(".cm-desk form[data-profile]"), ZHANG)
    give_pin(page, "4711")
    expect(page.locator(".cm-who__facts")).to_contain_text("2026-09-01 到岗")
    edit(page, "")
    (row,) = stored(page)["learners"]
    assert {**row, "pin": None} == {**vars(ZHANG), "pin": None}


def test_wiping_takes_the_pin(fire: Place, new_context: NewContext) -> None:
    page = new_context(fire).new_page()
    zhang_with_a_pin(page, fire)
    page.get_by_text("清除本机记录").click()
    page.locator("[data-wipe]").click()
    expect(page.locator("dialog")).to_contain_text("清除记录前，请先输入 PIN。")
    page.locator("dialog").get_by_role("button", name="取消").click()
    assert len(stored(page)["learners"]) == 1
    page.locator("[data-wipe]").click()
    give_pin(page, "4711")
    page.locator("dialog button[value=wipe]").click()
    says(page, "已清除。")
    assert stored(page)["learners"] == []


def test_a_forgotten_pin_costs_nothing_that_was_downloaded(
    fire: Place, new_context: NewContext, tmp_path: Path
) -> None:
    page = new_context(fire).new_page()
    zhang_with_a_pin(page, fire)
    visit(page, fire.url("fire.md"))
    practise(page, ALARM_ITEM, "A")
    register(page, fire.url("my-learning.md"), LI)
    page.get_by_text("换人", exact=True).click()
    page.get_by_role("button", name="张三（10023）").click()
    page.locator("dialog [data-forgotten]").click()

    dialog = page.locator("dialog[data-forgotten-pin]")
    expect(dialog).to_contain_text("只能清除张三（10023）在这台电脑上的资料和记录，再重新登记。")
    expect(dialog).to_contain_text("本机有 1 条学习记录。请先下载：")
    with page.expect_download() as waiting:
        dialog.get_by_role("button", name="下载学习记录").click()
    kept = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(kept)
    number = dialog.get_by_label("确实要清除，请输入张三的工号")
    number.fill("10024")
    number.press("Enter")
    expect(dialog.locator("[role=alert]")).to_have_text("工号不对，没有清除。")
    number.fill("10023")
    number.press("Enter")
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.locator("#cm-who")).to_have_text("李四")
    assert stored(page)["learners"] == [vars(LI)]

    register(page, fire.url("my-learning.md"), ZHANG)
    page.locator("#cm-load-record").set_input_files(kept)
    expect(page.locator("[data-message]")).to_contain_text("载入完成：新增 1 条")


def test_the_profile_of_an_earlier_release_is_taken_as_it_is(
    fire: Place, new_context: NewContext
) -> None:
    """The database of version 1: learners without start and PIN."""
    page = new_context(fire).new_page()
    page.route("**/coursemark.js*", lambda route: route.fulfill(body=""))
    page.goto(fire.url("index.md"))
    page.evaluate(VERSION_1, {"site": SITE_ID, "learner": vars(ZHANG)})
    page.unroute("**/coursemark.js*")
    visit(page, fire.url("my-learning.md"))
    expect(page.locator("#cm-who")).to_have_text("张三")
    expect(page.locator(".cm-who__facts")).to_have_text("工号 10023 · 内科 · 临床医师")
    own_pin(page, "4711")
    says(page, "PIN 已设置。")


VERSION_1 = """({ site, learner }) => new Promise((resolve, reject) => {
  const request = indexedDB.open(`coursemark ${site}`, 1);
  request.onerror = () => reject(request.error);
  request.onupgradeneeded = () => {
    const db = request.result;
    db.createObjectStore("learners", { keyPath: "id" });
    db.createObjectStore("settings", { keyPath: "name" });
    const others = { statements: "id", attempts: "registration", drafts: "item" };
    for (const [name, key] of Object.entries(others))
      db.createObjectStore(name, { keyPath: ["learner", key] }).createIndex("learner", "learner");
  };
  request.onsuccess = () => {
    const db = request.result;
    const transaction = db.transaction(["learners", "settings"], "readwrite");
    transaction.objectStore("learners").put(learner);
    transaction.objectStore("settings").put({ name: "learner", value: learner.id });
    transaction.oncomplete = () => { db.close(); resolve(); };
  };
})"""


def days_ago(page: Page, days: int) -> None:
    """Moves everything in the log into the past."""
    page.evaluate(
        """async (days) => {
          const all = await indexedDB.databases();
          const { name } = all.find((d) => d.name.startsWith("coursemark "));
          const db = await new Promise((resolve) => {
            const request = indexedDB.open(name);
            request.onsuccess = () => resolve(request.result);
          });
          const transaction = db.transaction(["statements"], "readwrite");
          const store = transaction.objectStore("statements");
          const rows = await new Promise((resolve) => {
            const request = store.getAll();
            request.onsuccess = () => resolve(request.result);
          });
          for (const row of rows) {
            const at = new Date(Date.parse(row.statement.timestamp) - days * 86400000);
            row.statement.timestamp = at.toISOString();
            store.put(row);
          }
          await new Promise((resolve) => (transaction.oncomplete = resolve));
          db.close();
        }""",
        days,
    )


def test_work_that_was_not_handed_in_is_seen_on_the_badge(
    fire: Place, new_context: NewContext, tmp_path: Path
) -> None:
    page = new_context(fire).new_page()
    register(page, fire.url("my-learning.md"))
    badge = page.locator(".cm-badge")
    expect(badge).not_to_have_attribute("data-pending", re.compile("."))
    visit(page, fire.url("fire.md"))
    practise(page, ALARM_ITEM, "A")

    visit(page, fire.url("my-learning.md"))
    expect(badge).to_have_attribute("data-pending", "1")
    expect(badge).to_have_accessible_name("张三 我的学习 ，有 1 条学习记录还没有交")
    expect(page.locator("p[data-pending]")).to_have_text("有 1 条学习记录还没有交。去交学习记录")
    expect(page.locator("[data-reminder]")).to_have_count(0)
    download_record(page, tmp_path)
    expect(badge).not_to_have_attribute("data-pending", re.compile("."))
    expect(page.locator("p[data-pending]")).to_have_count(0)


def test_after_a_week_the_page_reminds_until_tomorrow(fire: Place, new_context: NewContext) -> None:
    context = new_context(fire)
    context.clock.install(time=NOON)
    page = context.new_page()
    register(page, fire.url("my-learning.md"))
    visit(page, fire.url("fire.md"))
    practise(page, ALARM_ITEM, "A")
    days_ago(page, 6)
    expect(visit(page, fire.url("index.md")).locator("[data-reminder]")).to_have_count(0)
    days_ago(page, 1)
    reminder = visit(page, fire.url("index.md")).locator("[data-reminder]")
    expect(reminder.locator("p").first).to_have_text(
        "有 1 条学习记录还没有交给培训管理员，最早的已经 7 天了。交了才算数，也不怕这台电脑出问题。"
    )
    expect(page.locator("dialog")).to_have_count(0)

    reminder.locator("[data-later]").click()
    expect(reminder).to_have_count(0)
    visit(page, fire.url("fire.md"))
    expect(reminder).to_have_count(0)
    page.close()
    context.clock.set_system_time(NOON + timedelta(days=1))
    tomorrow = visit(context.new_page(), fire.url("index.md"))
    tomorrow.locator("dialog[data-lock]").get_by_role("button", name="继续学习").click()
    expect(tomorrow.locator("[data-reminder]")).to_be_visible()


def test_after_an_exam_the_page_reminds(fire: Place, new_context: NewContext) -> None:
    page = new_context(fire).new_page()
    register(page, fire.url("my-learning.md"))
    section = begin(visit(page, fire.url("drill.md")), "drill")
    respond(item(section, "fire/alarm"), "single", "B")
    expect(page.locator("[data-reminder]")).to_have_count(0)
    hand_in_paper(section)
    # The receipt says it on the page of the exam.
    visit(page, fire.url("fire.md"))
    reminder = page.locator("[data-reminder]")
    expect(reminder).to_contain_text("学习记录还没有交给培训管理员。交了才算数")
    reminder.get_by_role("link", name="去交学习记录").click()
    expect(ready(page).locator("#cm-hand-in")).to_be_in_viewport()
