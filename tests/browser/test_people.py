"""Several people at one PC: each has a record of their own."""

from __future__ import annotations

from typing import Any

import pytest
from browser.conftest import NewContext
from browser.fire_site import ALARM, CALM, exam, site
from browser.learner import (
    LI,
    ZHANG,
    Person,
    begin,
    fill_profile,
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
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
ALARM_ITEM = {"id": "fire/alarm", "type": "single"}


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
