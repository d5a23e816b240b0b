"""Texts of banks and people are words on the screen wherever they appear; none runs."""

from __future__ import annotations

import json

import pytest
from browser.conftest import NewContext
from browser.learner import (
    Person,
    begin,
    drawn,
    hand_in_paper,
    item,
    mark_read,
    practise,
    ready,
    register,
    respond,
    visit,
)
from browser.places import CONFIG, Place, Workshop
from browser.responses import right, wrong
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
ATTACKS = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(2)</script>",
    "[点我](javascript:alert(3))",
    "![图](x)",
)
EVIL = " ".join(ATTACKS)
Q = json.dumps(EVIL, ensure_ascii=False)
BANK = f"""\
title: {Q}
items:
- id: one
  type: single
  stem: {Q}
  options: {{A: {Q}, B: 乙}}
  key: A
  feedback: {Q}
  source: read.md
  option_feedback: {{A: {Q}, B: {Q}}}
  hint: {Q}
  topics: [{Q}]
- id: two
  type: multiple
  stem: {Q}
  options: {{A: {Q}, B: 乙, C: 丙}}
  key: [A, B]
  feedback: {Q}
  source: read.md
- id: three
  type: true-false
  stem: {Q}
  key: true
  feedback: {Q}
  source: read.md
- id: four
  type: ordering
  stem: {Q}
  options: {{A: {Q}, B: 乙, C: 丙}}
  key: [C, A, B]
  feedback: {Q}
  source: read.md
- id: five
  type: matching
  stem: {Q}
  pairs: [[{Q}, {Q}], [丁, 戊]]
  feedback: {Q}
  source: read.md
- id: six
  type: numeric
  stem: {Q}
  key: 24
  unit: {Q}
  feedback: {Q}
  source: read.md
- id: seven
  type: fill-in
  stem: {json.dumps("____" + EVIL, ensure_ascii=False)}
  key: [[{Q}]]
  feedback: {Q}
  source: read.md
- id: eight
  type: case
  stem: {Q}
  source: read.md
  items:
  - id: nine
    type: single
    stem: {Q}
    options: {{A: {Q}, B: 乙}}
    key: A
    feedback: {Q}
"""
NAMES = ("one", "two", "three", "four", "five", "six", "seven", "eight")
EXAM = f"""\
title: {Q}
description: {Q}
mode: exam
pass_mark: 60
draw:
{"".join(f"  - evil/{name}{chr(10)}" for name in NAMES)}"""
COURSE = f"""\
---
kind: course
title: 课
course:
  id: course
  title: {Q}
  roles: [全员]
  steps:
    - read: read.md
    - pass: exam
---

# 课

```quiz
assessment: exam
```
"""
FILES = {
    # The plugin's own settings are the site's; the name of the site is the operator's.
    "mkdocs.yml": CONFIG.replace("[coursemark]", f"[coursemark: {{departments: [{Q}]}}]"),
    "content/index.md": "# 首页\n",
    "content/course.md": COURSE,
    "content/read.md": "# 读\n\n```quiz\n" + "".join(f"evil/{n}\n" for n in NAMES) + "```\n",
    "quizzes/banks/evil.yml": BANK,
    "quizzes/assessments/exam.yml": EXAM,
}
PERSON = Person("<b onclick=alert(4)>张", "<i>1</i>", "</script>科", "<img src=x onerror=alert(5)>")


def harmless(page: Page) -> None:
    """Nothing that could run came out of a text; that nothing ran is the guard's to see."""
    bad = "[onerror], [onclick], img[src=x], a[href^='javascript' i]"
    assert page.locator(bad).evaluate_all("all => all.map((e) => e.outerHTML)") == []


@pytest.fixture
def evil(workshop: Workshop) -> Place:
    # Its dead links and pictures are warned about.
    return workshop.write(FILES, strict=False)


def test_no_text_runs_anywhere(evil: Place, new_context: NewContext) -> None:
    context = new_context(evil)
    context.add_init_script("globalThis.print = () => { globalThis.printed = true; };")
    page = context.new_page()
    definitions = {id: leaf["definition"] for id, leaf in evil.items().items()}
    register(page, evil.url("my-learning.md"), PERSON)
    harmless(page)

    visit(page, evil.url("read.md"))
    page.get_by_role("button", name="提示").click()
    for id in drawn(page.locator("[data-quiz]")):
        practise(page, definitions[id], wrong(definitions[id]))
    expect(item(page, "evil/one").locator(".cm-stem")).to_contain_text(ATTACKS[0])
    harmless(page)
    mark_read(page)
    harmless(page)

    visit(page, evil.url("my-learning.md"))
    expect(page.locator("#cm-who")).to_have_text(PERSON.name)
    page.locator("a[data-mistakes]").click()
    ready(page).locator("button[data-mistakes]").click()
    expect(page.locator(".cm-practice form[data-item]:visible")).to_have_count(len(NAMES))
    harmless(page)

    section = begin(visit(page, evil.url("course.md")), "exam")
    for id in drawn(section):
        respond(item(section, id), definitions[id]["type"], right(definitions[id]))
    harmless(page)
    hand_in_paper(section)
    expect(section).to_have_attribute("data-passed", "true")
    section.locator(".cm-review summary").click()
    harmless(page)

    visit(page, evil.url("my-learning.md"))
    page.locator("[data-slip]").click()
    page.wait_for_function("globalThis.printed")
    expect(page.locator(".cm-slip")).to_contain_text(ATTACKS[0])
    harmless(page)
