"""An exam: the answer sheet, the warning on blanks, points, and what may be reviewed."""

from __future__ import annotations

import pytest
from browser.conftest import NewContext
from browser.fire_site import ALARM, CALM, EXITS, exam, site
from browser.learner import begin, hand_in_paper, item, register, respond, visit
from browser.places import Place, Workshop
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser
RIGHT = {"fire/alarm": ("single", "B"), "fire/calm": ("true-false", "false")}
WRONG = {"fire/alarm": ("single", "A"), "fire/calm": ("true-false", "true")}


def start(page: Page, place: Place, name: str) -> Locator:
    register(page, place.url("my-learning.md"))
    return begin(visit(page, place.url(f"{name}.md")), name)


def answer(section: Locator, responses: dict[str, tuple[str, str]]) -> None:
    for id, (kind, response) in responses.items():
        respond(item(section, id), kind, response)
    count = section.locator("form[data-item]").count()
    expect(section.locator(".cm-count")).to_have_text(f"已答 {len(responses)} / {count}")


def test_the_sheet_and_the_warning_name_what_is_blank_and_flagged(
    workshop: Workshop, new_context: NewContext
) -> None:
    fire = workshop.write(site(ALARM, EXITS, CALM, drill=exam("alarm", "exits", "calm")))
    page = new_context(fire).new_page()
    section = start(page, fire, "drill")
    respond(item(section, "fire/exits"), "multiple", "A")
    item(section, "fire/alarm").locator("[data-flag]").check()
    cells = section.locator(".cm-sheet__cell")
    labels = ["第 1 题，未答，已标记", "第 2 题，已答", "第 3 题，未答"]
    for n, label in enumerate(labels):
        expect(cells.nth(n)).to_have_attribute("aria-label", label)
    for n, status in enumerate(["blank", "answered", "blank"]):
        expect(cells.nth(n)).to_have_attribute("data-status", status)
        expect(cells.nth(n)).to_have_attribute("data-flagged", str(n == 0).lower())
    states = [item(section, f"fire/{name}") for name in ("alarm", "exits", "calm")]
    for form, state in zip(states, ("new", "answered", "new"), strict=True):
        expect(form).to_have_attribute("data-state", state)

    section.get_by_role("button", name="交卷").first.click()

    dialog = page.locator("dialog")
    expect(dialog.locator("h2")).to_have_text("还有 2 题没有答")
    expect(dialog.locator("p")).to_have_text(
        [
            "未答：第 1、3 题。未答的题不得分。",
            "标记过：第 1 题。",
            "交卷后不能再改。",
            "回去作答确定交卷",
        ]
    )
    dialog.get_by_role("button", name="回去作答").click()
    expect(item(section, "fire/alarm").locator(":focus")).to_have_count(1)
    answer(section, RIGHT | {"fire/exits": ("multiple", "A")})
    section.get_by_role("button", name="交卷").first.click()
    expect(dialog.locator("h2")).to_have_text("现在交卷？")
    expect(dialog.locator("p").first).to_have_text("所有题目都已作答。")


def test_half_points_add_up(workshop: Workshop, new_context: NewContext) -> None:
    fire = workshop.write(site(ALARM, EXITS, CALM, drill=exam("alarm", "exits", "calm")))
    page = new_context(fire).new_page()
    section = start(page, fire, "drill")
    expect(item(section, "fire/exits").locator(".cm-item__meta")).to_contain_text("0.5 分")
    answer(section, {"fire/exits": ("multiple", "A"), "fire/alarm": ("single", "B")})
    hand_in_paper(section)

    expect(section).to_have_attribute("data-passed", "false")
    expect(section.locator(".cm-result__score")).to_have_text("50 分（1.25 / 2.5，60 分及格）")
    section.locator(".cm-review summary").click()
    verdicts = section.locator(".cm-feedback__verdict")
    expect(verdicts.nth(0)).to_have_text("回答正确 · 得 1 / 1 分")
    expect(verdicts.nth(1)).to_have_text("部分正确 · 得 0.25 / 0.5 分")
    expect(verdicts.nth(2)).to_have_text("未作答")
    for name, state in {"alarm": "correct", "exits": "partial"}.items():
        expect(item(section, f"fire/{name}")).to_have_attribute("data-state", state)


def test_states_follow_the_attempt(workshop: Workshop, new_context: NewContext) -> None:
    fire = workshop.write(site(ALARM, CALM, drill=exam("alarm", "calm")))
    page = new_context(fire).new_page()
    register(page, fire.url("my-learning.md"))
    section = visit(page, fire.url("drill.md")).locator("[data-assessment=drill]")
    expect(section).to_have_attribute("data-state", "ready")
    assert section.get_attribute("data-passed") is None
    for responses, passed in ((WRONG, "false"), (RIGHT, "true")):
        begin(page, "drill")
        assert section.get_attribute("data-passed") is None
        answer(section, responses)
        hand_in_paper(section)
        expect(section).to_have_attribute("data-passed", passed)


REVIEWS = {
    "after-submit": (True, True, ""),
    "after-pass": (False, True, "每题对错、正确答案、解析：通过后可看。"),
    "never": (False, False, "每题对错、正确答案、解析：本次测评不公布。"),
}


def expect_review(section: Locator, shown: bool, note: str) -> None:
    """Whether marks, key and feedback are there, and what is said where they are not."""
    section.locator(".cm-review summary").click()
    count = 2 if shown else 0
    expect(section.locator(".cm-feedback__verdict")).to_have_count(count)
    expect(section.locator(".is-key")).to_have_count(count)
    expect(section.locator(".cm-feedback__why")).to_have_count(count)
    expect(section.locator(".cm-review > .cm-note")).to_have_text([] if shown else [note])
    states = section.locator("form[data-item]").evaluate_all("all => all.map(f => f.dataset.state)")
    assert (states == ["answered", "answered"]) is not shown


@pytest.mark.parametrize("when", REVIEWS)
def test_the_review_shows_what_the_policy_allows(
    workshop: Workshop, new_context: NewContext, when: str
) -> None:
    review = f"review: {{marks: {when}, key: {when}, feedback: {when}}}\n"
    fire = workshop.write(site(ALARM, CALM, drill=exam("alarm", "calm", more=review)))
    page = new_context(fire).new_page()
    failed, passed, note = REVIEWS[when]
    section = start(page, fire, "drill")
    answer(section, WRONG)
    hand_in_paper(section)
    expect_review(section, failed, note)

    begin(page, "drill")
    answer(section, RIGHT)
    hand_in_paper(section)
    expect_review(section, passed, note)


def test_a_withheld_key_is_not_in_the_site_and_the_trainer_marks(
    workshop: Workshop, new_context: NewContext
) -> None:
    more = "key: withheld\n"
    files = site(ALARM, CALM, drill=exam("alarm", "calm", more=more))
    files["content/fire.md"] = "# 消防常识\n"
    fire = workshop.write(files)
    page = new_context(fire).new_page()
    section = start(page, fire, "drill")
    answer(section, RIGHT)
    hand_in_paper(section)

    expect(section.locator(".cm-result__verdict")).to_have_text("已交卷，等培训管理员阅卷")
    assert section.get_attribute("data-passed") is None
    section.locator(".cm-review summary").click()
    for id in RIGHT:
        expect(item(section, id)).to_have_attribute("data-state", "pending")
    data = fire.data("assessments/drill")["items"].values()
    assert [d for d in data if "key" in d["definition"] or "feedback" in d] == []
