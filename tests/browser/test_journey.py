"""A newcomer's whole way, by mouse: read, practise, accept, sit the exam, hand in the record."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from browser.conftest import ROOT, NewContext
from browser.course import COURSE, EXAM, practice_steps, reading_steps, required_steps
from browser.learner import (
    ZHANG,
    begin,
    download_record,
    drawn,
    fill_profile,
    hand_in_paper,
    item,
    mark_read,
    practise,
    ready,
    respond,
    submit,
    visit,
)
from browser.places import Place
from browser.record_file import Record, parse, xapi_faults
from browser.responses import partial, right, wrong
from playwright.sync_api import Page, expect

from coursemark.grading import grade
from coursemark.records import read_records

pytestmark = pytest.mark.browser


def read_the_course(page: Page, place: Place) -> list[str]:
    """Every step but the exam; the first answer asks who is there. Gives the expected story."""
    items = place.items()
    story = []
    known = False
    for number, step in enumerate(reading_steps(place)):
        visit(page, place.url(step.page))
        for id in step.practice:
            definition = items[id]["definition"]
            response = (right, wrong)[number % 2](definition)
            if known:
                practise(page, definition, response)
            else:
                respond(item(page, id), definition["type"], response)
                submit(item(page, id))
                fill_profile(page.locator("dialog form[data-profile]"), ZHANG)
                expect(page.locator(".cm-badge__name")).to_have_text(ZHANG.name)
                known = True
            state = "correct" if number % 2 == 0 else "incorrect"
            expect(item(page, id)).to_have_attribute("data-state", state)
            story.append(f"answered item/{id}")
        mark_read(page)
        verb = "experienced" if step.kind == "read" else step.kind
        story.append(f"{verb} page/{step.page.removesuffix('.md')}")
    return story


def practise_the_topics(page: Page, place: Place) -> list[str]:
    """The steps that ask for practice, on 每日一练. Gives the expected story."""
    items = place.items()
    story = []
    for url, count in practice_steps(place):
        visit(page, url)
        for id in drawn(page.locator("[data-practice]"))[:count]:
            practise(page, items[id]["definition"], right(items[id]["definition"]))
            story.append(f"answered item/{id}")
    return story


def sit_the_exam(page: Page, place: Place) -> list[str]:
    """Goes to the exam by the next-step link and answers from the keys. Gives the story."""
    items = place.items()
    visit(page, place.url("my-learning.md"))
    page.locator(f'[data-course="{COURSE}"] [data-next]').click()
    page.locator(f'[data-assessment="{EXAM}"] [data-start]').wait_for()
    ready(page)
    section = begin(page, EXAM)
    ids = drawn(section)
    for id in ids:
        respond(item(section, id), items[id]["definition"]["type"], right(items[id]["definition"]))
    expect(section.locator(".cm-count")).to_have_text(f"已答 {len(ids)} / {len(ids)}")
    # Nobody reads that fast, and the trainer's report would say so.
    page.clock.fast_forward("08:00")
    hand_in_paper(section)
    expect(section).to_have_attribute("data-passed", "true")
    expect(section.locator(".cm-result__verdict")).to_have_text("通过")
    expect(section.locator(".cm-result__score")).to_have_text("100 分（100 / 100，80 分及格）")
    end = [f"{verb} assessment/{EXAM}" for verb in ("passed", "terminated")]
    return [f"initialized assessment/{EXAM}", *(f"answered item/{i}" for i in ids), *end]


def without_time(text: bytes) -> list[Any]:
    lines = [json.loads(line) for line in text.splitlines()]
    lines[0].pop("exported")
    return lines[:-1]


def regraded(record: Record, place: Place) -> list[tuple[str, int | None]]:
    """Statements whose claimed points differ from what the trainer's side gives."""
    items = place.items()
    site = record.header["site"]["id"]
    draw = next(
        {d["item"]: round(d["points"] * 100) for d in extensions[f"{site}x/draw"]}
        for s in record.statements
        if f"{site}x/draw" in (extensions := s["context"].get("extensions", {}))
    )
    off = []
    for statement in record.statements:
        if not statement["verb"]["id"].endswith("answered"):
            continue
        id = statement["object"]["id"].removeprefix(f"{site}item/")
        definition = dict(items[id]["definition"])
        if "registration" in statement["context"]:
            definition["points"] = draw[id]
        got = grade(definition, statement["result"]["response"])
        if got.raw != round(statement["result"]["score"]["raw"] * 100):
            off.append((id, got.raw))
    return off


def reported(file: Path, folder: Path) -> dict[str, Any]:
    """What the trainer's report makes of the record."""
    program = Path(sys.executable).with_name("coursemark")
    command = [program, "report", file, "--json", "report.json"]
    config = ["-f", str(ROOT / "mkdocs.yml")]
    done = subprocess.run([*command, *config], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    report: dict[str, Any] = json.loads((folder / "report.json").read_text("utf-8"))
    return report


def test_a_newcomer_completes_the_course_and_hands_in_the_record(
    anywhere: Place, new_context: NewContext, tmp_path: Path
) -> None:
    context = new_context(anywhere)
    # The course takes less; a report of today does not count what is still to come.
    context.clock.install(time=datetime.now() - timedelta(hours=6))
    page = context.new_page()

    story = read_the_course(page, anywhere)
    story += practise_the_topics(page, anywhere)
    story += sit_the_exam(page, anywhere)
    story.append(f"completed course/{COURSE}")

    page.locator(".cm-badge").click()
    card = ready(page).locator(f'[data-course="{COURSE}"]')
    steps = required_steps(anywhere)
    expect(card).to_have_attribute("data-status", "completed")
    expect(card.locator(".cm-course__facts")).to_contain_text(f"{steps} / {steps} 步")
    cells = page.locator("[aria-labelledby=cm-attempts] tbody td")
    expect(cells.nth(0)).to_have_text("新入职通识考试")
    expect(cells.nth(2)).to_have_text("100")
    expect(cells.nth(1)).to_have_text("通过")

    held = page.evaluate("Coursemark.record()").encode()
    file = download_record(page, tmp_path)
    today = page.evaluate("new Date().toLocaleDateString('sv')")
    record = parse(file.read_bytes())

    assert file.name == f"coursemark-10023-{today}.jsonl"
    assert record.header["learner"] == vars(ZHANG)
    assert record.header["site"] == {
        "id": "https://coursemark.example/",
        "title": "医保学堂",
        "build": anywhere.data("site")["build"],
    }
    assert without_time(held) == without_time(file.read_bytes())
    assert record.story() == story
    assert xapi_faults(record.statements) == ""
    assert regraded(record, anywhere) == []
    (read,) = read_records([file])
    assert (read.verified, read.problems) == (True, ())
    assert [line.statement for line in read.statements] == record.statements
    report = reported(file, tmp_path)
    assert report["problems"] == []
    (learner,) = report["learners"]
    (standing,) = (c for c in learner["courses"] if c["course"] == COURSE)
    assert (learner["id"], standing["status"], standing["score"]) == ("10023", "completed", 100)


def test_the_quiz_bar_offers_what_was_wrong_again(anywhere: Place, new_context: NewContext) -> None:
    page_path = "policies/drug-catalogue.md"
    definitions = {id: leaf["definition"] for id, leaf in anywhere.items().items()}
    page = new_context(anywhere).new_page()
    visit(page, anywhere.url(page_path))
    quiz = page.locator("[data-quiz]").last
    ids = drawn(quiz)
    half = next(i for i in ids if definitions[i]["scoring"] == "partial")
    respond(item(page, half), definitions[half]["type"], partial(definitions[half]))
    submit(item(page, half))
    fill_profile(page.locator("dialog form[data-profile]"), ZHANG)
    expect(item(page, half)).to_have_attribute("data-state", "partial")
    missed = next(i for i in ids if i != half)
    for id in ids:
        if id not in (half, missed):
            practise(page, definitions[id], right(definitions[id]))
    practise(page, definitions[missed], wrong(definitions[missed]))
    status = quiz.locator(".cm-quiz__status")
    expect(status).to_have_text(f"共 {len(ids)} 题，已答 {len(ids)} 题，答对 {len(ids) - 2} 题")

    quiz.get_by_role("button", name="只做错题").click()

    expect(quiz.locator("form[data-item]:visible")).to_have_count(2)
    for id in (half, missed):
        expect(item(page, id)).to_have_attribute("data-state", "new")
        practise(page, definitions[id], right(definitions[id]))
    expect(status).to_have_text(f"共 {len(ids)} 题，已答 {len(ids)} 题，答对 {len(ids)} 题")
    quiz.get_by_role("button", name="显示全部题目").click()
    expect(quiz.locator("form[data-item]:visible")).to_have_count(len(ids))

    item(page, half).get_by_role("button", name="重做这题").click()
    expect(item(page, half)).to_have_attribute("data-state", "new")
    quiz.get_by_role("button", name="全部重做").click()
    for id in ids:
        expect(item(page, id)).to_have_attribute("data-state", "new")
    expect(status).to_have_text(f"共 {len(ids)} 题，已答 0 题，答对 0 题")
