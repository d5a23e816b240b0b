"""Phones do not scroll sideways; the completion slip is one A4 page."""

from __future__ import annotations

import re

import pytest
from browser.conftest import NewContext
from browser.course import EXAM, finished_record
from browser.learner import (
    ZHANG,
    Person,
    begin,
    drawn,
    hand_in_paper,
    item,
    practise,
    register,
    respond,
    visit,
)
from browser.places import Place
from browser.responses import right, wrong
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}
LONG = Person("阿依古丽·买买提江" * 4, "W" * 38, "心脏大血管外科与重症监护病区" * 2, "临床医师")


def too_wide(page: Page) -> list[str]:
    """Elements that make the page scroll sideways; empty when it does not."""
    found: list[str] = page.evaluate(
        """() => {
          const width = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= width) return [];
          return [...document.querySelectorAll("body *")]
            .filter((e) => e.getBoundingClientRect().right > width + 1)
            .map((e) => `${location.pathname} ${e.tagName} ${e.className}`);
        }"""
    )
    return found


def test_no_page_scrolls_sideways_on_a_phone(hospital: Place, new_context: NewContext) -> None:
    page = new_context(hospital, viewport=PHONE).new_page()
    faults = []
    for file in sorted(hospital.folder.rglob("index.html")):
        address = hospital.base + file.relative_to(hospital.folder).as_posix()
        faults += too_wide(visit(page, address))

    assert faults == []


def test_no_state_scrolls_sideways_on_a_phone(hospital: Place, new_context: NewContext) -> None:
    page = new_context(hospital, viewport=PHONE).new_page()
    items = hospital.items()
    faults = []
    register(page, hospital.url("my-learning.md"), LONG)
    page.set_input_files(
        "#cm-load-record",
        {"name": "r.jsonl", "mimeType": "text/plain", "buffer": finished_record(hospital, LONG)},
    )
    expect(page.locator("[data-message]")).to_contain_text("载入完成")
    for fold in page.locator(".cm-desk summary").all():
        fold.click()
    faults += too_wide(page)
    visit(page, hospital.url("policies/drug-catalogue.md"))
    for id in drawn(page.locator("[data-quiz]").last):
        definition = items[id]["definition"]
        practise(page, definition, wrong(definition))
    faults += too_wide(page)
    section = begin(visit(page, hospital.url("courses/newcomer.md")), EXAM)
    for id in drawn(section)[:12]:
        definition = items[id]["definition"]
        respond(item(section, id), definition["type"], right(definition))
    faults += too_wide(page)
    hand_in_paper(section)
    section.locator(".cm-review summary").click()
    faults += too_wide(page)

    assert faults == []


@pytest.mark.parametrize("person", [ZHANG, LONG], ids=["usual", "long"])
def test_the_completion_slip_is_one_a4_page(
    hospital: Place, new_context: NewContext, person: Person
) -> None:
    context = new_context(hospital)
    context.add_init_script("globalThis.print = () => { globalThis.printed = true; };")
    page = context.new_page()
    register(page, hospital.url("my-learning.md"), person)
    page.set_input_files(
        "#cm-load-record",
        {"name": "r.jsonl", "mimeType": "text/plain", "buffer": finished_record(hospital, person)},
    )
    page.locator("[data-slip]").click()
    page.wait_for_function("globalThis.printed")
    slip = page.locator(".cm-slip")
    expect(slip).to_contain_text(person.name)
    expect(slip).to_contain_text("88 分")
    page.emulate_media(media="print")
    expect(slip).to_be_visible()
    expect(page.locator(".md-container")).to_be_hidden()

    pdf = page.pdf(prefer_css_page_size=True, print_background=True)

    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    (box,) = set(re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf))
    assert [round(float(side)) for side in box] == [595, 842]
    # Printing over, the page is as before.
    page.emulate_media(media="screen")
    expect(slip).to_have_count(0)
    expect(page.locator(".md-container")).to_be_visible()
