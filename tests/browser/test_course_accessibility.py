"""axe finds nothing against our components on course pages, at page ends, in surveys and notes."""

from __future__ import annotations

import pytest
from browser.conftest import NewContext
from browser.course_site import course, files
from browser.learner import register, visit
from browser.places import Workshop
from browser.test_accessibility import SCREENS, Inspector
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize("screen", SCREENS)
def test_every_state_of_a_course(
    workshop: Workshop, new_context: NewContext, screen: str, scheme: str
) -> None:
    site = files(
        first=course("first", "消防入门", more="  due: 2026-01-31\n"),
        offer=course("offer", "选修课", "    - read: fire.md\n", "  required: false\n"),
    )
    palette = f"font: false, palette: {{scheme: {scheme}}}"
    site["mkdocs.yml"] = site["mkdocs.yml"].replace("font: false", palette)
    place = workshop.write(site)
    page = new_context(place, viewport=SCREENS[screen]).new_page()
    axe = Inspector()

    axe.look(visit(page, place.url("courses/first.md")), "course without a learner")
    register(page, place.url("my-learning.md"))
    page.locator("[data-electives] > summary").click()
    page.locator("[data-course=first] summary").click()
    axe.look(page, "desk")
    visit(page, place.url("fire.md"))
    page.locator("[data-read]").click()
    expect(page.locator(".cm-reading__wait")).to_be_visible()
    axe.look(page, "said too early")
    page.locator('[data-comment="page fire.md"]').click()
    expect(page.locator("dialog textarea")).to_be_focused()
    axe.look(page, "note")
    page.keyboard.type("看不懂")
    page.locator("dialog button[type=submit]").click()
    expect(page.locator(".cm-comment__stored")).to_be_visible()
    axe.look(page, "noted")
    visit(page, place.url("courses/first.md"))
    page.get_by_text("登记参加", exact=True).click()
    page.locator("form[data-survey] button[type=submit]").click()
    expect(page.locator("[data-missing]")).to_be_visible()
    axe.look(page, "session and survey")
    page.locator("form[data-attend] button[type=submit]").click()
    page.locator("form[data-survey] input[value='4']").check()
    page.locator("form[data-survey] button[type=submit]").click()
    expect(page.locator("form[data-survey]")).to_have_attribute("data-state", "sent")
    axe.look(page, "registered and sent")

    assert "\n".join(fault for fault in axe.found if ": ours: " in fault) == ""
