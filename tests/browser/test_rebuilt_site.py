"""The site is built anew under a learner's hands: state follows item id and revision."""

from __future__ import annotations

import re

import pytest
from browser.conftest import NewContext
from browser.fire_site import ALARM, CALM, EXITS, NUMBER, bank, exam, site
from browser.learner import (
    begin,
    drawn,
    hand_in_paper,
    item,
    practise,
    ready,
    register,
    respond,
    stored,
    visit,
)
from browser.places import Workshop
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
EDITED = ALARM.replace("先打哪个电话", "首先拨打哪个号码")
CHANGED = re.compile(r"^这道题在你上次作答（.{16}）之后改过，请按现在的题目重新作答。$")


def again(page: Page) -> Page:
    page.reload()
    return ready(page)


def test_a_question_inserted_before_moves_no_answer(
    workshop: Workshop, new_context: NewContext
) -> None:
    fire = workshop.write(site(ALARM, CALM))
    page = new_context(fire).new_page()
    register(page, fire.url("my-learning.md"))
    visit(page, fire.url("fire.md"))
    practise(page, {"id": "fire/alarm", "type": "single"}, "B")
    respond(item(page, "fire/calm"), "true-false", "true")

    workshop.write(site(EXITS, NUMBER, ALARM, CALM))
    again(page)

    expect(item(page, "fire/exits")).to_have_attribute("data-state", "new")
    expect(item(page, "fire/distance")).to_have_attribute("data-state", "new")
    expect(item(page, "fire/alarm")).to_have_attribute("data-state", "correct")
    expect(item(page, "fire/alarm").locator("[value=B]")).to_be_checked()
    expect(item(page, "fire/calm")).to_have_attribute("data-state", "answered")
    expect(item(page, "fire/calm").locator("[value=true]")).to_be_checked()


def test_an_edited_question_starts_anew_and_says_so(
    workshop: Workshop, new_context: NewContext
) -> None:
    fire = workshop.write(site(ALARM, CALM))
    page = new_context(fire).new_page()
    register(page, fire.url("my-learning.md"))
    visit(page, fire.url("fire.md"))
    practise(page, {"id": "fire/alarm", "type": "single"}, "B")
    respond(item(page, "fire/calm"), "true-false", "true")

    workshop.write(site(EDITED, CALM.replace("可以乘电梯", "可以乘坐电梯")))
    again(page)

    for name in ("alarm", "calm"):
        form = item(page, f"fire/{name}")
        expect(form).to_have_attribute("data-state", "new")
        expect(form.locator("input:checked")).to_have_count(0)
        expect(form.locator(".cm-note")).to_have_text(CHANGED)
    practise(page, {"id": "fire/alarm", "type": "single"}, "B")
    expect(item(again(page), "fire/alarm").locator(".cm-note")).to_have_count(0)
    expect(item(page, "fire/alarm")).to_have_attribute("data-state", "correct")


def test_a_removed_question_leaves_the_others_and_the_record_alone(
    workshop: Workshop, new_context: NewContext
) -> None:
    fire = workshop.write(site(ALARM, CALM))
    page = new_context(fire).new_page()
    register(page, fire.url("my-learning.md"))
    visit(page, fire.url("fire.md"))
    practise(page, {"id": "fire/alarm", "type": "single"}, "A")
    practise(page, {"id": "fire/calm", "type": "true-false"}, "false")

    workshop.write(site(CALM))
    again(page)

    expect(page.locator("form[data-item]")).to_have_count(1)
    expect(item(page, "fire/calm")).to_have_attribute("data-state", "correct")
    assert "item/fire/alarm" in page.evaluate("Coursemark.record()")
    visit(page, fire.url("my-learning.md"))
    expect(page.locator("#cm-mistakes + p")).to_have_text("最近一次答错的题有 1 道。")
    page.locator("[data-mistakes]").click()
    expect(page.locator("#cm-mistakes + .cm-practice__words")).to_have_text(
        "没有错题。另有 1 道答错过的题已经从题库撤下，不用再做。"
    )


def test_a_running_exam_keeps_the_questions_it_drew(
    workshop: Workshop, new_context: NewContext
) -> None:
    fire = workshop.write(site(ALARM, CALM, drill=exam("alarm", "calm")))
    page = new_context(fire).new_page()
    register(page, fire.url("my-learning.md"))
    section = begin(visit(page, fire.url("drill.md")), "drill")
    respond(item(section, "fire/alarm"), "single", "B")
    expect(section.locator(".cm-count")).to_have_text("已答 1 / 2")
    revision = item(section, "fire/alarm").get_attribute("data-revision")

    # The key moves too: what the learner saw is graded by the key of what the learner saw.
    turned = EDITED.replace('A: "110", B: "119"', 'A: "119", B: "110"').replace("key: B", "key: A")
    workshop.write(site(turned, EXITS, drill=exam("exits", "alarm")))
    again(page)

    assert drawn(section) == ["fire/alarm", "fire/calm"]
    expect(item(section, "fire/alarm").locator(".cm-stem")).to_have_text("发现起火，先打哪个电话？")
    expect(item(section, "fire/alarm").locator("[value=B]")).to_be_checked()
    respond(item(section, "fire/calm"), "true-false", "false")
    hand_in_paper(section)
    expect(section.locator(".cm-result__score")).to_have_text("100 分（2 / 2，60 分及格）")
    answered = next(
        line for line in page.evaluate("Coursemark.record()").splitlines() if "fire/alarm" in line
    )
    assert str(revision) in answered
    section = begin(page, "drill")
    assert drawn(section) == ["fire/exits", "fire/alarm"]
    expect(item(section, "fire/alarm").locator(".cm-stem")).to_have_text(
        "发现起火，首先拨打哪个号码？"
    )


def test_a_running_exam_keeps_its_rules_and_removed_items(
    workshop: Workshop, new_context: NewContext
) -> None:
    fire = workshop.write(site(ALARM, CALM, EXITS, drill=exam("alarm", "calm", "exits")))
    page = new_context(fire).new_page()
    register(page, fire.url("my-learning.md"))
    section = begin(visit(page, fire.url("drill.md")), "drill")
    respond(item(section, "fire/alarm"), "single", "B")
    respond(item(section, "fire/calm"), "true-false", "true")
    expect(section.locator(".cm-count")).to_have_text("已答 2 / 3")

    strict = exam("exits", more="minutes: 1\nattempts: 1\ncooling: 1 day\ncloses: 2020-01-01\n")
    strict = strict.replace("pass_mark: 60", "pass_mark: 90")
    hidden = "review: {marks: never, key: never, feedback: never}\n"
    (workshop.source / "quizzes/assessments/drill.yml").write_text(hidden + strict, "utf-8")
    workshop.write({"content/fire.md": "# 消防常识\n", "quizzes/banks/fire.yml": bank(EXITS)})
    again(page)

    assert drawn(section) == ["fire/alarm", "fire/calm", "fire/exits"]
    expect(section.locator(".cm-clock")).to_have_count(0)
    expect(item(section, "fire/calm").locator("[value=true]")).to_be_checked()
    respond(item(section, "fire/exits"), "multiple", "A[,]B")
    hand_in_paper(section)
    expect(section.locator(".cm-result__score")).to_have_text("60 分（1.5 / 2.5，60 分及格）")
    expect(section).to_have_attribute("data-passed", "true")
    section.locator(".cm-review summary").click()
    expect(section.locator(".cm-feedback__why")).to_have_count(3)
    # The next attempt goes by the new rules.
    expect(section.locator("[data-obstacle]")).to_have_attribute("data-obstacle", "attempts")


# A stored attempt as the first release wrote it.
FIRST_RELEASE = """async () => {
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const { name } = (await indexedDB.databases()).find((d) => d.name.startsWith("coursemark "));
  const db = await done(indexedDB.open(name));
  const table = db.transaction("attempts", "readwrite").objectStore("attempts");
  for (const row of await done(table.getAll())) {
    const later = ["stood", "jumped", "seen", "absent", "used", "unfinished"];
    for (const field of later) delete row[field];
    for (const drawn of row.drawn) delete drawn.section;
    const { id, title, revision, mode, passMark, minutes } = row.assessment;
    const review = { marks: "after-submit", key: "after-submit", feedback: "after-submit" };
    row.assessment = { id, title, revision, mode, passMark, review, minutes };
    await done(table.put(row));
  }
  db.close();
}"""


@pytest.mark.parametrize("mode", ["exam", "practice"])
def test_an_attempt_begun_under_the_first_release_goes_on(
    workshop: Workshop, new_context: NewContext, mode: str
) -> None:
    drill = exam("alarm", "calm", more="minutes: 10\n").replace("mode: exam", f"mode: {mode}")
    fire = workshop.write(site(ALARM, CALM, drill=drill))
    page = new_context(fire).new_page()
    register(page, fire.url("my-learning.md"))
    section = begin(visit(page, fire.url("drill.md")), "drill")
    respond(item(section, "fire/alarm"), "single", "B")
    expect(section.locator(".cm-count")).to_have_text("已答 1 / 2")
    page.goto("about:blank")
    page.goto(fire.url("index.md"))
    ready(page).evaluate(FIRST_RELEASE)

    visit(page, fire.url("drill.md"))

    expect(item(section, "fire/alarm").locator("[value=B]")).to_be_checked()
    expect(section.locator(".cm-clock")).to_contain_text("剩余 9 分")
    practice = mode == "practice"
    expect(item(section, "fire/calm").get_by_role("button")).to_have_count(int(practice))
    respond(item(section, "fire/calm"), "true-false", "false")
    if practice:
        item(section, "fire/calm").get_by_role("button", name="提交答案").click()
        expect(item(section, "fire/calm")).to_have_attribute("data-state", "correct")
    expect(section.locator(".cm-count")).to_have_text("已答 2 / 2")
    (attempt,) = stored(page)["attempts"]
    assert attempt["seen"] is not None
    hand_in_paper(section)
    expect(section.locator(".cm-result__score")).to_have_text("100 分（2 / 2，60 分及格）")
