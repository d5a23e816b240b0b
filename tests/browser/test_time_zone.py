"""A PC in another time zone shows the days and times that report and certificate write."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from browser.conftest import NewContext
from browser.course_site import course, files
from browser.learner import ZHANG, register, visit
from browser.places import Workshop
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
CHINA = timezone(timedelta(hours=8))
READ = "    - read: fire.md\n"
LECTURE = "    - {attend: 消防演练, hours: 2, evidence: 签到表}\n"


def at_the_desk(workshop: Workshop, new_context: NewContext, zone: str, now: datetime) -> Page:
    place = workshop.write(
        files(
            "reading_speed: 0",
            yesterday=course("yesterday", "昨天到期的课", READ, "  due: 2026-11-22\n"),
            today=course("today", "今天到期的课", READ, "  due: 2026-11-23\n"),
            lecture=course("lecture", "讲座", LECTURE, "  valid_for: 1 month\n"),
        )
    )
    context = new_context(place, timezone_id=zone)
    context.clock.install(time=now)
    page = context.new_page()
    register(page, place.url("my-learning.md"))
    return page


def due(page: Page, id: str) -> str:
    return page.locator(f'[data-course="{id}"] .cm-course__facts > span').last.inner_text()


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Pacific/Auckland"])
def test_the_day_turns_at_midnight_in_china(
    workshop: Workshop, new_context: NewContext, zone: str
) -> None:
    before = datetime(2026, 11, 22, 23, 59, 30, tzinfo=CHINA)
    page = at_the_desk(workshop, new_context, zone, before)
    assert due(page, "yesterday") == "今天到期"
    assert due(page, "today") == "还有 1 天（11月23日到期）"

    page.clock.run_for("01:00")
    page.reload()

    expect(page.locator('[data-course="yesterday"]')).to_have_attribute("data-status", "overdue")
    assert due(page, "today") == "今天到期"


def test_a_session_a_course_and_a_slip_tell_one_time(
    workshop: Workshop, new_context: NewContext
) -> None:
    early = datetime(2026, 11, 23, 7, 30, tzinfo=CHINA)
    page = at_the_desk(workshop, new_context, "America/Los_Angeles", early)
    visit(page, workshop.place.url("courses/lecture.md"))
    page.get_by_text("登记参加").click()
    page.get_by_label("参加日期").fill("2026-11-20")
    page.get_by_role("button", name="登记").click()
    expect(page.locator("[data-attended]")).to_contain_text("2026-11-20 参加")
    expect(page.locator(".cm-step time")).to_have_text("2026-11-20")

    visit(page, workshop.place.url("fire.md"))
    page.locator("[data-read]").click()
    expect(page.locator(".cm-reading .cm-note")).to_contain_text("你在 2026-11-23 07:30 标记为已读")

    visit(page, workshop.place.url("my-learning.md"))
    page.evaluate("window.print = () => {}")
    page.locator('[data-course="lecture"] [data-slip]').click()
    facts = page.locator(".cm-slip dl > div").all_inner_texts()
    assert [fact.replace("\n", "") for fact in facts][-3:] == [
        f"编号lecture-20261120-{ZHANG.id}",
        "完成时间2026-11-20 12:00",
        "有效期至2026-12-20",
    ]
