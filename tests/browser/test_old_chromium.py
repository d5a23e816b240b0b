"""Ward PCs run old Chromium: nothing newer than Chromium 86 is needed, whoever wrote it.

The browser at hand is new, so what came later is taken away from it before a page's scripts run.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browser.conftest import ROOT, NewContext
from browser.course_site import SURVEY, course
from browser.fire_site import EVERY_TYPE, exam, page, site
from browser.learner import (
    ZHANG,
    begin,
    fill_profile,
    hand_in_paper,
    item,
    practise,
    register,
    respond,
    submit,
    visit,
)
from browser.places import CONFIG, Place, Workshop
from playwright.sync_api import Page, expect

from coursemark.sealing import new_key

LATER = """
for (const [owner, names] of [
  [Object, ["hasOwn", "groupBy"]],
  [Map, ["groupBy"]],
  [Array, ["fromAsync"]],
  [Array.prototype, ["at", "findLast", "findLastIndex", "with"]],
  [Array.prototype, ["toSorted", "toReversed", "toSpliced"]],
  [Uint8Array, ["fromHex", "fromBase64"]],
  [Uint8Array.prototype, ["toHex", "toBase64"]],
  [Object.getPrototypeOf(Uint8Array.prototype), ["at", "findLast", "findLastIndex", "toSorted"]],
  [String.prototype, ["at", "isWellFormed", "toWellFormed"]],
  [Set.prototype, ["union", "intersection", "difference", "isSubsetOf"]],
  [Promise, ["withResolvers", "try"]],
  [Iterator.prototype, ["map", "filter", "take", "drop", "flatMap", "reduce", "toArray"]],
  [AbortSignal, ["abort", "timeout", "any"]],
  [AbortSignal.prototype, ["throwIfAborted"]],
  [HTMLElement.prototype, ["inert", "showPopover", "togglePopover"]],
  [Element.prototype, ["setHTMLUnsafe", "checkVisibility"]],
  [globalThis, ["structuredClone", "reportError", "scheduler", "navigation"]],
  [Crypto.prototype, ["randomUUID"]],
]) for (const name of names) delete owner[name];
"""
BLOCKED = """
IDBFactory.prototype.open = () => { throw new DOMException("blocked", "SecurityError"); };
"""
ALARM = {"id": "fire/alarm", "type": "single"}
NEWER = re.compile(
    r":is\(|:where\(|\binset(-\w+)*:|(margin|padding|border)-(inline|block):|color-mix|@layer|@container"
    # A list with a selector that is not known is dropped whole.
    r"|,\s*[^,{}]*:has\(|:has\([^{}]*\)\s*,"
)


@pytest.fixture
def fire(workshop: Workshop) -> Place:
    option = f"[coursemark: {{seal_key: {new_key()[1]}}}]"
    steps = "    - read: fire.md\n    - {survey: after}\n"
    return workshop.write(
        site(*EVERY_TYPE, drill=exam("alarm", "calm", "ward", more="sealed: true\nminutes: 20\n"))
        | {
            "mkdocs.yml": CONFIG.replace("[coursemark]", option),
            "content/all.md": page(*["fire/alarm"], text="# 全部\n"),
            "content/course.md": course("fire", "消防课", steps),
            "quizzes/surveys/after.yml": SURVEY,
        }
    )


def walk(page: Page, fire: Place) -> None:
    visit(page, fire.url("fire.md"))
    practise(page, ALARM, "B")
    section = begin(visit(page, fire.url("drill.md")), "drill")
    respond(item(section, "fire/calm"), "true-false", "false")
    hand_in_paper(section)
    visit(page, fire.url("course.md"))
    page.locator("[name=useful][value='5']").check()
    page.locator("[name=wish]").fill("更多")
    page.locator("form[data-survey] [type=submit]").click()
    expect(page.locator("form[data-survey=after]")).to_have_attribute("data-state", "sent")
    visit(page, fire.url("my-practice.md"))
    page.locator("[data-daily]").click()
    expect(page.locator("[data-practice] form[data-item]").first).to_be_visible()
    visit(page, fire.url("my-learning.md"))
    for way in ("text", "qr"):
        page.locator(f".cm-hand-in [data-way={way}]").click()
        expect(page.locator("dialog .cm-qr, dialog textarea")).to_be_visible()
        page.keyboard.press("Escape")
    with page.expect_download() as waiting:
        page.locator("[data-hand-in]").click()
    assert waiting.value.suggested_filename.endswith(".sealed.jsonl")


@pytest.mark.browser
def test_every_way_goes_without_what_came_later(fire: Place, new_context: NewContext) -> None:
    context = new_context(fire)
    context.add_init_script(LATER)
    page = context.new_page()
    register(page, fire.url("my-learning.md"))
    walk(page, fire)


@pytest.mark.browser
def test_where_nothing_is_stored_either(fire: Place, new_context: NewContext) -> None:
    context = new_context(fire)
    context.add_init_script(LATER + BLOCKED)
    page = visit(context.new_page(), fire.url("all.md"))
    respond(item(page, "fire/alarm"), "single", "B")
    submit(item(page, "fire/alarm"))
    fill_profile(page.locator("dialog form[data-profile]"), ZHANG)
    expect(page.locator(".cm-feedback__verdict")).to_be_visible()
    assert page.evaluate("Coursemark.record()").count("answered") == 1


@pytest.mark.browser
def test_the_search_of_a_folder(offline: Place, new_context: NewContext) -> None:
    context = new_context(offline)
    context.add_init_script(LATER)
    page = visit(context.new_page(), offline.url("index.md"))
    page.locator("input.md-search__input").focus()
    page.keyboard.type("目录")
    expect(page.locator(".md-search-result__item a").first).to_be_visible()


def test_styles_use_no_selector_that_drops_a_rule() -> None:
    sheets = [
        *(ROOT / "plugins/coursemark/browser/styles").glob("*.css"),
        *(ROOT / "theme/assets/css").glob("*.css"),
    ]
    found = [
        (path.name, match.group())
        for path in sheets
        for match in NEWER.finditer(comments_out(path))
    ]
    assert found == []


def comments_out(path: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.S)
