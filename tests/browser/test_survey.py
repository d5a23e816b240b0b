"""Surveys: in a fence or on the course's page, filled in by hand, sent, sent again."""

from __future__ import annotations

import pytest
from browser.conftest import NewContext
from browser.course_site import course, files
from browser.learner import LI, ZHANG, Person, fill_profile, register, stored, visit
from browser.places import SITE_ID, Place, Workshop
from browser.record_file import xapi_faults
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser
FENCE = "# 问卷\n\n```quiz\nsurvey: after\n```\n"


@pytest.fixture
def place(workshop: Workshop) -> Place:
    return workshop.write(files(first=course("first", "消防入门")))


@pytest.fixture
def page(place: Place, new_context: NewContext) -> Page:
    return visit(new_context(place).new_page(), place.url("courses/first.md"))


def form(page: Page) -> Locator:
    return page.locator("form[data-survey=after]")


def rate(page: Page, value: int) -> None:
    form(page).locator(f"input[name=useful][value='{value}']").check()


def send(page: Page) -> None:
    form(page).get_by_role("button", name="提交问卷").click()


def answers(page: Page) -> list[tuple[str, str | None]]:
    """Question or survey and response of each statement, oldest first."""
    rows = sorted(stored(page)["statements"], key=lambda r: (r["statement"]["timestamp"], r["n"]))
    return [
        (
            row["statement"]["object"]["id"].removeprefix(SITE_ID),
            row["statement"]["result"].get("response"),
        )
        for row in rows
    ]


def test_it_is_sent_with_all_that_was_answered(page: Page) -> None:
    expect(form(page)).to_have_attribute("data-state", "new")
    expect(form(page)).to_contain_text("培训管理员收到的汇总不列姓名，但学习记录里有你的工号。")
    rate(page, 4)
    form(page).get_by_label("正好").check()
    form(page).get_by_label("还想学什么？").fill("逃生面罩")
    send(page)
    fill_profile(page.locator("dialog form[data-profile]"), ZHANG)

    expect(form(page)).to_have_attribute("data-state", "sent")
    expect(form(page).locator(".cm-note")).to_be_focused()
    expect(page.locator(".cm-outline .cm-step").last).to_have_attribute("data-done", "true")
    assert answers(page) == [
        ("question/after/useful", "4"),
        ("question/after/hard", "正好"),
        ("question/after/wish", "逃生面罩"),
        ("survey/after", None),
    ]
    assert xapi_faults([row["statement"] for row in stored(page)["statements"]]) == ""
    page.reload()
    expect(form(page)).to_have_attribute("data-state", "sent")


def test_what_is_missing_is_named(page: Page) -> None:
    form(page).get_by_label("正好").check()
    send(page)

    expect(form(page).locator("[role=alert]")).to_have_text("还有必答题没有答：“内容有用吗？”。")
    expect(form(page).locator("input[name=useful]").first).to_be_focused()
    expect(form(page).locator("[data-question=useful]")).to_have_attribute("data-missing", "")
    expect(page.locator("dialog")).to_have_count(0)
    rate(page, 5)
    expect(form(page).locator("[role=alert]")).to_have_text("")


def test_an_empty_one_is_not_sent(workshop: Workshop, new_context: NewContext) -> None:
    survey = "title: 想法\nquestions:\n  - {id: wish, type: text, text: 还想学什么？}\n"
    place = workshop.write(
        files(first=course("first", "消防入门")) | {"quizzes/surveys/after.yml": survey}
    )
    page = visit(new_context(place).new_page(), place.url("courses/first.md"))

    form(page).get_by_label("还想学什么？").fill("   ")
    send(page)

    expect(form(page).locator("[role=alert]")).to_have_text("一题都还没有答，答一题再提交。")
    expect(form(page).locator("textarea")).to_be_focused()


def test_what_was_filled_in_comes_back_and_is_the_learners_own(page: Page, place: Place) -> None:
    url = place.url("courses/first.md")
    register(page, place.url("my-learning.md"))
    visit(page, url)
    rate(page, 3)
    form(page).get_by_label("还想学什么？").fill("报警")
    stored(page)
    visit(page, url)
    expect(form(page).locator("input[name=useful][value='3']")).to_be_checked()
    expect(form(page).get_by_label("还想学什么？")).to_have_value("报警")

    register(page, place.url("my-learning.md"), LI)
    visit(page, url)

    expect(form(page).locator("input:checked")).to_have_count(0)
    expect(form(page).get_by_label("还想学什么？")).to_have_value("")


def test_it_may_be_filled_in_again(page: Page, place: Place) -> None:
    register(page, place.url("my-learning.md"))
    visit(page, place.url("courses/first.md"))
    rate(page, 2)
    send(page)
    form(page).get_by_role("button", name="再填一次").click()
    expect(form(page)).to_have_attribute("data-state", "new")
    expect(form(page).locator("input[name=useful]").first).to_be_focused()
    expect(form(page).locator("input:checked")).to_have_count(0)
    rate(page, 5)
    send(page)
    expect(form(page)).to_have_attribute("data-state", "sent")

    useful = [response for id, response in answers(page) if id == "question/after/useful"]
    assert useful == ["2", "5"]


def test_two_clicks_send_it_once(page: Page, place: Place) -> None:
    register(page, place.url("my-learning.md"))
    visit(page, place.url("courses/first.md"))
    rate(page, 4)
    form(page).get_by_role("button", name="提交问卷").dblclick()

    expect(form(page)).to_have_attribute("data-state", "sent")
    assert [id for id, _ in answers(page)].count("survey/after") == 1


def test_a_fence_shows_it_and_the_course_leads_there(
    workshop: Workshop, new_context: NewContext
) -> None:
    site = files(first=course("first", "消防入门"))
    place = workshop.write(site | {"content/ask.md": FENCE})
    page = new_context(place).new_page()
    visit(page, place.url("courses/first.md"))
    expect(form(page)).to_have_count(0)

    page.get_by_role("link", name="课后问卷").click()

    expect(page).to_have_url(place.url("ask.md") + "#survey-after")
    expect(form(page)).to_be_visible()


def test_texts_of_authors_and_learners_stay_texts(
    workshop: Workshop, new_context: NewContext
) -> None:
    evil = "<img src=x onerror=alert(1)>"
    survey = (
        f'title: "{evil}"\ndescription: "{evil}"\nquestions:\n'
        f'  - {{id: __proto__x, type: choice, text: "{evil}", options: ["{evil}", 乙]}}\n'
        f'  - {{id: constructor, type: text, text: "{evil}"}}\n'
        f'  - {{id: useful, type: rating, text: "{evil}", low: "{evil}", high: 好}}\n'
    )
    place = workshop.write(
        files(first=course("first", "消防入门")) | {"quizzes/surveys/after.yml": survey}
    )
    page = new_context(place).new_page()
    register(page, place.url("my-learning.md"), Person(name=evil))
    visit(page, place.url("courses/first.md"))
    form(page).locator("textarea").fill(evil)
    form(page).locator("input[type=radio]").first.check()
    stored(page)
    page.reload()
    expect(form(page).locator("textarea")).to_have_value(evil)
    send(page)
    expect(form(page)).to_have_attribute("data-state", "sent")

    assert page.locator("img[src=x], [onerror]").count() == 0
    assert [response for _, response in answers(page)] == [evil, evil, None]
