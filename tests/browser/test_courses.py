"""Courses on 我的学习 and on their own pages: for whom, by when, how far, step by step."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from typing import Any
from uuid import uuid4

import pytest
from browser.conftest import NewContext
from browser.course_site import course, files
from browser.learner import ZHANG, fill_profile, practise, register, stored, visit
from browser.places import SITE_ID, Place, Workshop
from browser.record_file import dump
from playwright.sync_api import BrowserContext, Locator, Page, expect

pytestmark = pytest.mark.browser
NINE = datetime(2026, 11, 23, 9, tzinfo=timezone(timedelta(hours=8)))
READ = "    - read: fire.md\n"
ALARM = {"id": "fire/alarm", "type": "single"}
EXITS = {"id": "fire/exits", "type": "multiple"}


def open_site(
    workshop: Workshop, new_context: NewContext, read: str = "", **courses: str
) -> tuple[Place, Page]:
    """The site of these courses on the 23rd of November; 消防常识 was read at `read`."""
    place = workshop.write(files(**courses))
    context = new_context(place)
    context.clock.install(time=NINE)
    page = context.new_page()
    register(page, place.url("my-learning.md"))
    if read:
        load(page, [reading(read)])
    return place, page


def reading(at: str) -> dict[str, Any]:
    return {
        "id": str(uuid4()),
        "actor": {"name": ZHANG.name, "account": {"homePage": SITE_ID, "name": ZHANG.id}},
        "verb": {"id": "http://adlnet.gov/expapi/verbs/experienced"},
        "object": {"id": f"{SITE_ID}page/fire"},
        "result": {"completion": True},
        "timestamp": f"{at}T09:00:00.000+08:00",
    }


def load(page: Page, statements: list[dict[str, Any]]) -> None:
    """Loads a record of these statements, as from another device."""
    header = {
        "format": "coursemark-record/1",
        "site": {"id": SITE_ID},
        "learner": {**vars(ZHANG)},
    }
    record = {"name": "r.jsonl", "mimeType": "text/plain", "buffer": dump(header, statements)}
    page.set_input_files("#cm-load-record", record)
    expect(page.locator("[data-message]")).to_contain_text("载入完成")


def facts(page: Page, id: str) -> Locator:
    return page.locator(f'[data-course="{id}"] .cm-course__facts > span')


def cards(page: Page) -> list[str]:
    ids: list[str] = page.locator(".cm-desk .cm-course").evaluate_all(
        "all => all.map((card) => card.dataset.course)"
    )
    return ids


def test_the_most_urgent_required_course_comes_first_and_offers_are_folded(
    workshop: Workshop, new_context: NewContext
) -> None:
    _, page = open_site(
        workshop,
        new_context,
        calm=course("calm", "不急的课", READ),
        soon=course("soon", "快到期的课", READ, "  due: 2026-12-01\n"),
        late=course("late", "逾期的课", READ, "  due: 2026-11-20\n"),
        offer=course("offer", "选修课", READ, "  required: false\n"),
        nurses=course("nurses", "护士的课", READ, "  roles: [护士]\n"),
        surgery=course("surgery", "外科的课", READ, "  departments: [外科]\n"),
        inner=course("inner", "内科的课", READ, "  departments: [内科]\n"),
    )

    assert cards(page) == ["late", "soon", "calm", "inner", "offer"]
    expect(page.locator("[data-course=offer]")).to_be_hidden()
    expect(page.locator("[data-electives] > summary")).to_have_text("选修课程（1 门）")
    expect(facts(page, "late")).to_have_text(
        ["已逾期", "必修", "0 / 1 步", "已逾期 3 天（11月20日到期）"]
    )
    expect(facts(page, "soon")).to_have_text(
        ["未开始", "必修", "0 / 1 步", "还有 8 天（12月1日到期）"]
    )


def test_a_term_from_the_first_day_wants_the_first_day(
    workshop: Workshop, new_context: NewContext
) -> None:
    after = course("after", "到岗后学的课", READ, "  due: 30 days after start\n")
    _, page = open_site(workshop, new_context, after=after)
    expect(facts(page, "after")).to_have_text(
        ["未开始", "必修", "0 / 1 步", "没填到岗日期，算不出期限"]
    )

    page.get_by_text("修改资料").click()
    page.get_by_label("到岗日期").fill("2026-11-20")
    page.get_by_role("button", name="保存修改").click()

    expect(facts(page, "after")).to_have_text(
        ["未开始", "必修", "0 / 1 步", "还有 27 天（12月20日到期）"]
    )


def test_a_course_for_others_is_not_called_an_elective(
    workshop: Workshop, new_context: NewContext
) -> None:
    place, page = open_site(
        workshop,
        new_context,
        nurses=course("nurses", "护士的课", READ, "  roles: [护士]\n"),
        offer=course("offer", "选修课", READ, "  required: false\n"),
    )

    for name, word in (("nurses", "不是你的必修课"), ("offer", "选修")):
        visit(page, place.url(f"courses/{name}.md"))
        facts = page.locator(".cm-outline .cm-course__facts > span")
        expect(facts).to_have_text(["未开始", word, "0 / 1 步"])


def test_each_status_has_its_word_and_dates(workshop: Workshop, new_context: NewContext) -> None:
    kept = "  type: 岗位\n  hours: 1.5\n  valid_for: 12 months\n"
    _, page = open_site(
        workshop,
        new_context,
        read="2026-10-01",
        done=course("done", "有效的课", READ, kept),
        renew=course("renew", "可续学的课", READ, "  valid_for: 2 months\n  renewal: 30 days\n"),
        later=course("later", "以后续学的课", READ, "  valid_for: 6 months\n  renewal: 30 days\n"),
        gone=course("gone", "过期的课", READ, "  valid_for: 1 month\n"),
        part=course("part", "学了一半的课", READ + "    - accept: pledge.md\n"),
        new=course("new", "没学的课", "    - accept: pledge.md\n"),
    )

    expect(facts(page, "done")).to_have_text(
        ["已完成", "岗位", "必修", "1 / 1 步", "1.5 学时", "有效期至 2027年10月1日"]
    )
    expect(facts(page, "renew")).to_have_text(
        [
            "已完成",
            "必修",
            "1 / 1 步",
            "续学 0 / 1 步",
            "有效期至 12月1日",
            "现在可以续学，12月1日前完成有效期接着算",
        ]
    )
    expect(page.locator("[data-course=renew] .cm-course__next")).to_have_text(
        "续学下一步：阅读消防常识"
    )
    expect(facts(page, "later")).to_have_text(
        ["已完成", "必修", "1 / 1 步", "有效期至 2027年4月1日", "2027年3月2日起可以续学"]
    )
    expect(facts(page, "gone")).to_have_text(["已过期", "必修", "0 / 1 步", "有效期到 11月1日为止"])
    expect(facts(page, "part")).to_have_text(["学习中", "必修", "1 / 2 步"])
    expect(facts(page, "new")).to_have_text(["未开始", "必修", "0 / 1 步"])


def test_reading_in_the_renewal_window_carries_the_validity_on(
    workshop: Workshop, new_context: NewContext
) -> None:
    renew = course("renew", "可续学的课", READ, "  valid_for: 2 months\n  renewal: 30 days\n")
    place, page = open_site(workshop, new_context, read="2026-10-01", renew=renew)
    visit(page, place.url("fire.md"))
    note = page.locator(".cm-page-end .cm-note")
    expect(note).to_have_text("你在 2026-10-01 09:00 标记为已读，现在可以重读一遍，计入续学。")

    page.clock.run_for(16_000)
    page.locator("[data-read]").click()
    expect(note).to_have_text("你在 2026-11-23 09:00 标记为已读。")
    visit(page, place.url("my-learning.md"))

    expect(facts(page, "renew")).to_have_text(
        ["已完成", "必修", "1 / 1 步", "有效期至 2027年2月1日", "2027年1月2日起可以续学"]
    )


def test_an_expired_course_is_read_again(workshop: Workshop, new_context: NewContext) -> None:
    gone = course("gone", "过期的课", READ, "  valid_for: 1 month\n")
    place, page = open_site(workshop, new_context, read="2026-10-01", gone=gone)
    visit(page, place.url("fire.md"))
    note = page.locator(".cm-page-end .cm-note")
    expect(note).to_have_text("你在 2026-10-01 09:00 标记为已读，现在要重读一遍才计入课程。")

    page.clock.run_for(16_000)
    page.locator("[data-read]").click()

    expect(note).to_have_text("你在 2026-11-23 09:00 标记为已读。")
    expect(page.locator(".cm-reading")).to_contain_text("《过期的课》的步骤都完成了")


def test_a_course_waits_for_another(workshop: Workshop, new_context: NewContext) -> None:
    place, page = open_site(
        workshop,
        new_context,
        first=course("first", "入门", "    - accept: pledge.md\n"),
        second=course("second", "提高", READ, "  requires: [first]\n"),
    )

    line = page.locator("[data-course=second] .cm-course__next")
    expect(line).to_have_text("先完成《入门》，这门课才算完成。")
    line.get_by_role("link", name="《入门》").click()
    expect(page).to_have_url(place.url("courses/first.md"))


def test_a_page_names_the_courses_it_is_for(workshop: Workshop, new_context: NewContext) -> None:
    place, page = open_site(
        workshop,
        new_context,
        mine=course("mine", "我的课", READ),
        nurses=course("nurses", "护士的课", READ, "  roles: [护士]\n"),
        offer=course("aa-offer", "选修课", READ, "  required: false\n"),
    )

    visit(page, place.url("fire.md"))

    expect(page.locator(".cm-reading p").first).to_have_text(
        "本页是课程《我的课》《选修课》的阅读内容。"
    )


def steps(page: Page) -> Locator:
    return page.locator(".cm-outline .cm-step")


def test_the_course_page_shows_each_kind_of_step(
    workshop: Workshop, new_context: NewContext
) -> None:
    more = "  type: 入职\n  hours: 3\n"
    first = course("first", "入门", more=more).replace(
        "- accept: pledge.md", "- {accept: pledge.md, due: 2026-11-20}"
    )
    place, page = open_site(workshop, new_context, first=first)

    visit(page, place.url("courses/first.md"))

    expect(steps(page)).to_contain_text(
        [
            "未完成阅读消防常识",
            "未完成阅读并确认消防承诺11月20日已到期",
            "未完成练习报警答对 0 / 2",
            "未完成通过消防考试",
            "未完成参加消防演练2 学时",
            "未完成填写问卷课后问卷选学",
        ]
    )
    expect(page.locator(".cm-outline .cm-course__facts > span")).to_have_text(
        ["已逾期", "入职", "必修", "0 / 5 步", "3 学时", "已逾期 3 天（11月20日到期）"]
    )
    practice = steps(page).nth(2).get_by_role("link", name="报警")
    assert str(practice.get_attribute("href")).endswith("?topic=%E6%8A%A5%E8%AD%A6")


def test_answers_given_right_count_for_practice(
    workshop: Workshop, new_context: NewContext
) -> None:
    place, page = open_site(workshop, new_context, first=course("first", "入门"))
    visit(page, place.url("fire.md"))
    practise(page, ALARM, "A")
    practise(page, EXITS, "A[,]B")
    visit(page, place.url("courses/first.md"))
    expect(steps(page).nth(2)).to_contain_text("未完成练习报警答对 1 / 2")

    visit(page, place.url("fire.md"))
    page.get_by_role("button", name="全部重做").click()
    practise(page, ALARM, "B")
    visit(page, place.url("courses/first.md"))

    expect(steps(page).nth(2)).to_contain_text("已完成练习报警答对 2 / 2")


@pytest.fixture
def drill(workshop: Workshop, new_context: NewContext) -> tuple[Place, BrowserContext]:
    place = workshop.write(files(first=course("first", "入门")))
    context = new_context(place)
    context.clock.install(time=NINE)
    return place, context


def test_a_session_is_registered_by_the_learner(drill: tuple[Place, BrowserContext]) -> None:
    place, context = drill
    page = visit(context.new_page(), place.url("courses/first.md"))
    page.get_by_text("登记参加", exact=True).click()
    form = page.locator("form[data-attend=消防演练]")
    expect(form).to_contain_text("由你本人登记，培训管理员会核对签到表。")
    expect(form.get_by_label("学时")).to_have_value("2")
    expect(form.get_by_label("证明材料")).to_have_value("签到表")
    form.get_by_label("参加日期").fill("2026-11-20")
    form.get_by_label("学时").fill("１.５")
    form.get_by_label("证明材料").fill("签到表第 3 页")
    form.get_by_role("button", name="登记").click()
    fill_profile(page.locator("dialog form[data-profile]"), ZHANG)

    registered = page.locator("[data-attended=消防演练]")
    expect(registered).to_have_text(
        "已由你本人登记：2026-11-20 参加，1.5 学时，证明材料：签到表第 3 页。"
        "培训管理员会核对签到表。"
    )
    expect(registered).to_be_focused()
    expect(steps(page).nth(4)).to_have_attribute("data-done", "true")
    expect(steps(page).nth(4).locator("time")).to_have_text("2026-11-20")
    (row,) = stored(page)["statements"]
    statement = row["statement"]
    assert statement["object"]["id"] == f"{SITE_ID}session/消防演练"
    assert statement["result"] == {"completion": True, "duration": "PT1H30M"}
    assert {
        key.rsplit("/", 1)[1]: value for key, value in statement["context"]["extensions"].items()
    } == {"evidence": "签到表第 3 页", "held": "2026-11-20"}


@pytest.mark.parametrize(
    ("label", "value", "message"),
    [
        ("参加日期", "", "请填参加日期，例如 2026-03-31。"),
        ("参加日期", "2026-11-24", "参加日期晚于今天，请核对；参加以后再来登记。"),
        ("参加日期", "0206-11-20", "参加日期太早了，请核对年份。"),
        ("学时", "两个", "学时请填 0 到 99 之间的数，例如 2 或 1.5；不清楚可以空着。"),
        ("学时", "0", "学时请填 0 到 99 之间的数，例如 2 或 1.5；不清楚可以空着。"),
        ("证明材料", " ", "请填证明材料的名称，例如：签到表。"),
    ],
)
def test_a_session_that_cannot_be_is_told(
    drill: tuple[Place, BrowserContext], label: str, value: str, message: str
) -> None:
    place, context = drill
    page = visit(context.new_page(), place.url("courses/first.md"))
    page.get_by_text("登记参加", exact=True).click()
    form = page.locator("form[data-attend]")
    form.get_by_label(label).fill(value)
    form.get_by_role("button", name="登记").click()

    expect(form.locator("[role=alert]")).to_have_text(message)
    expect(form.get_by_label(label)).to_be_focused()
    expect(page.locator("dialog")).to_have_count(0)
    assert json.dumps(stored(page)["statements"]) == "[]"


def test_a_course_that_begins_later_waits_at_the_end_and_takes_nothing_yet(
    workshop: Workshop, new_context: NewContext
) -> None:
    place, page = open_site(
        workshop,
        new_context,
        next=course("next", "明年的课", READ, "  from: 2027-01-01\n  due: 2027-01\n"),
        now=course("now", "今年的课", "    - accept: pledge.md\n"),
    )
    assert cards(page) == ["now", "next"]
    card = page.locator("[data-course=next]")
    expect(card).to_have_attribute("data-status", "not-started")
    expect(card.locator(".cm-course__next")).to_have_text(
        "这门课 2027年1月1日开始，从那天起的学习才计入。"
    )

    visit(page, place.url("fire.md"))
    expect(page.locator("[data-read]")).to_have_count(0)
    page.clock.set_system_time(datetime(2027, 1, 1, 0, 1, tzinfo=timezone(timedelta(hours=8))))
    visit(page, place.url("fire.md"))
    page.get_by_role("button", name="继续学习").click()
    expect(page.locator("[data-read]")).to_be_visible()
