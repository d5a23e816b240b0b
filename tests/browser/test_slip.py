"""The completion slip: a sheet of A4, in any scheme, whose code the trainer can verify."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.conftest import NewContext
from browser.fire_site import ALARM, CALM, bank, exam, page
from browser.learner import (
    Person,
    begin,
    download_record,
    hand_in_paper,
    item,
    register,
    respond,
    visit,
)
from browser.places import CONFIG, SITE_ID, Place, Workshop
from browser.record_file import dump
from click.testing import CliRunner
from playwright.sync_api import BrowserContext, Page, expect

from coursemark.commands.verify import command

pytestmark = pytest.mark.browser
NURSE = Person("张三丰𠮷", "10023", "心血管内科", "护士")
STEPS = 20


def course(steps: list[str], title: str = "消防入门") -> str:
    lines = "".join(f"    - {step}\n" for step in steps)
    return (
        "---\nkind: course\ncourse:\n  id: fire\n  type: 入职\n  hours: 3\n  valid_for: 12 months\n"
        f"  title: {title}\n  steps:\n{lines}---\n# {title}\n"
    )


def files(*steps: str, **exams: str) -> dict[str, str]:
    """A site whose course has these steps; reading asks for no time."""
    return {
        "mkdocs.yml": CONFIG.replace(
            "plugins: [coursemark]",
            "plugins:\n  - coursemark: {organisation: 示例市第一人民医院, reading_speed: 0}",
        ),
        "content/index.md": "# 消防学堂\n",
        "content/fire.md": page("fire/alarm"),
        "content/course.md": course(list(steps)),
        "quizzes/banks/fire.yml": bank(ALARM, CALM),
        **{f"quizzes/assessments/{name}.yml": text for name, text in exams.items()},
        **{f"content/{name}.md": page(f"assessment: {name}", text="# 考\n") for name in exams},
    }


def without_printer(context: BrowserContext) -> Page:
    context.add_init_script("globalThis.print = () => { globalThis.printed = true; };")
    return context.new_page()


def pass_exam(page: Page, place: Place, name: str) -> None:
    section = begin(visit(page, place.url(f"{name}.md")), name)
    respond(item(section, "fire/alarm"), "single", "B")
    hand_in_paper(section)


def show_slip(page: Page, place: Place) -> None:
    visit(page, place.url("my-learning.md"))
    page.locator("[data-slip]").click()
    page.wait_for_function("globalThis.printed")


def verified(place: Place, workshop: Workshop, target: str, *more: Path) -> tuple[str, int]:
    config = ["-f", str(workshop.source / "mkdocs.yml")]
    done = CliRunner().invoke(command, [target, *map(str, more), *config])
    return done.output, done.exit_code


def test_the_trainer_verifies_the_code_of_the_slip(
    workshop: Workshop, new_context: NewContext, tmp_path: Path
) -> None:
    fire = workshop.write(files("read: fire.md", "pass: final", final=exam("alarm")))
    browser = without_printer(new_context(fire))
    register(browser, fire.url("my-learning.md"), NURSE)
    visit(browser, fire.url("fire.md")).locator("[data-read]").click()
    expect(browser.locator(".cm-page-end .cm-note")).to_be_visible()
    pass_exam(browser, fire, "final")
    show_slip(browser, fire)
    code = browser.locator("[data-code]").inner_text()
    expect(browser.locator(".cm-slip__site")).to_have_text("示例市第一人民医院")
    browser.locator("[data-close-print]").click()
    record = download_record(browser, tmp_path)

    text, status = verified(fire, workshop, code, record)

    assert text.startswith(
        f"核验码 {code}：相符\n  学员：张三丰𠮷（工号 10023，心血管内科，护士）\n"
    )
    assert "  课程：消防入门（3 学时）\n" in text
    assert status == 0


def test_a_better_attempt_afterwards_leaves_the_code(
    workshop: Workshop, new_context: NewContext
) -> None:
    fire = workshop.write(
        files("pass: final", final=exam("alarm", "calm", more="").replace("60", "50"))
    )
    browser = without_printer(new_context(fire))
    register(browser, fire.url("my-learning.md"), NURSE)
    pass_exam(browser, fire, "final")
    show_slip(browser, fire)
    first = browser.locator(".cm-slip").inner_text()
    section = begin(visit(browser, fire.url("final.md")), "final")
    respond(item(section, "fire/alarm"), "single", "B")
    respond(item(section, "fire/calm"), "true-false", "false")
    hand_in_paper(section)

    show_slip(browser, fire)

    again = browser.locator(".cm-slip").inner_text()
    printed = re.compile("打印于.*")
    assert printed.sub("", again) == printed.sub("", first)
    assert "50 分" in first


def test_an_exam_that_the_trainer_grades(workshop: Workshop, new_context: NewContext) -> None:
    withheld = exam("calm", title="密封考试", more="key: withheld\n")
    fire = workshop.write(files("read: fire.md", "pass: secret", secret=withheld), strict=False)
    browser = without_printer(new_context(fire))
    register(browser, fire.url("my-learning.md"), NURSE)
    expect(browser.locator("[data-slip]")).to_have_count(0)
    section = begin(visit(browser, fire.url("secret.md")), "secret")
    respond(item(section, "fire/calm"), "true-false", "false")
    hand_in_paper(section)

    show_slip(browser, fire)

    slip = browser.locator(".cm-slip")
    expect(slip.locator("h1")).to_have_text("学习情况单")
    expect(slip.locator("[data-code]")).to_have_count(0)
    expect(slip.locator(".cm-slip__pending")).to_have_text(
        "“密封考试”由培训管理员评分，网页不知道答案：本单只说明学习情况，不证明课程已经完成；"
        "请交学习记录，是否完成以培训管理员的核定为准。"
    )
    cells = slip.locator(".cm-slip__tests td").all_inner_texts()
    assert [cells[0], cells[1], cells[3]] == ["密封考试", "待评分", "1 次"]
    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]", cells[5])


def statements(place: Place, person: Person) -> Iterator[dict[str, object]]:
    """All reading steps of the course, and its test with a long name at the end."""
    (course_,) = place.data("site")["courses"]
    for n, step in enumerate(course_["rules"]["steps"]):
        test = step["kind"] == "pass"
        kind, verb = ("assessment", "passed") if test else ("page", "experienced")
        result = {"completion": True, "duration": "PT9M"}
        score = {"raw": 9, "min": 0, "max": 10, "scaled": 0.9}
        yield {
            "id": f"00000000-0000-4000-8000-{n:012}",
            "actor": {
                "objectType": "Agent",
                "name": person.name,
                "account": {"homePage": SITE_ID, "name": person.id},
            },
            "verb": {"id": f"http://adlnet.gov/expapi/verbs/{verb}"},
            "object": {"id": f"{SITE_ID}{kind}/{step['target'].removesuffix('.md')}"},
            "result": result | ({"success": True, "score": score} if test else {}),
            "context": {"extensions": {f"{SITE_ID}x/revision": "0a1b2c3d4e5f"}},
            "timestamp": f"2026-03-01T09:{n:02}:00.000+08:00",
        }


@pytest.fixture
def long_course(workshop: Workshop) -> Place:
    """Twenty steps with long names, two of them tests."""
    names = [f"p{n}" for n in range(STEPS - 2)]
    title = "跨统筹区异地就医直接结算的备案、预付与清算流程（第%s版修订说明）"
    pages = {f"content/{n}.md": f"# {title % n}\n\n正文。\n" for n in names}
    steps = [f"read: {n}.md" for n in names] + ["pass: one", "pass: two"]
    exams = {
        n: exam("alarm", title=f"年度医保知识与服务规范综合考试（{n}）") for n in ("one", "two")
    }
    return workshop.write({**files(*steps, **exams), **pages})


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_twenty_steps_fit_one_sheet(
    long_course: Place, new_context: NewContext, scheme: str
) -> None:
    context = new_context(long_course, color_scheme=scheme)
    browser = without_printer(context)
    register(browser, long_course.url("my-learning.md"), NURSE)
    header = {"format": "coursemark-record/1", "site": {"id": SITE_ID}, "learner": vars(NURSE)}
    record = dump(header, list(statements(long_course, NURSE)))
    upload = {"name": "r.jsonl", "mimeType": "text/plain", "buffer": record}
    browser.set_input_files("#cm-load-record", upload)
    expect(browser.locator("[data-message]")).to_contain_text("载入完成")
    browser.locator("[data-slip]").click()
    browser.wait_for_function("globalThis.printed")
    expect(browser.locator(".cm-slip__steps li")).to_have_count(STEPS)
    expect(browser.locator(".cm-slip__tests tbody tr")).to_have_count(2)

    pdf = browser.pdf(prefer_css_page_size=True, print_background=True)

    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1


def test_on_the_screen_it_is_white_paper_until_it_is_closed(
    long_course: Place, new_context: NewContext
) -> None:
    phone = {"width": 390, "height": 800}
    context = new_context(long_course, color_scheme="dark", viewport=phone)
    # A browser inside of a chat program: there is no printing.
    context.add_init_script("globalThis.print = undefined;")
    browser = context.new_page()
    register(browser, long_course.url("my-learning.md"), NURSE)
    header = {"format": "coursemark-record/1", "site": {"id": SITE_ID}, "learner": vars(NURSE)}
    record = dump(header, list(statements(long_course, NURSE)))
    upload = {"name": "r.jsonl", "mimeType": "text/plain", "buffer": record}
    browser.set_input_files("#cm-load-record", upload)
    browser.locator("[data-slip]").click()

    slip = browser.locator(".cm-slip")
    expect(slip).to_be_visible()
    expect(slip).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(slip).to_have_css("color", "rgb(29, 42, 47)")
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert browser.evaluate(wide) is False
    assert browser.locator(".cm-print").evaluate("e => e.scrollWidth > e.clientWidth") is False
    browser.keyboard.press("Escape")
    expect(slip).to_have_count(0)
    expect(browser.locator("[data-slip]")).to_be_focused()


def test_verify_says_what_a_record_claims(
    long_course: Place, workshop: Workshop, tmp_path: Path
) -> None:
    header = {"format": "coursemark-record/1", "site": {"id": SITE_ID}, "learner": vars(NURSE)}
    path = tmp_path / "claims.jsonl"
    path.write_bytes(dump(header, list(statements(long_course, NURSE))))

    text, status = verified(long_course, workshop, str(path), *[])

    assert "自报 90 分 通过，复核 0 分 未通过" in text
    assert status == 1
    found = json.loads(verified(long_course, workshop, str(path), *[Path("--json")])[0])
    assert found["files"][0]["verified"] is True
