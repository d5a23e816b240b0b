"""What is told before an exam, when one may begin, its sections, review phases and receipt."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from browser.conftest import NewContext
from browser.fire_site import ALARM, CALM, EVERY_TYPE, EXITS, NUMBER, WORDS, exam, site
from browser.learner import begin, drawn, hand_in_paper, item, ready, register, respond, visit
from browser.places import CONFIG, Place, Workshop
from browser.record_file import parse
from playwright.sync_api import Locator, Page, expect

from coursemark.codes import receipt

pytestmark = pytest.mark.browser
ZONE = datetime.timezone(datetime.timedelta(hours=8))
START = datetime.datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
UNLOCKED = CONFIG.replace("[coursemark]", "[{coursemark: {lock_after: 0, organisation: 市一医院}}]")
SECTIONED = """\
title: 消防考试
mode: exam
pass_mark: 60
minutes: 20
pause: allowed
attempts: 3
grading: last
cooling: 1 day
opens: 2026-11-20
closes: 2026-12-01
review: {marks: after-submit, key: after-pass, feedback: after-close}
shuffle: {items: true, options: true}
sections:
  - title: 单项选择
    description: 每题只有一个答案。
    points: 2
    draw: [fire/alarm, {bank: fire, type: true-false}]
  - title: 填空与计算
    draw: [fire/words, {item: fire/distance, points: 3.5}]
"""


def build(workshop: Workshop, *items: str, **exams: str) -> Place:
    return workshop.write({"mkdocs.yml": UNLOCKED, **site(*items, **exams)})


def start(page: Page, place: Place, name: str = "drill") -> Locator:
    register(page, place.url("my-learning.md"))
    return begin(visit(page, place.url(f"{name}.md")), name)


def rules(page: Page) -> dict[str, str]:
    """The card of rules, term to text."""
    found: dict[str, str] = page.locator(".cm-rules > div").evaluate_all(
        "rows => Object.fromEntries(rows.map((row) => [...row.children].map((e) => e.textContent)))"
    )
    return found


def test_all_rules_are_told_before_the_start(workshop: Workshop, new_context: NewContext) -> None:
    fire = build(workshop, ALARM, CALM, NUMBER, WORDS, drill=SECTIONED)
    context = new_context(fire)
    context.clock.install(time=START)

    page = visit(context.new_page(), fire.url("drill.md"))

    assert rules(page) == {
        "题目": "4 题，共 8.5 分",
        "及格": "得分达到总分的 60%",
        "时间": "20 分钟，到时自动交卷；可以暂停，暂停和离开本页时计时停下",
        "次数": "3 次，成绩取最后一次；交卷 1 天后才能再考，通过的也一样",
        "开放": "2026-11-20 至 2026-12-01（含当天），没交的卷到时自动交",
        "回看": "每题对错交卷后看；正确答案通过后看；解析在 2026-12-01 考试结束后看",
        "记录": "离开页面、切换窗口会记下时间，关闭页面、暂停、改电脑时间也会记下；不影响成绩",
    }
    expect(page.locator("[data-start]")).to_have_text("开始考试")


def test_what_is_not_known_before_the_draw_is_a_range(
    workshop: Workshop, new_context: NewContext
) -> None:
    draw = "title: 抽\nmode: practice\ndraw: [{bank: fire, count: 3}]\n"
    fire = build(workshop, *EVERY_TYPE, drill=draw)

    page = visit(new_context(fire).new_page(), fire.url("drill.md"))

    assert rules(page) == {
        "题目": "3–4 题，共 2.5–4 分",
        "及格": "得分达到总分的 60%",
        "时间": "不限时，可以离开再回来，答过的都在",
        "次数": "次数不限，成绩取最高的一次",
        "回看": "每题对错、正确答案、解析每题答完就看；提交过的题不能再改",
    }


def test_sections_have_headings_with_what_they_are_worth(
    workshop: Workshop, new_context: NewContext
) -> None:
    fire = build(workshop, ALARM, CALM, NUMBER, WORDS, drill=SECTIONED)
    context = new_context(fire)
    context.clock.install(time=START)
    page = context.new_page()
    section = start(page, fire)

    heads = section.locator(".cm-part__head")
    expect(heads.locator("h3")).to_have_text(["单项选择", "填空与计算"])
    expect(heads.locator(".cm-part__facts")).to_have_text(["2 题，共 4 分", "2 题，共 4.5 分"])
    expect(heads.nth(0)).to_contain_text("每题只有一个答案。")
    assert sorted(drawn(section)[:2]) == ["fire/alarm", "fire/calm"]
    assert sorted(drawn(section)[2:]) == ["fire/distance", "fire/words"]
    expect(section.locator(".cm-sheet__title")).to_have_text(["单项选择", "填空与计算"])
    expect(section.locator(".cm-sheet__cell")).to_have_text(["1", "2", "3", "4"])
    respond(item(section, "fire/alarm"), "single", "B")
    respond(item(section, "fire/distance"), "numeric", "1.4")
    hand_in_paper(section)
    expect(section.locator(".cm-result__parts li")).to_have_text(
        ["单项选择 2 / 4 分", "填空与计算 3.5 / 4.5 分"]
    )


def test_an_exam_opens_and_closes(workshop: Workshop, new_context: NewContext) -> None:
    fire = build(workshop, ALARM, CALM, NUMBER, WORDS, drill=SECTIONED)
    context = new_context(fire)
    context.clock.install(time=datetime.datetime(2026, 11, 19, 23, 59, 30, tzinfo=ZONE))
    page = context.new_page()
    register(page, fire.url("my-learning.md"))
    section = visit(page, fire.url("drill.md")).locator("[data-assessment]")
    obstacle = section.locator("[data-obstacle]")
    expect(obstacle).to_have_text("还没有开放，2026-11-20 00:00 起可以开始。")
    expect(section.locator("[data-start]")).to_have_count(0)

    page.clock.fast_forward("00:31")
    section.locator("[data-start]").click()
    expect(section).to_have_attribute("data-state", "running")
    respond(item(section, "fire/alarm"), "single", "B")
    page.clock.set_system_time(datetime.datetime(2026, 12, 2, 8, 0, tzinfo=ZONE))
    visit(page, fire.url("drill.md"))

    expect(obstacle).to_have_text("已在 2026-12-01 截止。需要补考，请联系培训管理员。")
    expect(section).to_have_attribute("data-state", "submitted")
    expect(section.locator(".cm-result__when")).to_contain_text("2026-12-01 23:59 交卷")
    section.locator(".cm-review summary").click()
    expect(section.locator(".cm-review > .cm-note")).to_have_text("正确答案：通过后可看。")
    expect(section.locator(".cm-feedback__why")).to_have_count(4)


def test_a_running_exam_ends_when_it_closes(workshop: Workshop, new_context: NewContext) -> None:
    more = "minutes: 60\ncloses: 2026-11-23 09:05\n"
    fire = build(workshop, ALARM, drill=exam("alarm", more=more))
    context = new_context(fire)
    context.clock.install(time=START)
    page = context.new_page()
    section = start(page, fire)
    expect(section.locator(".cm-clock")).to_contain_text("剩余 4 分")
    respond(item(section, "fire/alarm"), "single", "B")

    page.clock.fast_forward("05:01")

    expect(section).to_have_attribute("data-passed", "true")
    expect(section.locator("[data-obstacle=closes]")).to_have_text(
        "已在 2026-11-23 09:05 截止。需要补考，请联系培训管理员。"
    )


def test_after_the_cooling_time_the_next_attempt_may_begin(
    workshop: Workshop, new_context: NewContext
) -> None:
    more = "cooling: 30 minutes\nattempts: 2\n"
    fire = build(workshop, ALARM, EXITS, drill=exam("alarm", more=more))
    context = new_context(fire)
    context.clock.install(time=START)
    page = context.new_page()
    section = start(page, fire)
    respond(item(section, "fire/alarm"), "single", "B")
    hand_in_paper(section)
    expect(section).to_have_attribute("data-passed", "true")
    obstacle = section.locator("[data-obstacle]")
    expect(obstacle).to_have_text("下一次从 2026-11-23 09:30 起可以开始。")
    page.reload()
    ready(page)
    expect(obstacle).to_have_attribute("data-obstacle", "cooling")

    page.clock.fast_forward("30:01")

    expect(obstacle).to_have_count(0)
    begin(page, "drill")
    hand_in_paper(section)
    expect(obstacle).to_have_text("2 次机会已用完。需要补考，请联系培训管理员。")


def test_a_retry_draws_what_was_not_drawn_before(
    workshop: Workshop, new_context: NewContext
) -> None:
    pool = "title: 抽\nmode: exam\ndraw: [{bank: fire, count: 2}]\n"
    fire = build(workshop, ALARM, CALM, NUMBER, WORDS, drill=pool)
    page = new_context(fire).new_page()
    section = start(page, fire)
    first = set(drawn(section))
    hand_in_paper(section)

    second = set(drawn(begin(page, "drill")))

    assert len(first | second) == 4


def test_marks_during_an_exam_settle_an_item(workshop: Workshop, new_context: NewContext) -> None:
    more = "review: {marks: during, key: after-submit, feedback: never}\n"
    fire = build(workshop, ALARM, CALM, drill=exam("alarm", "calm", more=more))
    page = new_context(fire).new_page()
    section = start(page, fire)
    form = item(section, "fire/alarm")
    respond(form, "single", "A")
    form.get_by_role("button", name="提交答案").click()

    expect(form).to_have_attribute("data-state", "incorrect")
    expect(form.locator(".cm-feedback__verdict")).to_have_text("回答错误 · 得 0 / 1 分")
    expect(form.locator(".is-key")).to_have_count(0)
    expect(form.locator(".cm-feedback__why")).to_have_count(0)
    expect(form.locator("input[value=B]")).to_be_disabled()
    respond(item(section, "fire/calm"), "true-false", "false")
    hand_in_paper(section)
    section.locator(".cm-review summary").click()
    expect(form.locator(".is-key")).to_have_count(1)
    expect(section.locator(".cm-review > .cm-note")).to_have_text("解析：本次测评不公布。")
    record = parse(page.evaluate("Coursemark.record()").encode())
    assert record.story() == [
        "initialized assessment/drill",
        "answered item/fire/alarm",
        "answered item/fire/calm",
        "failed assessment/drill",
        "terminated assessment/drill",
    ]


def test_the_receipt_is_the_trainers_code(
    workshop: Workshop, new_context: NewContext, tmp_path: Path
) -> None:
    """The same code from the handed-in record, worked out in Python."""
    files = site(ALARM, CALM, WORDS, drill=exam("alarm", "calm", "words", more="key: withheld\n"))
    files["content/fire.md"] = "# 消防常识\n"
    fire = workshop.write({"mkdocs.yml": UNLOCKED, **files})
    page = new_context(fire).new_page()
    section = start(page, fire)
    respond(item(section, "fire/words"), "fill-in", "119")
    respond(item(section, "fire/alarm"), "single", "B")
    hand_in_paper(section)

    record = parse(page.evaluate("Coursemark.record()").encode())
    base = record.header["site"]["id"]
    answered = [s for s in record.statements if s["verb"]["id"].endswith("/answered")]
    given = [
        (s["object"]["id"].removeprefix(f"{base}item/"), s["result"]["response"]) for s in answered
    ]
    registration = answered[0]["context"]["registration"]
    code = receipt(base, "10023", registration, given)
    block = section.locator(".cm-receipt")
    expect(block).to_have_attribute("data-receipt", code)
    expect(block.locator(".cm-receipt__code")).to_have_text(code)
    expect(block).to_contain_text("2 / 3 题")
    expect(block).to_contain_text("还差一步：把学习记录交给培训管理员，交到了才能阅卷。")
    expect(section.locator(".cm-result__verdict")).to_have_text("已交卷，等培训管理员阅卷")
    link = block.locator("[data-to-hand-in]")
    expect(link).to_have_attribute("href", fire.url("my-learning.md"))

    page.evaluate("() => { globalThis.print = () => { globalThis.printed = true; }; }")
    block.locator("[data-print-receipt]").click()
    assert page.evaluate("globalThis.printed")
    paper = page.locator(".cm-print")
    for text in (code, "市一医院", "张三", "10023", "内科", "消防考试", "2 / 3 题", registration):
        expect(paper).to_contain_text(text)
    page.emulate_media(media="print")
    expect(paper).to_be_visible()
    expect(section).to_be_hidden()


def test_every_attempt_keeps_its_receipt(workshop: Workshop, new_context: NewContext) -> None:
    fire = build(workshop, ALARM, drill=exam("alarm"))
    page = new_context(fire).new_page()
    section = start(page, fire)
    codes = []
    for letter in "AB":
        respond(item(section, "fire/alarm"), "single", letter)
        hand_in_paper(section)
        codes.append(section.locator(".cm-receipt").get_attribute("data-receipt"))
        if letter == "A":
            begin(page, "drill")
    section.locator(".cm-history summary").click()

    expect(section.locator(".cm-history .cm-code")).to_have_text([str(code) for code in codes])
    assert len(set(codes)) == 2
