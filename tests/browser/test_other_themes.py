"""Themes other than Material: nothing is missing, and what is ours looks like ours."""

from __future__ import annotations

import pytest
from browser.conftest import NewContext
from browser.fire_site import EVERY_TYPE, exam, site
from browser.learner import begin, hand_in_paper, practise, register, visit
from browser.places import CONFIG, Workshop
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser
MATERIAL = "{name: material, language: zh, font: false}"
ALARM = {"id": "fire/alarm", "type": "single"}


def style(element: Locator, name: str) -> str:
    value: str = element.evaluate(f"e => getComputedStyle(e)['{name}']")
    return value


def fits(page: Page) -> bool:
    ok: bool = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    return ok


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_the_themes_of_mkdocs(workshop: Workshop, new_context: NewContext, theme: str) -> None:
    fire = workshop.write(
        site(*EVERY_TYPE, drill=exam("alarm", "calm", "ward"))
        # With the search its own script looks for.
        | {
            "mkdocs.yml": CONFIG.replace(MATERIAL, theme).replace(
                "plugins: [", "plugins: [search, "
            )
        }
    )
    page = new_context(fire, viewport={"width": 390, "height": 800}).new_page()
    register(page, fire.url("my-learning.md"))
    assert fits(page)

    visit(page, fire.url("fire.md"))
    form = practise(page, ALARM, "A")
    assert style(form.locator("li.is-key > label"), "backgroundColor") != "rgba(0, 0, 0, 0)"
    assert style(form.locator(".cm-options > li").first, "listStyleType") == "none"
    submit = page.get_by_role("button", name="提交答案").first
    assert style(submit, "backgroundColor") == "rgb(11, 85, 96)"
    assert fits(page)

    section = begin(visit(page, fire.url("drill.md")), "drill")
    # Not where they are on the screen: this theme scrolls smoothly.
    cells = section.locator(".cm-sheet__cell").evaluate_all("all => all.map((e) => e.offsetTop)")
    assert len(cells) == 4
    assert len(set(cells)) == 1
    assert fits(page)
    hand_in_paper(section)
    expect(section.locator(".cm-receipt")).to_be_visible()
    assert fits(page)


def test_material_keeps_its_own_names(workshop: Workshop, new_context: NewContext) -> None:
    fire = workshop.write(site(*EVERY_TYPE))
    page = visit(new_context(fire).new_page(), fire.url("fire.md"))
    expect(page.locator(".cm-foreign")).to_have_count(0)
