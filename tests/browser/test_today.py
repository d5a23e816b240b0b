"""What depends on the reader's day, not the build's, and on what changed since they were here."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from browser.conftest import NewContext
from browser.course_site import course, files
from browser.learner import LI, ZHANG, item, practise, register, visit
from browser.places import Place, Workshop
from browser.test_courses import load, reading
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
ZONE = timezone(timedelta(hours=8))
NINE = datetime(2026, 11, 23, 9, tzinfo=ZONE)
ALARM = {"id": "fire/alarm", "type": "single"}
NEWS = """\
---
title: 新的报警办法
kind: change
effective: 2026-11-10
change:
  announced: 2026-11-05
  urgency: major
  until: 2099-12-31
  pages: [fire.md]
  items: [fire/alarm]
  interpretation: fire.md
---
# 新的报警办法
"""
PLAN = """\
title: 计划
months:
  - {month: 11, theme: 报警, page: one.md, pages: [fire.md, pledge.md]}
  - {month: 12, theme: 疏散, page: two.md, pages: [pledge.md]}
"""
MONTH = "---\nkind: plan\n---\n# 月\n\n```view\nplan-month\nmonth: {}\n```\n"


def open_site(
    workshop: Workshop,
    new_context: NewContext,
    more: dict[str, str],
    at: datetime = NINE,
) -> tuple[Place, Page]:
    steps = "    - read: fire.md\n    - read: pledge.md\n"
    every = files(fire=course("fire", "消防通识", steps))
    place = workshop.write(every | more)
    context = new_context(place)
    context.clock.install(time=at)
    return place, context.new_page()


def test_after_a_change_the_learner_does_again_what_changed_and_nothing_else(
    workshop: Workshop, new_context: NewContext
) -> None:
    changed = files()["content/fire.md"]
    fire = f"---\nretrain_from: 2026-11-10\n---\n{changed}"
    place, page = open_site(
        workshop, new_context, {"content/news.md": NEWS, "content/fire.md": fire}
    )
    register(page, place.url("my-learning.md"))
    pledge = reading("2026-10-02")
    pledge["object"] = {"id": pledge["object"]["id"].replace("page/fire", "page/pledge")}
    load(page, [reading("2026-10-01"), pledge])

    delta = page.locator("[data-course=fire] [data-delta]")
    expect(page.locator("[data-course=fire] .cm-course__status")).to_have_text("需重学")
    expect(delta.locator("li")).to_have_text(["阅读消防常识"])
    expect(delta.get_by_role("link", name="新的报警办法")).to_be_visible()

    delta.get_by_role("link", name="先练变动涉及的 1 道题").click()
    expect(page.get_by_role("heading", name="练习：新的报警办法")).to_be_visible()
    practise(page, ALARM, "B")
    expect(item(page, "fire/alarm")).to_have_attribute("data-state", "correct")

    visit(page, place.url("courses/fire.md"))
    expect(page.locator(".cm-outline [data-delta] li")).to_have_text(["阅读消防常识"])
    expect(page.locator(".cm-outline details .cm-step")).to_have_count(2)


def test_a_learner_puts_the_line_of_a_major_change_away_for_good_and_for_themselves(
    workshop: Workshop, new_context: NewContext
) -> None:
    place, page = open_site(workshop, new_context, {"content/news.md": NEWS})
    alert = page.locator("[data-alert]")
    visit(page, place.url("pledge.md"))
    expect(alert).to_contain_text("重大变动 新的报警办法，2026-11-10 起执行")
    page.get_by_role("button", name="知道了").click()
    expect(alert).to_have_count(0)
    visit(page, place.url("fire.md"))
    expect(alert).to_be_visible()

    register(page, place.url("my-learning.md"), ZHANG)
    page.get_by_role("button", name="知道了").click()
    expect(alert).to_have_count(0)
    visit(page, place.url("fire.md"))
    expect(alert).to_have_count(0)

    register(page, place.url("my-learning.md"), LI)
    visit(page, place.url("fire.md"))
    expect(alert).to_be_visible()


def test_this_month_is_the_readers(workshop: Workshop, new_context: NewContext) -> None:
    more = {
        "data/plan.yml": PLAN,
        "content/index.md": "# 首页\n\n```view\nthis-month\n```\n",
        "content/one.md": MONTH.format(11),
        "content/two.md": MONTH.format(12),
    }
    place, page = open_site(workshop, new_context, more)
    visit(page, place.url("index.md"))
    month = page.locator("[data-this-month]")
    expect(month).to_contain_text("11月 报警")
    expect(month.locator("li")).to_have_text(["消防常识", "消防承诺"])

    register(page, place.url("my-learning.md"))
    load(page, [reading("2026-11-20")])
    visit(page, place.url("index.md"))
    expect(month.locator(".cm-month__done")).to_have_text("1 / 2 步")
    expect(month.locator('.cm-step[data-done="true"]')).to_contain_text("消防常识")
    visit(page, place.url("one.md"))
    expect(page.locator('[data-plan-page="fire.md"] .cm-plan__done')).to_have_text("已读")
    expect(page.locator("[data-plan-page] .cm-plan__done")).to_have_count(1)

    page.clock.set_system_time(datetime(2026, 12, 1, 0, 30, tzinfo=ZONE))
    visit(page, place.url("index.md"))
    expect(month).to_contain_text("12月 疏散")


def test_the_banner_goes_by_the_readers_day(workshop: Workshop, new_context: NewContext) -> None:
    rule = (
        "---\nstatus: current\nregion: 全国\neffective: 2027-01-01\nexpires: 2027-06-30\n"
        "reviewed: 2026-11-20\nreview_every: 3 months\n---\n# 规定\n"
    )
    place = workshop.write(files() | {"content/rule.md": rule})
    for day, status, late in (
        (datetime(2026, 12, 31, 23, 59, tzinfo=ZONE), "尚未施行", False),
        (datetime(2027, 1, 1, 0, 1, tzinfo=ZONE), "现行有效", False),
        (datetime(2027, 2, 21, 0, 1, tzinfo=ZONE), "现行有效", True),
        (datetime(2027, 7, 1, 0, 1, tzinfo=ZONE), "已失效", True),
    ):
        page = new_context(place).new_page()
        page.clock.set_fixed_time(day)
        visit(page, place.url("rule.md"))
        expect(page.locator(".cm-banner__status strong:visible")).to_have_text(status)
        expect(page.locator("[data-stale]")).to_be_visible(visible=late)
