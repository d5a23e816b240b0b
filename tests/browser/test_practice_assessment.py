"""An assessment for practice: each item is checked and recorded at once."""

from __future__ import annotations

import pytest
from browser.conftest import NewContext
from browser.fire_site import ALARM, CALM, STEPS, exam, site
from browser.learner import begin, hand_in_paper, item, ready, register, respond, submit, visit
from browser.places import Workshop
from browser.record_file import parse
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_items_are_checked_one_by_one_and_stay_checked(
    workshop: Workshop, new_context: NewContext
) -> None:
    drill = exam("alarm", "calm", "steps").replace("mode: exam", "mode: practice")
    fire = workshop.write(site(ALARM, CALM, STEPS, drill=drill))
    page = new_context(fire).new_page()
    register(page, fire.url("my-learning.md"))
    section = begin(visit(page, fire.url("drill.md")), "drill")
    respond(item(section, "fire/alarm"), "single", "B")
    submit(item(section, "fire/alarm"))
    expect(item(section, "fire/alarm")).to_have_attribute("data-state", "correct")
    submit(item(section, "fire/calm"))
    expect(item(section, "fire/calm").locator(".cm-item__message")).to_have_text("还没有作答。")
    respond(item(section, "fire/steps"), "ordering", "B[,]A")
    submit(item(section, "fire/steps"))
    expect(item(section, "fire/steps").locator(".cm-item__message")).to_have_text(
        "请把每一项都排上顺序再提交。"
    )

    page.reload()
    ready(page)

    expect(item(section, "fire/alarm").locator(".cm-feedback__verdict")).to_have_text(
        "回答正确 · 得 1 / 1 分"
    )
    respond(item(section, "fire/steps"), "ordering", "A[,]B[,]C")
    submit(item(section, "fire/steps"))
    expect(item(section, "fire/steps")).to_have_attribute("data-state", "correct")
    hand_in_paper(section)
    expect(section.locator(".cm-result__score")).to_have_text("66.66 分（2 / 3，60 分及格）")
    record = parse(page.evaluate("Coursemark.record()").encode())
    assert record.story() == [
        "initialized assessment/drill",
        "answered item/fire/alarm",
        "answered item/fire/steps",
        "passed assessment/drill",
        "terminated assessment/drill",
    ]
    registrations = {statement["context"]["registration"] for statement in record.statements}
    assert len(registrations) == 1
