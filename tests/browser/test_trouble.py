"""A database that closes, fills up or is cleared under the page; fast fingers; two tabs at once."""

from __future__ import annotations

import datetime
import re

import pytest
from browser.conftest import NewContext
from browser.fire_site import ALARM, CALM, WORDS, exam, site
from browser.learner import (
    LI,
    ZHANG,
    Person,
    begin,
    fill_profile,
    hand_in_paper,
    item,
    practise,
    ready,
    register,
    respond,
    stored,
    submit,
    visit,
)
from browser.places import CONFIG, Place, Workshop
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = pytest.mark.browser
START = datetime.datetime(2026, 11, 23, 9, 0)
ALARM_ITEM = {"id": "fire/alarm", "type": "single"}
COURSE = """\
---
kind: course
course: {id: fire, title: 消防通识, roles: [临床医师], steps: [{read: fire.md}]}
---
# 消防通识
"""
# Reading takes no time here.
AT_ONCE = CONFIG.replace("[coursemark]", "[{coursemark: {reading_speed: 0}}]")
# The browser refuses every write until `relent()`.
NO_ROOM = """() => {
  const put = IDBObjectStore.prototype.put;
  globalThis.relent = () => { IDBObjectStore.prototype.put = put; };
  IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); };
}"""
# What a newer build or clearing the site's data does to an open page.
DATABASE = """const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const { name } = (await indexedDB.databases()).find((d) => d.name.startsWith("coursemark "));"""
CLEAR = f"async () => {{ {DATABASE} await done(indexedDB.deleteDatabase(name)); }}"
NEWER = f"async () => {{ {DATABASE} (await done(indexedDB.open(name, 99))).close(); }}"


@pytest.fixture
def fire(workshop: Workshop) -> Place:
    more = "minutes: 10\nreview: {marks: never, key: never, feedback: never}\n"
    files = site(ALARM, CALM, WORDS, drill=exam("alarm", "words", more=more))
    return workshop.write(files | {"content/course.md": COURSE, "mkdocs.yml": AT_ONCE})


@pytest.fixture
def page(fire: Place, new_context: NewContext) -> Page:
    page = new_context(fire).new_page()
    register(page, fire.url("my-learning.md"))
    return page


def story(page: Page) -> list[str]:
    """Verbs of the current learner's record."""
    found: list[str] = page.evaluate(
        """async () => (await Coursemark.record()).trim().split("\\n").slice(1, -1)
          .map((line) => JSON.parse(line).verb.id.split("/").pop())"""
    )
    return found


def notice(page: Page) -> Locator:
    return page.locator(".cm-notice > p").first


def test_a_database_closed_from_outside_is_opened_again(fire: Place, page: Page) -> None:
    visit(page, fire.url("fire.md"))
    page.evaluate(CLEAR)

    practise(page, ALARM_ITEM, "B")

    assert [row["id"] for row in stored(page)["statements"]] != []
    assert story(page) == ["answered"]


def test_a_page_older_than_the_database_says_reload(fire: Place, page: Page) -> None:
    visit(page, fire.url("fire.md"))
    page.evaluate(NEWER)

    respond(item(page, "fire/calm"), "true-false", "false")

    expect(notice(page)).to_have_text(
        "网站刚更新过，本页是旧的，刚才的内容没有存上。请刷新本页，再做一次刚才的题；以前存上的都在。"
    )


def test_a_full_disk_loses_no_practice_answer(fire: Place, page: Page) -> None:
    visit(page, fire.url("fire.md"))
    page.evaluate(NO_ROOM)
    form = item(page, "fire/words")

    respond(form, "fill-in", "119")
    form.locator(".cm-blank").press("Enter")

    expect(notice(page)).to_have_text(
        "这台电脑给浏览器的空间满了，刚才的内容没有存上。请先下载学习记录，清出空间后刷新本页，"
        "再做一次刚才的题。"
    )
    expect(form.locator(".cm-item__message")).to_have_text(
        "这次作答没有存上，请再提交一次；还不行请先下载学习记录。"
    )
    expect(form.locator(".cm-blank")).to_have_value("119")
    expect(form.locator(".cm-blank")).to_be_editable()

    page.evaluate("relent()")
    submit(form)

    expect(form).to_have_attribute("data-state", "correct")
    assert story(page) == ["answered"]


def test_a_full_disk_loses_no_exam_answer(fire: Place, page: Page) -> None:
    section = begin(visit(page, fire.url("drill.md")), "drill")
    page.evaluate(NO_ROOM)
    respond(item(section, "fire/alarm"), "single", "B")
    expect(section.locator(".cm-running__problem")).to_have_text(
        "刚才的作答还没有存上，请不要关闭本页；再答一题或点交卷会重新保存。"
    )

    page.evaluate("relent()")
    respond(item(section, "fire/words"), "fill-in", "119")

    expect(section.locator(".cm-count")).to_have_text("已答 2 / 2")
    expect(section.locator(".cm-running__problem")).to_have_text("")
    (attempt,) = stored(page)["attempts"]
    assert attempt["responses"] == {"fire/alarm": "B", "fire/words": "119"}


def test_two_clicks_begin_one_attempt_and_read_a_page_once(fire: Place, page: Page) -> None:
    visit(page, fire.url("drill.md")).locator("[data-start]").dblclick()
    expect(page.locator("[data-assessment]")).to_have_attribute("data-state", "running")
    assert len(stored(page)["attempts"]) == 1

    visit(page, fire.url("fire.md")).locator("[data-read]").dblclick()

    expect(page.locator(".cm-page-end .cm-note")).to_be_focused()
    assert story(page).count("experienced") == 1


def test_two_tabs_begin_one_attempt(fire: Place, page: Page) -> None:
    tabs = [page, page.context.new_page()]
    for tab in tabs:
        visit(tab, fire.url("drill.md"))
    for tab in tabs:
        tab.evaluate("void document.querySelector('[data-start]').click()")
    for tab in tabs:
        expect(tab.locator("[data-assessment]")).to_have_attribute("data-state", "running")

    assert len(stored(page)["attempts"]) == 1
    assert story(page) == ["initialized"]


def test_time_runs_out_while_the_hand_in_question_is_open(
    fire: Place, new_context: NewContext
) -> None:
    context = new_context(fire)
    context.clock.install(time=START)
    page = context.new_page()
    register(page, fire.url("my-learning.md"))
    section = begin(visit(page, fire.url("drill.md")), "drill")
    section.get_by_role("button", name="交卷").first.click()
    expect(page.locator("dialog")).to_be_visible()

    page.clock.fast_forward("10:01")

    expect(section).to_have_attribute("data-state", "submitted")
    expect(page.locator("dialog")).to_have_count(0)
    expect(section.locator(".cm-result__verdict")).to_be_focused()


def test_a_clock_set_back_gives_no_more_time(fire: Place, new_context: NewContext) -> None:
    context = new_context(fire)
    context.clock.install(time=START)
    page = context.new_page()
    register(page, fire.url("my-learning.md"))
    section = begin(visit(page, fire.url("drill.md")), "drill")
    page.clock.set_system_time(START - datetime.timedelta(hours=2))
    page.clock.run_for(2000)
    expect(section.locator(".cm-clock")).to_contain_text("剩余 9 分")
    hand_in_paper(section)

    # The clock of the test runs on by itself: on a busy machine a second or two more.
    expect(section.locator(".cm-result__when")).to_contain_text(re.compile("用时 [2-9] 秒"))
    assert "PT-" not in page.evaluate("Coursemark.record()")


def test_an_attempt_cleared_in_another_window_says_so(fire: Place, new_context: NewContext) -> None:
    context = new_context(fire)
    context.add_init_script("delete globalThis.BroadcastChannel;")
    page, other = context.new_page(), context.new_page()
    register(page, fire.url("my-learning.md"))
    section = begin(visit(page, fire.url("drill.md")), "drill")
    visit(other, fire.url("my-learning.md")).get_by_text("清除本机记录").click()
    other.locator("[data-wipe]").click()
    other.locator("dialog button[value=wipe]").click()
    expect(other.locator("[data-message]")).to_have_text("已清除。")

    page.bring_to_front()
    # The page may find out by itself, and then there is nothing to answer any more.
    page.evaluate("document.querySelector('[data-assessment] [value=B]')?.click()")

    expect(section.locator(".cm-fault")).to_have_text(
        "这次作答已经不在这台电脑上，可能在别的窗口清除了。请刷新页面重新开始。"
    )
    # Coming back to the page, the learner of the other window is found.
    page.evaluate("void document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator(".cm-badge__name")).to_have_text("登记")


def test_a_learner_chosen_in_the_dialog_finds_their_answers(fire: Place, page: Page) -> None:
    visit(page, fire.url("fire.md"))
    practise(page, {"id": "fire/calm", "type": "true-false"}, "false")
    visit(page, fire.url("my-learning.md")).get_by_text("换人", exact=True).click()
    page.locator("[data-new-learner]").click()
    expect(page.locator("#cm-who")).to_be_focused()
    visit(page, fire.url("fire.md"))
    respond(item(page, "fire/alarm"), "single", "B")
    submit(item(page, "fire/alarm"))

    page.locator("dialog").get_by_role("button", name=f"{ZHANG.name}（{ZHANG.id}）").click()

    expect(item(page, "fire/alarm")).to_have_attribute("data-state", "correct")
    expect(item(page, "fire/calm")).to_have_attribute("data-state", "correct")
    expect(item(page, "fire/alarm").locator(".cm-feedback")).to_be_focused()
    assert stored(page)["drafts"] == []


def test_what_an_exam_hides_no_other_page_tells(fire: Place, page: Page) -> None:
    section = begin(visit(page, fire.url("drill.md")), "drill")
    respond(item(section, "fire/alarm"), "single", "A")
    hand_in_paper(section)

    form = item(visit(page, fire.url("fire.md")), "fire/alarm")

    expect(form).to_have_attribute("data-state", "new")
    expect(form.locator(".is-key")).to_have_count(0)
    visit(page, fire.url("my-learning.md"))
    expect(page.locator("#cm-mistakes + p")).to_have_text("没有错题。")


def test_a_role_that_is_no_longer_offered(workshop: Workshop, fire: Place, page: Page) -> None:
    config = (workshop.source / "mkdocs.yml").read_text("utf-8")
    roles = config.replace("reading_speed: 0", "reading_speed: 0, roles: [护士]")
    course = COURSE.replace("[临床医师]", "[护士]")
    workshop.write({"mkdocs.yml": roles, "content/course.md": course})

    visit(page, fire.url("my-learning.md"))

    note = page.locator(".cm-who > .cm-note")
    expect(note).to_have_text(
        "现在的岗位里没有“临床医师”了，请在“修改资料”里选一个，才知道要学哪些课程。"
    )
    page.get_by_text("修改资料", exact=True).click()
    page.get_by_label("岗位").select_option("护士")
    page.get_by_role("button", name="保存修改").click()
    expect(note).to_have_count(0)
    expect(page.locator("[data-course=fire]")).to_be_visible()


def test_an_assessment_removed_while_it_runs_can_be_handed_in(
    workshop: Workshop, fire: Place, page: Page
) -> None:
    section = begin(visit(page, fire.url("drill.md")), "drill")
    respond(item(section, "fire/alarm"), "single", "B")
    expect(section.locator(".cm-count")).to_have_text("已答 1 / 2")
    (workshop.source / "quizzes/assessments/drill.yml").unlink()
    workshop.write({"content/drill.md": "# 空\n"})

    visit(page, fire.url("my-learning.md")).locator("[data-close]").click()

    expect(page.locator("[data-message]")).to_have_text("已交卷，作答都在学习记录里。")
    assert story(page)[:2] == ["initialized", "answered"]
    expect(page.locator("[data-close]")).to_have_count(0)


def test_an_item_in_two_places_of_a_page(workshop: Workshop, new_context: NewContext) -> None:
    twice = "# 两处\n\n```quiz\nfire/alarm\n```\n\n```quiz\nfire/alarm\nfire/calm\n```\n"
    fire = workshop.write(site(ALARM, CALM) | {"content/twice.md": twice})
    page = new_context(fire).new_page()
    register(page, fire.url("my-learning.md"))
    visit(page, fire.url("twice.md"))
    first, second = item(page, "fire/alarm").all()
    respond(first, "single", "A")
    submit(first)

    expect(second).to_have_attribute("data-state", "incorrect")
    expect(page.locator(".cm-quiz__bar p").nth(2)).to_have_text("共 2 题，已答 1 题，答对 0 题")
    second.get_by_role("button", name="重做这题").click()
    expect(first).to_have_attribute("data-state", "new")
    respond(second, "single", "B")
    submit(second)
    expect(first).to_have_attribute("data-state", "correct")


def test_scripts_that_cannot_work_say_so(fire: Place, chromium: Browser) -> None:
    context = chromium.new_context()
    context.route("**/data/site.js*", lambda route: route.abort())
    page = context.new_page()
    page.goto(fire.url("fire.md"))

    expect(page.locator(".cm-notice")).to_have_text(
        "题目和学习记录打不开，现在做题不会保存。请刷新本页；还不行请联系培训管理员。"
    )
    page.locator(".cm-blank").press("Enter")
    expect(page.locator(".cm-notice")).to_be_visible()
    assert page.url == fire.url("fire.md")
    context.close()


def test_where_no_script_comes_to_life_the_page_says_so_after_a_while(
    fire: Place, chromium: Browser
) -> None:
    """As in a browser too old to read the script."""
    context = chromium.new_context()
    context.route("**/coursemark.js*", lambda route: route.fulfill(body="?? syntax"))
    page = context.new_page()
    for name, place in (("my-learning.md", "[data-desk]"), ("fire.md", "[data-quiz]")):
        page.goto(fire.url(name))
        style = f"getComputedStyle(document.querySelector('{place}'), '::after')"
        assert page.evaluate(f"{style}.visibility") == "hidden"
        page.evaluate("document.getAnimations().forEach((each) => each.finish())")
        assert page.evaluate(f"{style}.visibility") == "visible"
        assert "请换用新版 Edge、Chrome" in page.evaluate(f"{style}.content")
    context.close()


def test_pages_replaced_in_place(workshop: Workshop, new_context: NewContext) -> None:
    """The theme's instant navigation keeps the script and swaps the page."""
    files = site(ALARM, CALM, WORDS, drill=exam("alarm", "words", more="minutes: 10\n"))
    fire = workshop.write(files)
    config = (workshop.source / "mkdocs.yml").read_text("utf-8")
    # The theme does so only where the site is at its own address.
    instant = config.replace("font: false", "font: false, features: [navigation.instant]").replace(
        "https://fire.example/", fire.base
    )
    workshop.write({"mkdocs.yml": instant})
    page = new_context(fire).new_page()
    register(page, fire.url("my-learning.md"))
    page.evaluate("() => { globalThis.same = true; }")

    def go(name: str, mark: str) -> None:
        page.locator(f".md-nav--primary a[href$='{name}/']").first.click()
        page.locator(mark).wait_for()

    go("drill", "[data-start]")
    section = begin(page, "drill")
    for _ in range(2):
        go("fire", "form[data-item='fire/calm'] button[type=submit]")
        go("drill", "[data-assessment][data-state=running]")
    respond(item(section, "fire/alarm"), "single", "B")
    expect(section.locator(".cm-count")).to_have_text("已答 1 / 2")
    hand_in_paper(section)
    go("fire", "form[data-item='fire/calm'] button[type=submit]")
    practise(page, {"id": "fire/calm", "type": "true-false"}, "false")
    expect(page.locator(".cm-quiz__bar")).to_have_count(1)
    expect(page.locator(".cm-badge")).to_have_count(1)

    assert page.evaluate("globalThis.same")
    assert story(page) == ["initialized", "answered", "failed", "terminated", "answered"]


def test_a_second_person_at_the_dialog_is_asked_once(fire: Place, page: Page) -> None:
    visit(page, fire.url("my-learning.md")).get_by_text("换人", exact=True).click()
    page.locator("[data-new-learner]").click()
    form = page.locator(".cm-desk form[data-profile]")
    for label, text in (("姓名", LI.name), ("工号", ZHANG.id), ("科室", LI.department)):
        form.get_by_label(label).fill(text)
    form.get_by_label("岗位").select_option(ZHANG.role)

    form.locator("button[type=submit]").evaluate("b => { b.click(); b.click(); }")

    expect(page.locator("dialog")).to_have_count(1)
    page.locator("dialog").get_by_role("button", name="回去改").click()
    expect(page.locator("dialog")).to_have_count(0)
    fill_profile(form, Person(LI.name, LI.id, LI.department, ZHANG.role))
    expect(page.locator("#cm-who")).to_have_text(LI.name)


def test_the_back_forward_cache_shows_who_studies_today(fire: Place, page: Page) -> None:
    visit(page, fire.url("fire.md"))
    page.evaluate("() => { globalThis.old = true; }")
    page.evaluate("void dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")

    page.wait_for_function("globalThis.old === undefined")
    ready(page)
