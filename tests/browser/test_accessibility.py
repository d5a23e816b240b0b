"""axe finds nothing against WCAG 2 A and AA in our components, nor on the flagship's pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser.conftest import ROOT, NewContext
from browser.course import EXAM, finished_record
from browser.fire_site import ALARM, CALM, EXITS, NUMBER, STEPS, WORDS, exam, site
from browser.learner import (
    ZHANG,
    begin,
    drawn,
    fill_profile,
    item,
    practise,
    respond,
    submit,
    visit,
)
from browser.places import Place, Workshop
from browser.responses import right, wrong
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = pytest.mark.browser
AXE = Path(ROOT, "node_modules/axe-core/axe.min.js")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SCREENS = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 900}}
RUN = """async (tags) => {
  // A colour half way through a transition is no colour of ours.
  await Promise.all(document.getAnimations().map((a) => a.finished.catch(() => {})));
  const found = await axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target, any }) => {
    const element = document.querySelector(target.at(-1));
    const ours = element?.closest("[class^='cm-'], [class*=' cm-']") ? "ours" : "theme";
    return `${ours}: ${id} ${target.join(" ")} ${any[0]?.message ?? ""}`;
  }));
}"""

LOCKED = """(site) => {
  const key = `coursemark activity ${site}`;
  const last = JSON.parse(localStorage.getItem(key));
  localStorage.setItem(key, JSON.stringify({ ...last, locked: true }));
}"""


class Inspector:
    """Runs axe in each state of a walk and keeps what it finds."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def look(self, page: Page, state: str) -> None:
        if not page.evaluate("'axe' in globalThis"):
            page.evaluate(AXE.read_text("utf-8"))
        self.found += [f"{state}: {fault}" for fault in page.evaluate(RUN, TAGS)]


def walk(context: BrowserContext, place: Place, lesson: str, sat: str, name: str) -> list[str]:
    """Every state of every component: practice, dialogs, exam, result, desk."""
    axe = Inspector()
    page = context.new_page()
    items = {id: leaf["definition"] for id, leaf in place.items().items()}
    axe.look(visit(page, place.url("index.md")), "home")
    axe.look(visit(page, place.url("my-learning.md")), "empty desk")
    axe.look(visit(page, place.url(lesson)), "practice")
    first, *rest = drawn(page.locator("main"))
    respond(item(page, first), items[first]["type"], right(items[first]))
    submit(item(page, first))
    expect(page.locator("dialog form")).to_be_visible()
    axe.look(page, "profile dialog")
    fill_profile(page.locator("dialog form"), ZHANG)
    expect(item(page, first)).to_have_attribute("data-state", "correct")
    for number, id in enumerate(rest):
        practise(page, items[id], (wrong, right)[number % 2](items[id]))
    axe.look(page, "practice answered")
    visit(page, place.url(sat))
    axe.look(page, "exam ready")
    section = begin(page, name)
    ids = drawn(section)
    for id in ids[: len(ids) // 2]:
        respond(item(section, id), items[id]["type"], right(items[id]))
    item(section, ids[0]).locator("[data-flag]").check()
    axe.look(page, "exam running")
    section.get_by_role("button", name="交卷").first.click()
    axe.look(page, "hand-in dialog")
    page.locator("dialog").locator("button[value=submit]").click()
    expect(section).to_have_attribute("data-state", "submitted")
    section.locator(".cm-review summary").click()
    axe.look(page, "result")
    visit(page, place.url("my-learning.md"))
    if name == EXAM:
        record = finished_record(place, ZHANG)
        file = {"name": "r.jsonl", "mimeType": "text/plain", "buffer": record}
        page.set_input_files("#cm-load-record", file)
        expect(page.locator("[data-message]")).to_contain_text("载入完成")
    for fold in page.locator(".cm-desk summary").all():
        fold.click()
    axe.look(page, "desk")
    visit(page, place.url("my-practice.md"))
    axe.look(page, "daily practice")
    page.locator("button[data-daily], button[data-mistakes]").first.click()
    expect(page.locator(".cm-practice form[data-item]").first).to_be_visible()
    axe.look(page, "practice round")
    page.evaluate(LOCKED, place.data("site")["id"])
    visit(page, place.url("my-learning.md"))
    expect(page.locator("dialog[data-lock]")).to_be_visible()
    axe.look(page, "lock")
    page.locator("[data-switch]").click()
    axe.look(page, "change of person")
    return axe.found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_the_flagship_site(
    hospital: Place, new_context: NewContext, screen: str, scheme: str
) -> None:
    context = new_context(hospital, viewport=SCREENS[screen], color_scheme=scheme)
    lesson = "policies/drug-catalogue.md"

    found = walk(context, hospital, lesson, "courses/newcomer.md", EXAM)

    assert "\n".join(found) == ""


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_our_components_in_the_theme_as_it_comes(
    workshop: Workshop, new_context: NewContext, scheme: str
) -> None:
    every = (ALARM, EXITS, CALM, STEPS, NUMBER, WORDS)
    files = site(*every, drill=exam("alarm", "exits", "calm", "steps", more="minutes: 5\n"))
    place = workshop.write(files)
    config = workshop.source / "mkdocs.yml"
    palette = config.read_text("utf-8").replace(
        "font: false", f"font: false, palette: {{scheme: {scheme}}}"
    )
    workshop.write({"mkdocs.yml": palette})

    found = walk(new_context(place), place, "fire.md", "drill.md", "drill")

    ours = [fault for fault in found if ": ours: " in fault]
    assert "\n".join(ours) == ""
