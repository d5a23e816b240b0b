"""纠错: a note on an item or a page, in the record; keyboard and focus."""

from __future__ import annotations

from typing import Any

import pytest
from browser.conftest import NewContext
from browser.course_site import course, files
from browser.keyboard import Keyboard
from browser.learner import (
    ZHANG,
    begin,
    hand_in_paper,
    item,
    practise,
    register,
    respond,
    stored,
    visit,
)
from browser.places import SITE_ID, Place, Workshop
from browser.record_file import xapi_faults
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def place(workshop: Workshop) -> Place:
    return workshop.write(files(first=course("first", "消防入门")))


@pytest.fixture
def page(place: Place, new_context: NewContext) -> Page:
    page = new_context(place).new_page()
    register(page, place.url("my-learning.md"))
    return visit(page, place.url("fire.md"))


def on_page(page: Page) -> Locator:
    return page.locator('[data-comment="page fire.md"]')


def notes(page: Page) -> list[dict[str, Any]]:
    verb = "http://adlnet.gov/expapi/verbs/commented"
    all_ = [row["statement"] for row in stored(page)["statements"]]
    return [statement for statement in all_ if statement["verb"]["id"] == verb]


def test_a_note_on_an_item_is_in_the_record(page: Page) -> None:
    button = item(page, "fire/alarm").get_by_role("button", name="纠错：这道题有错误或看不懂")
    button.click()
    dialog = page.get_by_role("dialog", name="纠错")
    expect(dialog.locator(".cm-comment__about")).to_have_text("题目：发现起火，先打哪个电话？")
    expect(dialog).to_contain_text("随学习记录交出")
    expect(dialog.get_by_label("哪里有错误或看不懂？")).to_be_focused()
    dialog.get_by_label("哪里有错误或看不懂？").fill(" 119 写成了 191 \n第二行 ")
    dialog.get_by_role("button", name="记下").click()

    expect(page.locator("dialog")).to_have_count(0)
    expect(button).to_be_focused()
    expect(item(page, "fire/alarm").locator(".cm-comment__stored")).to_have_text(
        "纠错已记下，随学习记录交出。"
    )
    (note,) = notes(page)
    assert note["object"]["id"] == f"{SITE_ID}item/fire/alarm"
    assert note["result"] == {"response": "119 写成了 191 \n第二行"}
    assert f"{SITE_ID}x/revision" in note["context"]["extensions"]
    assert xapi_faults([note]) == ""


def test_a_page_is_noted_at_its_end_and_old_notes_come_back(page: Page) -> None:
    for text in ("第一条", "第二条"):
        on_page(page).click()
        page.locator("dialog textarea").fill(text)
        page.locator("dialog").get_by_role("button", name="记下").click()
        expect(page.locator("dialog")).to_have_count(0)

    on_page(page).click()

    dialog = page.locator("dialog")
    expect(dialog.locator(".cm-comment__about")).to_have_text("页面：消防常识")
    expect(dialog.locator("summary")).to_have_text("你对它提过 2 条")
    assert {note["object"]["id"] for note in notes(page)} == {f"{SITE_ID}page/fire"}


def test_whoever_is_not_registered_is_asked_first(place: Place, new_context: NewContext) -> None:
    page = visit(new_context(place).new_page(), place.url("pledge.md"))
    keys = Keyboard(page)
    button = page.locator('[data-comment="page pledge.md"]')
    keys.push(button)
    keys.fill_profile(page.locator("dialog form[data-profile]"), ZHANG)
    keys.write(page.locator("dialog textarea"), "看不懂")
    keys.push(page.locator("dialog button[type=submit]"))

    expect(page.locator("dialog")).to_have_count(0)
    expect(button).to_be_focused()
    (note,) = notes(page)
    assert note["result"]["response"] == "看不懂"


def test_escape_leaves_no_note_and_the_focus_returns(page: Page) -> None:
    on_page(page).click()
    expect(page.locator("dialog textarea")).to_be_focused()
    page.keyboard.type("算了")
    page.keyboard.press("Escape")

    expect(page.locator("dialog")).to_have_count(0)
    expect(on_page(page)).to_be_focused()
    assert notes(page) == []


def test_an_empty_note_is_told_and_a_long_one_ends(page: Page) -> None:
    on_page(page).click()
    dialog = page.locator("dialog")
    dialog.get_by_role("button", name="记下").click()
    expect(dialog.locator("[role=alert]")).to_have_text("还没有写。请说明哪里有错误或看不懂。")
    expect(dialog.locator("textarea")).to_be_focused()
    page.keyboard.insert_text("长" * 600)
    expect(dialog.locator("small")).to_have_text("500 / 500 字")
    dialog.get_by_role("button", name="记下").click()
    expect(dialog).to_have_count(0)

    (note,) = notes(page)
    assert note["result"]["response"] == "长" * 500


def test_an_exam_is_noted_after_it_not_in_it(page: Page, place: Place) -> None:
    section = begin(visit(page, place.url("drill.md")), "drill")
    expect(item(section, "fire/alarm").locator(".cm-comment")).to_have_count(0)
    respond(item(section, "fire/alarm"), "single", "A")
    hand_in_paper(section)
    section.locator(".cm-review summary").click()

    button = item(section, "fire/alarm").locator(".cm-comment")
    expect(button).to_have_count(1)
    button.click()
    page.locator("dialog textarea").fill("选项 A 也对")
    page.locator("dialog").get_by_role("button", name="记下").click()

    expect(button).to_be_focused()
    assert [note["object"]["id"] for note in notes(page)] == [f"{SITE_ID}item/fire/alarm"]


def test_one_button_stays_when_an_item_is_done_again(page: Page) -> None:
    form = practise(page, {"id": "fire/alarm", "type": "single"}, "B")
    expect(form.locator(".cm-comment")).to_have_count(1)
    form.get_by_role("button", name="重做这题").click()
    expect(form.locator(".cm-comment")).to_have_count(1)
    page.reload()
    expect(form.locator(".cm-comment")).to_have_count(1)
