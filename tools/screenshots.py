"""Takes the pictures of README.md: `make screenshots` builds the site first.

Walks the built site as a learner does, hands in the record, makes the trainer's report of it and of
some made-up colleagues, and writes docs/pictures/*.png. The clock and the drawing of items are
fixed, so that a run without edits gives nearly the same pictures.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from browser.conftest import ARGUMENTS
from browser.course import EXAM, course, reading_steps
from browser.learner import (
    ZHANG,
    Person,
    begin,
    download_record,
    drawn,
    hand_in_paper,
    item,
    mark_read,
    register,
    respond,
    submit,
    visit,
)
from browser.places import Place
from browser.responses import right, wrong
from browser.serving import serve
from browser.test_journey import practise_the_topics
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs/pictures"
WHEN = datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=8)))
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 780}
MOST_BYTES = 250_000

BANNER_PAGE = "policies/drug-catalogue.md"
PRACTICE = "drug-catalogue/category-b"
PHONE_PAGE, PHONE_ITEM = "violations/impersonation.md", "real-name/lent-once"

# The same draw each time; ids of statements stay random.
FIXED_SEED = """{
  const real = crypto.getRandomValues.bind(crypto);
  crypto.getRandomValues = (a) =>
    a instanceof Uint32Array && a.length === 1 ? a.fill(7) : real(a);
}"""

COLLEAGUES = (
    (Person("李敏", "10031", "内科", "护士"), 1.0),
    (Person("王建国", "10032", "外科", "临床医师"), 0.4),
    (Person("陈静", "10040", "药学部", "药师"), 1.0),
    (Person("赵磊", "10055", "外科", "临床医师"), 0.0),
    (Person("孙悦", "10061", "收费处", "收费员"), 0.7),
    (Person("周琳", "10068", "药学部", "药师"), 0.2),
)
"""Who, and how much of the course they have done; 0 hands in nothing."""


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    site = ROOT / "build/site"
    with (
        serve(site) as port,
        sync_playwright() as playwright,
        tempfile.TemporaryDirectory() as folder,
    ):
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=ARGUMENTS
        )
        place = Place(f"http://127.0.0.1:{port}/", site)
        record = take_desktop(browser, place, Path(folder))
        take_small_ones(browser, place)
        take_report(record, Path(folder))
        browser.close()
    too_big = [p.name for p in PICTURES.glob("*.png") if p.stat().st_size > MOST_BYTES]
    if too_big:
        sys.exit(f"over {MOST_BYTES} bytes: {', '.join(too_big)}")


@contextmanager
def someone(browser: Browser, **options: Any) -> Iterator[BrowserContext]:
    """A browser profile at the fixed time."""
    context = browser.new_context(
        locale="zh-CN", timezone_id="Asia/Shanghai", reduced_motion="reduce", **options
    )
    context.set_default_timeout(10_000)
    context.add_init_script(FIXED_SEED)
    context.clock.install(time=WHEN)
    yield context
    context.close()


def shoot(page: Page, name: str) -> None:
    """The visible part of the page, with no control under the mouse or in focus."""
    page.mouse.move(1, 1)
    page.evaluate("document.activeElement?.blur()")
    page.wait_for_timeout(150)
    page.screenshot(path=PICTURES / f"{name}.png", animations="disabled", caret="hide")
    print(f"docs/pictures/{name}.png")


def show_at_top(page: Page, selector: str, above: int = 90) -> None:
    """Scrolls so that the element stands below the site's header."""
    # Coming from above: after scrolling up the theme shows a button in the way.
    for more in (above + 200, above):
        page.locator(selector).first.evaluate(
            "(e, above) => scrollTo(0, e.getBoundingClientRect().top + scrollY - above)", more
        )
        page.wait_for_timeout(150)


def take_desktop(browser: Browser, place: Place, folder: Path) -> str:
    """The learner's whole way; gives the text of the record."""
    items = place.items()
    with someone(browser, viewport=DESKTOP) as context:
        page = context.new_page()
        visit(page, place.base)
        shoot(page, "home")
        register(page, place.url("my-learning.md"))
        visit(page, place.url(BANNER_PAGE))
        shoot(page, "page")
        form = item(page, PRACTICE)
        respond(form, "single", wrong(items[PRACTICE]["definition"]))
        submit(form)
        expect(form.locator(".cm-feedback__verdict")).to_be_visible()
        show_at_top(page, f'form[data-item="{PRACTICE}"]')
        shoot(page, "practice")
        for step in reading_steps(place):
            visit(page, place.url(step.page))
            mark_read(page)
        practise_the_topics(page, place)
        take_exam(page, place, items)
        visit(page, place.url("my-learning.md"))
        shoot(page, "desk")
        return download_record(page, folder).read_text("utf-8")


def take_exam(page: Page, place: Place, items: dict[str, Any]) -> None:
    visit(page, place.url(course(place)["page"]))
    section = begin(page, EXAM)
    ids = drawn(section)
    for number, id in enumerate(ids):
        answer = wrong if number in (3, 9) else right
        respond(item(section, id), items[id]["definition"]["type"], answer(items[id]["definition"]))
        if number == 7:
            item(section, id).locator("[data-flag]").check()
        if number == len(ids) // 2:
            show_at_top(page, f'[data-assessment="{EXAM}"]', 60)
            shoot(page, "exam")
    expect(section.locator(".cm-count")).to_have_text(f"已答 {len(ids)} / {len(ids)}")
    page.clock.fast_forward("09:00")
    hand_in_paper(section)
    page.locator(".cm-review summary").click()
    show_at_top(page, ".cm-result")
    shoot(page, "result")


def take_small_ones(browser: Browser, place: Place) -> None:
    """The same site on a phone, and in the dark."""
    items = place.items()
    options: dict[str, Any] = {"viewport": PHONE, "device_scale_factor": 1.5}
    with someone(browser, **options, has_touch=True, is_mobile=True) as context:
        page = context.new_page()
        register(page, place.url("my-learning.md"))
        visit(page, place.url(PHONE_PAGE))
        form = item(page, PHONE_ITEM)
        respond(form, "single", right(items[PHONE_ITEM]["definition"]))
        submit(form)
        expect(form.locator(".cm-feedback__verdict")).to_be_visible()
        show_at_top(page, f'form[data-item="{PHONE_ITEM}"]', 70)
        shoot(page, "phone")
    with someone(browser, viewport=DESKTOP, color_scheme="dark") as context:
        page = context.new_page()
        visit(page, place.url(PHONE_PAGE))
        shoot(page, "dark")


def take_report(record: str, folder: Path) -> None:
    """The sheet 完成情况 as LibreOffice shows it on paper."""
    if not all(map(shutil.which, ("soffice", "pdftotext", "pdftoppm"))):
        print("docs/pictures/report.png is left as it was: it needs LibreOffice and poppler-utils")
        return
    collected = folder / "records"
    collected.mkdir()
    (collected / f"coursemark-{ZHANG.id}.jsonl").write_text(record, "utf-8")
    for person, done in COLLEAGUES:
        if done:
            text = record_of(person, record, done)
            (collected / f"coursemark-{person.id}.jsonl").write_text(text, "utf-8")
    with (folder / "roster.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["工号", "姓名", "科室", "岗位"])
        for person in (ZHANG, *(person for person, _ in COLLEAGUES)):
            rows.writerow([person.id, person.name, person.department, person.role])
    command = [str(Path(sys.executable).parent / "coursemark"), "report", str(collected)]
    run = [*command, "--roster", str(folder / "roster.csv"), "-o", str(folder / "report.xlsx")]
    subprocess.run([*run, "--as-of", WHEN.date().isoformat()], cwd=ROOT, check=True)
    convert = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*convert, str(folder / "report.xlsx")], check=True, capture_output=True)
    pdf = str(folder / "report.pdf")
    number = str(page_of(pdf, "步骤进度"))
    crop = ["-x", "0", "-y", "0", "-W", "1280", "-H", "240"]
    size = ["-png", "-singlefile", "-scale-to-x", "1280", "-scale-to-y", "-1", *crop]
    output = str(PICTURES / "report")
    subprocess.run(["pdftoppm", "-f", number, "-l", number, *size, pdf, output], check=True)
    print("docs/pictures/report.png")


def page_of(pdf: str, words: str) -> int:
    """The first page with these words."""
    text = subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True, text=True)
    pages = text.stdout.split("\f")
    return 1 + next(n for n, page in enumerate(pages) if words in re.sub(r"\s", "", page))


def record_of(person: Person, record: str, done: float) -> str:
    """A colleague's record, made from the first part of the learner's own."""
    header, *statements = [json.loads(line) for line in record.splitlines()[:-1]]
    header["learner"] = vars(person)
    kept = statements[: max(1, int(len(statements) * done))]
    renamed: dict[str, str] = {}
    for statement in kept:
        statement["id"] = str(uuid.uuid4())
        statement["actor"]["name"] = person.name
        statement["actor"]["account"]["name"] = person.id
        registration = statement["context"].get("registration")
        if registration:
            new = renamed.setdefault(registration, str(uuid.uuid4()))
            statement["context"]["registration"] = new
    body = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in (header, *kept))
    digest = hashlib.sha256(body.encode("utf-8")).hexdigest()
    return body + json.dumps({"end": len(kept), "sha256": digest}) + "\n"


if __name__ == "__main__":
    main()
