"""A browser that keeps nothing: work goes on in memory, and the page says so loudly."""

from __future__ import annotations

import re
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
from browser.places import Place, Workshop
from browser.record_file import parse
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
BLOCKED = """\
IDBFactory.prototype.open = () => { throw new DOMException("blocked", "SecurityError"); };
"""


WECHAT = "Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0"


@pytest.fixture
def fire(workshop: Workshop) -> Place:
    return workshop.write(
        site(ALARM, CALM, drill=exam("alarm"))
        | {
            "content/all.md": "# 全部\n\n```quiz\nfire/alarm\nfire/calm\n```\n\n"
            "```quiz\nassessment: drill\n```\n"
        }
        | {"content/drill.md": "# 空\n"}
    )


@pytest.fixture
def page(fire: Place, new_context: NewContext) -> Page:
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


def test_inside_a_chat_program_the_notice_offers_what_works_there(
    fire: Place, new_context: NewContext
) -> None:
    context = new_context(fire, user_agent=WECHAT)
    context.add_init_script(BLOCKED)
    page = visit(context.new_page(), fire.url("all.md"))
    warning = page.locator("[role=alert]", has_text="不肯保存数据")
    expect(warning).to_contain_text("请做完就复制学习记录发出去")
    respond(item(page, "fire/alarm"), "single", "B")
    submit(item(page, "fire/alarm"))
    fill_profile(page.locator("dialog form[data-profile]"), ZHANG)
    expect(item(page, "fire/alarm")).to_have_attribute("data-state", "correct")

    warning.get_by_role("button", name="复制学习记录").click()

    expect(page.locator("dialog textarea")).to_have_value(re.compile("CMR1 "))
