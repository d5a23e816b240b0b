"""A browser that keeps nothing: work goes on in memory, and the page says so loudly."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser.conftest import NewContext
from browser.fire_site import ALARM, CALM, exam, site
from browser.learner import (
    ZHANG,
    begin,
    download_record,
    fill_profile,
    hand_in_paper,
    item,
    practise,
    respond,
    submit,
    visit,
)
from browser.places import Workshop
from browser.record_file import parse
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
BLOCKED = """\
IDBFactory.prototype.open = () => { throw new DOMException("blocked", "SecurityError"); };
"""


@pytest.fixture
def page(workshop: Workshop, new_context: NewContext) -> Page:
    fire = workshop.write(
        site(ALARM, CALM, drill=exam("alarm"))
        | {
            "content/all.md": "# 全部\n\n```quiz\nfire/alarm\nfire/calm\n```\n\n"
            "```quiz\nassessment: drill\n```\n"
        }
        | {"content/drill.md": "# 空\n"}
    )
    context = new_context(fire)
    context.add_init_script(BLOCKED)
    return visit(context.new_page(), fire.url("all.md"))


def test_the_page_says_so_and_the_record_still_downloads(page: Page, tmp_path: Path) -> None:
    warning = page.locator("[role=alert]", has_text="不肯保存数据")
    expect(warning).to_be_visible()
    respond(item(page, "fire/alarm"), "single", "B")
    submit(item(page, "fire/alarm"))
    fill_profile(page.locator("dialog form[data-profile]"), ZHANG)
    expect(item(page, "fire/alarm")).to_have_attribute("data-state", "correct")
    practise(page, {"id": "fire/calm", "type": "true-false"}, "true")
    section = begin(page, "drill")
    respond(item(section, "fire/alarm"), "single", "B")
    hand_in_paper(section)
    expect(section).to_have_attribute("data-passed", "true")

    file = download_record(page, tmp_path)

    assert parse(file.read_bytes()).story() == [
        "answered item/fire/alarm",
        "answered item/fire/calm",
        "initialized assessment/drill",
        "answered item/fire/alarm",
        "passed assessment/drill",
        "terminated assessment/drill",
    ]
