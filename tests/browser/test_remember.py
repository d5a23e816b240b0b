"""每日一练, 错题本, 掌握情况: all from the answers in the log, on the page my-practice.md."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any
from uuid import uuid4

import pytest
from browser.conftest import NewContext
from browser.fire_site import bank, exam, page
from browser.learner import LI, ZHANG, item, ready, register, respond, submit, visit
from browser.places import CONFIG, SITE_ID, Place, Workshop
from browser.record_file import dump
from playwright.sync_api import BrowserContext, Locator, Page, expect

pytestmark = pytest.mark.browser
NINE = datetime(2026, 11, 23, 9, tzinfo=timezone(timedelta(hours=8)))
"""A Monday."""
ROLES = CONFIG.replace("[coursemark]", "[coursemark: {roles: [临床医师, 护士], lock_after: 0}]")
COURSE = """\
---
kind: course
title: 消防入门
course:
  id: first
  title: 消防入门
  roles: [全员]
  steps:
    - {practise: 报警, count: 2}
---
# 消防入门
"""


def single(id: str, *lines: str) -> str:
    more = "".join(f"  {line}\n" for line in lines)
    return (
        f"- id: {id}\n  type: single\n  stem: 题目{id}\n  options: {{A: 对的, B: 错的}}\n"
        f"  key: A\n  feedback: 就是这样。\n  source: fire.md\n{more}"
    )


def files(*items: str, **assessments: str) -> dict[str, str]:
    """A site that shows no item on a page; the practice page has them from the assessments."""
    return {
        "mkdocs.yml": ROLES,
        "content/index.md": "# 消防学堂\n",
        "content/fire.md": "# 消防常识\n",
        "content/course.md": COURSE,
        "content/all.md": page(*(f"fire/{i.split('id: ', 1)[1].splitlines()[0]}" for i in items)),
        "quizzes/banks/fire.yml": bank(*items),
        **{f"quizzes/assessments/{name}.yml": text for name, text in assessments.items()},
        **{
            f"content/{name}.md": page(f"assessment: {name}", text="# 考试\n")
            for name in assessments
        },
    }


ALARMS = [single(id, "topics: [报警]") for id in "abc"]
FEW = [*ALARMS, single("d", "topics: [疏散]"), single("nurse", "roles: [护士]", "topics: [护理]")]


@pytest.fixture
def fire(workshop: Workshop) -> Place:
    return workshop.write(files(*FEW))


@pytest.fixture
def context(new_context: NewContext, fire: Place) -> BrowserContext:
    made = new_context(fire)
    made.clock.install(time=NINE)
    register(made.new_page(), fire.url("my-learning.md"))
    return made


def practice(context: BrowserContext, place: Place, query: str = "") -> Page:
    """The practice page in a window of its own."""
    return visit(context.new_page(), place.url("my-practice.md") + query)


def words(page: Page, part: str) -> Locator:
    return page.locator(f"#cm-{part} + .cm-practice__words")


def shown(page: Page) -> list[str]:
    ids: list[str] = page.locator(".cm-practice form[data-item]:visible").evaluate_all(
        "forms => forms.map((form) => form.dataset.item)"
    )
    return ids


def start(page: Page, button: str = "[data-daily]") -> list[str]:
    page.locator(button).click()
    expect(page.locator(".cm-practice form[data-item]").first).to_be_visible()
    return shown(page)


def answer(page: Page, id: str, letter: str) -> None:
    respond(item(page, id), "single", letter)
    submit(item(page, id))
    state = "correct" if letter == "A" else "incorrect"
    expect(item(page, id)).to_have_attribute("data-state", state)


def later(context: BrowserContext, days: int) -> None:
    context.clock.set_system_time(NINE + timedelta(days=days))


def test_the_days_items_are_for_the_role_and_come_back_after_a_reload(
    fire: Place, context: BrowserContext
) -> None:
    page = practice(context, fire)
    expect(words(page, "daily").locator("p").first).to_have_text("今天 4 题，都没做过。")
    ids = start(page)
    assert sorted(ids) == ["fire/a", "fire/b", "fire/c", "fire/d"]
    answer(page, ids[0], "A")
    answer(page, ids[1], "B")
    expect(words(page, "daily").locator("p").first).to_have_text("今天 4 题，做了 2 题。")

    page.reload()
    expect(ready(page).locator("[data-daily]")).to_have_text("接着做")
    assert start(page) == ids
    expect(item(page, ids[0])).to_have_attribute("data-state", "correct")
    expect(item(page, ids[2])).to_have_attribute("data-state", "new")
    answer(page, ids[2], "A")
    answer(page, ids[3], "A")
    expect(page.locator(".cm-round__said")).to_have_text(
        "这 4 题做完了，答对 3 题。答错的会早一点再出现，不用现在记牢。"
    )
    expect(words(page, "daily").locator("p").first).to_have_text(
        "今天的 4 题做完了。没有更多要做的了。"
    )


def test_what_is_due_comes_back_as_new_and_first(fire: Place, context: BrowserContext) -> None:
    page = practice(context, fire)
    for id in start(page):
        answer(page, id, "B" if id == "fire/d" else "A")
    page.close()

    # Wrong once: due in a day or two. Right once: in three days.
    later(context, 1)
    page = practice(context, fire)
    expect(words(page, "daily").locator("p").first).to_have_text("今天 1 题，都该复习了。")
    assert start(page) == ["fire/d"]
    expect(item(page, "fire/d")).to_have_attribute("data-state", "new")
    expect(item(page, "fire/d").locator("input:checked")).to_have_count(0)
    page.close()
    later(context, 3)
    page = practice(context, fire)
    assert start(page)[0] == "fire/d"
    assert len(shown(page)) == 4


def test_ten_a_day_and_more_for_who_likes(workshop: Workshop, new_context: NewContext) -> None:
    place = workshop.write(files(*(single(f"i{n}", "topics: [报警]") for n in range(13))))
    page = new_context(place).new_page()
    register(page, place.url("my-learning.md"))
    visit(page, place.url("my-practice.md"))
    ids = start(page)
    assert len(ids) == 10
    for id in ids:
        answer(page, id, "A")
    page.locator("[data-more]").click()
    expect(page.locator(".cm-practice form[data-item]")).to_have_count(3)
    rest = shown(page)
    assert not set(rest) & set(ids)
    expect(item(page, rest[0]).locator("input").first).to_be_focused()
    answer(page, rest[0], "A")
    page.reload()
    # The ten are done; what was begun beyond them comes back.
    expect(words(ready(page), "daily").locator("p").first).to_have_text(
        "今天的 10 题做完了。还想练，可以再做几题。"
    )
    expect(page.locator("[data-daily]")).to_have_text("再做 3 题")
    assert start(page) == rest
    expect(item(page, rest[0])).to_have_attribute("data-state", "correct")


def test_answers_are_ordinary_practice_of_the_page(fire: Place, context: BrowserContext) -> None:
    page = practice(context, fire)
    first = start(page)[0]
    answer(page, first, "A")
    (statement,) = page.evaluate(
        "async () => (await Coursemark.record()).split('\\n').slice(1, -2).map(JSON.parse)"
    )
    assert statement["object"]["id"] == f"{SITE_ID}item/{first}"
    parents = statement["context"]["contextActivities"]["parent"]
    assert [parent["id"] for parent in parents] == [f"{SITE_ID}page/my-practice"]
    assert "registration" not in statement["context"]


def test_days_of_practice_are_told_without_pressure(fire: Place, context: BrowserContext) -> None:
    streak = ".cm-practice__streak"
    page = practice(context, fire)
    expect(page.locator(streak)).to_have_text("")
    answer(page, start(page)[0], "A")
    expect(page.locator(streak)).to_have_text("本周 1 天。")
    page.close()
    later(context, 1)
    page = practice(context, fire)
    answer(page, start(page)[0], "A")
    expect(page.locator(streak)).to_have_text("连续 2 天；本周 2 天。")
    page.close()
    later(context, 5)
    expect(practice(context, fire).locator(streak)).to_have_text("本周 2 天。")


def test_mistakes_by_topic_until_they_are_right(fire: Place, context: BrowserContext) -> None:
    page = practice(context, fire)
    expect(words(page, "mistakes")).to_have_text("没有错题。")
    for id in start(page):
        answer(page, id, "A" if id == "fire/a" else "B")
    first = words(page, "mistakes").locator("p").first
    expect(first).to_have_text("最近一次答错的有 3 题，做对了就不再列出。")
    topics = page.locator("[data-topic]")
    expect(topics).to_have_text(["报警 2", "疏散 1"])

    assert sorted(start(page, "[data-topic=报警]")) == ["fire/b", "fire/c"]
    expect(item(page, "fire/b")).to_have_attribute("data-state", "new")
    answer(page, "fire/b", "A")
    expect(first).to_have_text("最近一次答错的有 2 题，做对了就不再列出。")
    # What was answered stays in sight, with its reason.
    expect(item(page, "fire/b").locator(".cm-feedback__why")).to_have_text("就是这样。")

    assert sorted(start(page, "button[data-mistakes]")) == ["fire/c", "fire/d"]
    answer(page, "fire/c", "A")
    answer(page, "fire/d", "A")
    expect(words(page, "mistakes")).to_have_text("没有错题。")


def test_the_desk_says_how_many_and_leads_there(fire: Place, context: BrowserContext) -> None:
    page = practice(context, fire)
    answer(page, start(page)[0], "B")
    visit(page, fire.url("my-learning.md"))
    expect(page.locator("#cm-mistakes + p")).to_have_text("最近一次答错的题有 1 道。")
    page.locator("a[data-mistakes]").click()
    expect(ready(page).locator("#cm-mistakes")).to_be_in_viewport()


def answered(id: str, assessment: str, right: bool) -> dict[str, Any]:
    return {
        "id": str(uuid4()),
        "actor": {
            "objectType": "Agent",
            "name": ZHANG.name,
            "account": {"homePage": SITE_ID, "name": ZHANG.id},
        },
        "verb": {"id": "http://adlnet.gov/expapi/verbs/answered"},
        "object": {"id": f"{SITE_ID}item/{id}"},
        "result": {"response": "A" if right else "B", "success": right},
        "context": {
            "registration": str(uuid4()),
            "contextActivities": {"parent": [{"id": f"{SITE_ID}assessment/{assessment}"}]},
        },
        "timestamp": "2026-11-20T09:00:00.000+08:00",
    }


@pytest.mark.parametrize(
    ("review", "more", "told"),
    [
        ("{marks: never, key: never, feedback: never}", "", False),
        ("{marks: after-pass, key: after-pass, feedback: after-pass}", "", False),
        ("{marks: after-close, key: after-close, feedback: after-close}", "2026-11-30", False),
        ("{marks: after-close, key: after-close, feedback: after-close}", "2026-11-21", True),
        ("{marks: after-submit, key: after-submit, feedback: after-submit}", "", True),
    ],
)
def test_an_exam_from_another_device_tells_no_more_than_its_review(
    workshop: Workshop, new_context: NewContext, review: str, more: str, told: bool
) -> None:
    closes = f"closes: {more}\n" if more else ""
    drill = exam("a", more=f"review: {review}\n{closes}")
    place = workshop.write(files(*FEW, drill=drill))
    context = new_context(place)
    context.clock.install(time=NINE)
    page = context.new_page()
    register(page, place.url("my-learning.md"))
    header = {"format": "coursemark-record/1", "site": {"id": SITE_ID}, "learner": vars(ZHANG)}
    record = dump(header, [answered("fire/a", "drill", right=False)])
    file = {"name": "r.jsonl", "mimeType": "text/plain", "buffer": record}
    page.set_input_files("#cm-load-record", file)
    expect(page.locator("[data-message]")).to_contain_text("载入完成：新增 1 条")
    count = page.locator("#cm-mistakes + p")
    expect(count).to_have_text("最近一次答错的题有 1 道。" if told else "没有错题。")

    visit(page, place.url("my-practice.md"))
    mistakes = words(page, "mistakes")
    expect(mistakes).to_contain_text("最近一次答错的有 1 题" if told else "没有错题。")
    daily = "该复习的 1 题，没做过的 3 题" if told else "今天 4 题，都没做过。"
    expect(words(page, "daily")).to_contain_text(daily)


def test_a_topic_is_practised_until_it_is_enough(fire: Place, context: BrowserContext) -> None:
    page = practice(context, fire, "?topic=报警")
    step = page.locator(".cm-practice__step")
    expect(step).to_have_text("课程《消防入门》：答对 0 / 2 道不同的题。")
    assert sorted(shown(page)) == ["fire/a", "fire/b", "fire/c"]
    answer(page, "fire/a", "A")
    expect(step).to_have_text("课程《消防入门》：答对 1 / 2 道不同的题。")
    # The same item again is not another one.
    item(page, "fire/a").get_by_role("button", name="重做这题").click()
    answer(page, "fire/a", "A")
    expect(step).to_have_text("课程《消防入门》：答对 1 / 2 道不同的题。")
    answer(page, "fire/b", "B")
    answer(page, "fire/c", "A")
    expect(step).to_have_text("课程《消防入门》：够了，答对了 2 道不同的题。")
    expect(step).to_have_attribute("data-done", "true")

    # The course is complete, and the log says so.
    assert page.evaluate("Coursemark.record()").count(f'"{SITE_ID}course/first"') == 1
    visit(page, fire.url("my-learning.md"))
    card = page.locator("article[data-course=first]")
    expect(card).to_have_attribute("data-status", "completed")


def test_a_topic_that_is_not_there(fire: Place, context: BrowserContext) -> None:
    page = practice(context, fire, "?topic=<img src=x onerror=alert(1)>")
    expect(words(page, "topic").locator("p").first).to_have_text(
        "题库里没有主题是“<img src=x onerror=alert(1)>”的练习题。"
    )
    page.get_by_role("link", name="回到每日一练").click()
    expect(ready(page).locator("[data-daily]")).to_be_visible()


def test_mastery_is_drawn_and_stands_in_words(fire: Place, context: BrowserContext) -> None:
    page = practice(context, fire)
    for id in start(page):
        answer(page, id, "A")
    page.close()
    later(context, 3)
    page = practice(context, fire)
    for id in start(page):
        answer(page, id, "B" if id == "fire/b" else "A")

    rows = page.locator("tr[data-mastery]")
    expect(rows.locator("th")).to_have_text(["报警", "疏散"])
    expect(rows.locator(".cm-mastery__words")).to_have_text(["掌握 2，学习中 1", "掌握 1"])
    expect(rows.nth(0).locator(".cm-dot--known")).to_have_count(2)
    expect(rows.nth(0).locator(".cm-dot--learning")).to_have_count(1)
    expect(words(page, "mastery").locator("p").first).to_have_text(
        "本岗位共 4 题：掌握 3，学习中 1。"
    )
    rows.nth(1).get_by_role("link", name="练习“疏散”").click()
    expect(ready(page).locator("#cm-topic")).to_have_text("练习：疏散")
    assert shown(page) == ["fire/d"]


def test_each_learner_has_a_practice_of_their_own(fire: Place, context: BrowserContext) -> None:
    page = practice(context, fire)
    answer(page, start(page)[0], "B")
    register(page, fire.url("my-learning.md"), LI)
    visit(page, fire.url("my-practice.md"))
    expect(words(page, "mistakes")).to_have_text("没有错题。")
    expect(words(page, "daily").locator("p").first).to_have_text("今天 5 题，都没做过。")


def test_who_is_not_registered_is_asked_first(fire: Place, new_context: NewContext) -> None:
    page = practice(new_context(fire), fire)
    expect(page.locator(".cm-practice")).to_contain_text("登记后才知道你的岗位和做过的题")
    page.locator(".cm-practice").get_by_role("button", name="登记").click()
    form = page.locator("dialog form[data-profile]")
    for label, text in (("姓名", ZHANG.name), ("工号", ZHANG.id), ("科室", ZHANG.department)):
        form.get_by_label(label).fill(text)
    form.locator("[name=role]").select_option(ZHANG.role)
    form.locator("button[type=submit]").click()
    expect(page.locator("[data-daily]")).to_be_visible()


def test_the_scheduler_is_loaded_on_this_page_only(fire: Place, context: BrowserContext) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    visit(context.new_page(), fire.url("all.md"))
    visit(context.new_page(), fire.url("my-learning.md"))
    assert not [url for url in asked if "parts/remember" in url]
    practice(context, fire)
    assert len([url for url in asked if "parts/remember" in url]) == 1


def test_a_page_that_does_not_load_says_so(fire: Place, new_context: NewContext) -> None:
    page = new_context(fire).new_page()
    page.add_init_script("console.error = () => {};")
    # A part that is another script than it should be, as after half an update.
    page.route("**/parts/remember.js*", lambda route: route.fulfill(body="void 0;"))
    visit(page, fire.url("my-practice.md"))
    expect(page.locator(".cm-practice .cm-fault")).to_have_text(
        "练习没能打开。请刷新页面；还不行请联系培训管理员。"
    )
