"""The newcomer's whole way by keyboard alone, on plain http."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browser.conftest import NewContext
from browser.course import COURSE, EXAM, practice_steps, reading_steps
from browser.keyboard import Keyboard
from browser.learner import ZHANG, drawn, item, read_on, ready, visit
from browser.places import Place
from browser.record_file import parse
from browser.responses import right
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser


def focused(page: Page) -> str:
    """What has the focus, told by the words or the class it has."""
    text: str = page.evaluate(
        "(document.activeElement.textContent.trim() || document.activeElement.className)"
    )
    return text


def read_the_course(page: Page, keys: Keyboard, place: Place) -> None:
    """Each step is reached by the link of the step before."""
    items = place.items()
    steps = reading_steps(place)
    practice = dict(practice_steps(place))
    visit(page, place.url(steps[0].page))
    known = False
    for step in steps:
        assert page.url == place.url(step.page)
        for id in step.practice:
            definition = items[id]["definition"]
            form = item(page, id)
            keys.respond(form, definition["type"], right(definition))
            keys.push(form.get_by_role("button", name="提交答案"))
            if not known:
                keys.fill_profile(page.locator("dialog form[data-profile]"), ZHANG)
                known = True
            expect(form).to_have_attribute("data-state", "correct")
        keys.push(page.locator("[data-read]"))
        read_on(page)
        keys.push(page.locator(".cm-page-end [data-next]"))
        page.wait_for_url(re.compile(f"^(?!{re.escape(place.url(step.page))}$)"))
        ready(page)
        if page.url in practice:
            practise_the_topic(page, keys, place, practice.pop(page.url))
            go_on(page, keys, place)


def practise_the_topic(page: Page, keys: Keyboard, place: Place, count: int) -> None:
    items = place.items()
    for id in drawn(page.locator("[data-practice]"))[:count]:
        definition = items[id]["definition"]
        keys.respond(item(page, id), definition["type"], right(definition))
        keys.push(item(page, id).get_by_role("button", name="提交答案"))
        expect(item(page, id)).to_have_attribute("data-state", "correct")


def go_on(page: Page, keys: Keyboard, place: Place) -> None:
    """By 我的学习 to the next step of the course."""
    keys.push(page.locator(".cm-badge"))
    page.wait_for_url(place.url("my-learning.md"))
    ready(page)
    keys.push(page.locator(f"[data-course={COURSE}] [data-next]"))
    page.wait_for_url(re.compile(f"^(?!{re.escape(place.url('my-learning.md'))}$)"))
    ready(page)


def sit_the_exam(page: Page, keys: Keyboard, place: Place) -> Locator:
    items = place.items()
    section = page.locator(f"[data-assessment={EXAM}]")
    keys.push(section.locator("[data-start]"))
    expect(section).to_have_attribute("data-state", "running")
    ids = drawn(section)
    keys.push(item(section, ids[0]).locator("[data-flag]"), "Space")
    for id in ids:
        definition = items[id]["definition"]
        keys.respond(item(section, id), definition["type"], right(definition))
    expect(section.locator(".cm-count")).to_have_text(f"已答 {len(ids)} / {len(ids)}")

    keys.push(section.locator(".cm-sheet__cell").nth(4))
    inside = item(section, ids[4]).evaluate("form => form.contains(document.activeElement)")
    assert inside, focused(page)
    keys.push(section.get_by_role("button", name="交卷").last)
    keys.push(page.locator("dialog").get_by_role("button", name="确定交卷"))
    expect(section).to_have_attribute("data-passed", "true")
    return section


def test_a_newcomer_needs_no_mouse(
    hospital: Place, new_context: NewContext, tmp_path: Path
) -> None:
    context = new_context(hospital)
    context.clock.install()
    page = context.new_page()
    keys = Keyboard(page)

    read_the_course(page, keys, hospital)
    sit_the_exam(page, keys, hospital)
    assert focused(page) == "通过"
    keys.push(page.locator(".cm-badge"))
    page.wait_for_url(hospital.url("my-learning.md"))
    ready(page)
    card = page.locator(f"[data-course={COURSE}]")
    expect(card).to_have_attribute("data-status", "completed")
    with page.expect_download() as download:
        keys.push(page.locator("[data-hand-in]"))
    download.value.save_as(tmp_path / "record.jsonl")

    story = parse((tmp_path / "record.jsonl").read_bytes()).story()
    assert story[-3:] == [
        f"passed assessment/{EXAM}",
        f"terminated assessment/{EXAM}",
        f"completed course/{COURSE}",
    ]


def test_escape_closes_a_dialog_and_the_answer_stays(
    hospital: Place, new_context: NewContext
) -> None:
    page = new_context(hospital).new_page()
    keys = Keyboard(page)
    visit(page, hospital.url("policies/drug-catalogue.md"))
    form = page.locator("form[data-type=single]").first
    keys.push(form.locator("input"), "Space")
    keys.push(form.get_by_role("button", name="提交答案"))
    expect(page.locator("dialog")).to_be_visible()

    page.keyboard.press("Escape")

    expect(page.locator("dialog")).to_have_count(0)
    expect(form.locator(".cm-feedback__verdict")).to_be_visible()
    expect(form.locator("input:checked")).to_have_count(1)
