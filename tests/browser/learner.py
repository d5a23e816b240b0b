"""What a learner does with a mouse."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect


@dataclass(frozen=True)
class Person:
    name: str = "张三"
    id: str = "10023"
    department: str = "内科"
    role: str = "临床医师"


ZHANG = Person()
LI = Person("李四", "10024", "外科", "护士")


def ready(page: Page) -> Page:
    """Waits until the page's scripts have put everything in place."""
    page.locator("html[data-coursemark=ready]").wait_for(state="attached")
    return page


def stored(page: Page) -> dict[str, list[dict[str, Any]]]:
    """All rows the site keeps in this browser, by table, once what is being written is written."""
    rows: dict[str, list[dict[str, Any]]] = page.evaluate(
        """async () => {
          const done = (request) => new Promise((resolve, reject) => {
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(request.error);
          });
          const all = await indexedDB.databases();
          const { name } = all.find((database) => database.name.startsWith("coursemark "));
          const db = await done(indexedDB.open(name));
          const tables = [...db.objectStoreNames];
          // A transaction that writes waits for those before it.
          const transaction = db.transaction(tables, "readwrite");
          const rows = {};
          for (const table of tables) {
            rows[table] = await done(transaction.objectStore(table).getAll());
          }
          db.close();
          return rows;
        }"""
    )
    return rows


def visit(page: Page, url: str) -> Page:
    # A tab in the background draws one frame a second, and clicks wait for frames.
    page.bring_to_front()
    page.goto(url)
    return ready(page)


def fill_profile(form: Locator, person: Person) -> None:
    """Fills `form[data-profile]` and submits it."""
    form.get_by_label("姓名").fill(person.name)
    form.get_by_label("工号").fill(person.id)
    form.get_by_label("科室").fill(person.department)
    role = form.locator("[name=role]")
    if role.evaluate("e => e.tagName") == "SELECT":
        role.select_option(person.role)
    else:
        role.fill(person.role)
    form.locator("button[type=submit]").click()


def register(page: Page, desk: str, person: Person = ZHANG) -> None:
    """Registers on 我的学习, as the first or as a further person at this PC."""
    visit(page, desk)
    other = page.locator("[data-new-learner]")
    if other.count():
        page.get_by_text("换人", exact=True).click()
        other.click()
    fill_profile(page.locator(".cm-desk > section form[data-profile]").first, person)
    expect(page.locator("#cm-who")).to_have_text(person.name)


def item(page: Page | Locator, id: str) -> Locator:
    """The form of an item that is answered by itself."""
    return page.locator(f'form[data-item="{id}"]')


def respond(form: Locator, kind: str, response: str) -> None:
    """Gives a response, in its stored form, by clicking and typing; nothing is submitted."""
    if kind in ("single", "true-false"):
        form.locator(f'input[value="{response}"]').check()
    elif kind in ("multiple", "ordering"):
        checked = form.locator(".cm-options input:checked")
        while checked.count():
            checked.first.uncheck()
        for letter in response.split("[,]"):
            form.locator(f'input[value="{letter}"]').check()
    elif kind == "matching":
        for source, target in (pair.split("[.]") for pair in response.split("[,]")):
            form.locator(f'select[data-source="{source}"]').select_option(target)
    elif kind == "numeric":
        form.locator(".cm-numeric input").fill(response)
    else:
        for blank, text in zip(form.locator(".cm-blank").all(), response.split("[,]"), strict=True):
            blank.fill(text)


def submit(form: Locator) -> None:
    form.get_by_role("button", name="提交答案").click()


def practise(page: Page, definition: dict[str, Any], response: str) -> Locator:
    """Answers a practice item and waits for its result."""
    form = item(page, definition["id"])
    respond(form, definition["type"], response)
    submit(form)
    expect(form.locator(".cm-feedback__verdict")).to_be_visible()
    return form


def begin(page: Page, assessment: str) -> Locator:
    """Starts an assessment on the page; gives its section."""
    section = page.locator(f'[data-assessment="{assessment}"]')
    section.locator("[data-start]").click()
    expect(section).to_have_attribute("data-state", "running")
    return section


def drawn(section: Locator) -> list[str]:
    """Ids of the items of a running attempt, in the order shown."""
    ids: list[str] = section.locator("form[data-item]").evaluate_all(
        "forms => forms.map((form) => form.dataset.item)"
    )
    return ids


def hand_in_paper(section: Locator) -> None:
    """交卷, and again in the dialog that asks."""
    section.get_by_role("button", name=re.compile("交卷|完成练习")).first.click()
    dialog = section.page.locator("dialog")
    dialog.locator("button[value=submit]").click()
    expect(section).to_have_attribute("data-state", "submitted")


def mark_read(page: Page) -> None:
    """我已读完本页, or 我已阅读并接受以上内容, and as much time as the page asks for."""
    page.locator("[data-read]").click()
    read_on(page)


def read_on(page: Page) -> None:
    """Lets the time pass that is still to be read, after it was said that the page is read."""
    waiting = page.locator(".cm-reading__wait:visible")
    note = page.locator(".cm-page-end .cm-note")
    expect(waiting.or_(note).first).to_be_visible()
    if waiting.count():
        for step in range(2):
            # Who never moves is asked whether they are still there.
            page.mouse.move(10 + step, 10)
            page.clock.run_for("07:30")
    expect(note).to_be_visible()


def download_record(page: Page, folder: Path) -> Path:
    """A real download from 我的学习; gives the file under the name the browser chose."""
    with page.expect_download() as waiting:
        page.locator("[data-hand-in]").first.click()
    target = folder / waiting.value.suggested_filename
    waiting.value.save_as(target)
    return target
