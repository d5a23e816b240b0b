"""Nothing answered in an exam is lost, whenever and however its page dies."""

from __future__ import annotations

import datetime
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random

import pytest
from browser.conftest import NewContext
from browser.fire_site import EVERY_TYPE, exam, site
from browser.learner import ZHANG, begin, fill_profile, hand_in_paper, ready, register, visit
from browser.places import CONFIG, Place, Workshop
from browser.record_file import parse
from browser.test_blocked_storage import BLOCKED
from playwright.sync_api import Browser, BrowserContext, Dialog, Error, Page, expect

pytestmark = pytest.mark.browser
SEED = 20261123
KILLS = 40
START = datetime.datetime(2026, 11, 23, 9, 0, tzinfo=datetime.UTC)
BOUND = 0.3
"""Seconds before its death in which a page may lose what was answered."""
ROOM = 5_000_000
"""Bytes the browser gives the site at first. It remembers how much is left and asks the quota again
when a write needs more."""

WRITE = """async (size) => {
  const opening = indexedDB.open("ballast");
  opening.onupgradeneeded = () => opening.result.createObjectStore("ballast");
  const db = await new Promise((resolve) => (opening.onsuccess = () => resolve(opening.result)));
  const transaction = db.transaction("ballast", "readwrite");
  transaction.objectStore("ballast").put("x".repeat(size), 1);
  const fault = await new Promise((resolve) => {
    transaction.oncomplete = () => resolve("");
    transaction.onabort = () => resolve(transaction.error.name);
  });
  db.close();
  return fault;
}"""

# Keeps the database busy as long as the page lives.
OCCUPY = """async () => {
  const [{ name }] = await indexedDB.databases();
  const opening = indexedDB.open(name);
  const db = await new Promise((resolve) => (opening.onsuccess = () => resolve(opening.result)));
  const stores = [...db.objectStoreNames];
  const store = db.transaction(stores, "readwrite").objectStore(stores[0]);
  const spin = () => (store.count().onsuccess = spin);
  spin();
}"""

ITEMS = ("alarm", "exits", "calm", "steps", "distance", "words", "colours", "ward")
RULES = "minutes: 60\npause: allowed\nshuffle: {items: true, options: true}\n"
CHOICES = {
    "fire/alarm": ("A", "B", "C"),
    "fire/calm": ("true", "false"),
    "fire/ward/first": ("A", "B", "C"),
}
TICKS = {"fire/exits": ("A", "B", "C"), "fire/steps": ("A", "B", "C")}
TEXTS = {"fire/distance": 1, "fire/words": 1, "fire/ward/calls": 2}
COLOURS = "fire/colours"
LEAVES = (*CHOICES, *TICKS, *TEXTS, COLOURS)

# What the controls of each item hold, in the form of a response.
ENTERED = """() => Object.fromEntries(
  [...document.querySelectorAll("[data-assessment] form[data-item]")].map((form) => {
    const { item, type } = form.dataset;
    const boxes = [...form.querySelectorAll("input:checked:not([data-flag])")];
    const place = (box) => Number(box.closest("li").dataset.place);
    const texts = [...form.querySelectorAll("input[type=text]")].map((box) => box.value);
    const pairs = [...form.querySelectorAll("select")]
      .filter((select) => select.value)
      .map((select) => `${select.dataset.source}[.]${select.value}`);
    if (type === "ordering") boxes.sort((a, b) => place(a) - place(b));
    else boxes.sort((a, b) => (a.value < b.value ? -1 : 1));
    const parts = texts.some(Boolean) ? texts : [...boxes.map((box) => box.value), ...pairs];
    return [item, parts.join("[,]")];
  }),
)"""


@dataclass
class Sitting:
    """A learner who answers at random, and what the pages must know of it."""

    place: Place
    context: BrowserContext
    random: Random
    page: Page
    said: dict[str, list[tuple[float, str]]] = field(
        default_factory=lambda: {leaf: [(0.0, "")] for leaf in LEAVES}
    )
    """States of each item, oldest first, each with the moment after which it was there."""

    def now(self, leaf: str) -> str:
        return self.said[leaf][-1][1]

    def note(self, leaf: str, state: str) -> None:
        self.said[leaf].append((time.monotonic(), state))

    def answer(self, leaf: str) -> None:
        """Does one thing to an item, as a learner would."""
        # The forms of the exam; the case has no form of its own.
        form = self.page.locator(f'[data-assessment] form[data-item="{leaf}"]')
        before = self.now(leaf).split("[,]") if self.now(leaf) else []
        if leaf in CHOICES:
            value = self.random.choice(CHOICES[leaf])
            form.locator(f'input[value="{value}"]').click()
            self.note(leaf, value)
        elif leaf in TICKS:
            value = self.random.choice(TICKS[leaf])
            form.locator(f'input[value="{value}"]').click()
            after = [v for v in before if v != value] if value in before else [*before, value]
            self.note(leaf, "[,]".join(after if leaf == "fire/steps" else sorted(after)))
        elif leaf == COLOURS:
            pairs = dict(pair.split("[.]") for pair in before)
            source = self.random.choice("123")
            pairs[source] = self.random.choice("abc")
            form.locator(f'select[data-source="{source}"]').select_option(pairs[source])
            self.note(leaf, "[,]".join(f"{s}[.]{pairs[s]}" for s in sorted(pairs)))
        else:
            self.type(leaf, before)

    def type(self, leaf: str, before: list[str]) -> None:
        """Types on at the end of a text box, key by key."""
        texts = before or [""] * TEXTS[leaf]
        n = self.random.randrange(len(texts))
        form = self.page.locator(f'[data-assessment] form[data-item="{leaf}"]')
        box = form.locator("input[type=text]").nth(n)
        box.focus()
        box.press("End")
        for _ in range(self.random.randint(1, 4)):
            digit = self.random.choice("0123456789")
            self.page.keyboard.type(digit)
            texts[n] += digit
            self.note(leaf, "[,]".join(texts))

    def answers(self, count: int, leaves: Iterable[str] = LEAVES) -> None:
        for leaf in self.random.choices(list(leaves), k=count):
            self.answer(leaf)

    def reopen(self) -> None:
        self.page = self.context.new_page()
        self.page.goto(self.place.url("drill.md"))
        ready(self.page)

    def lost(self, died: float, bound: float = BOUND) -> list[str]:
        """What the page does not show any more; a state within the bound may be missing."""
        shown = self.page.evaluate(ENTERED)
        assert set(shown) == set(LEAVES)
        faults = []
        for leaf, states in self.said.items():
            sure = max(n for n, (at, _) in enumerate(states) if at <= died - bound)
            if shown[leaf] not in {state for _, state in states[sure:]}:
                faults.append(f"{leaf}: {states[sure:]} became {shown[leaf]!r}")
            self.said[leaf] = [(0.0, shown[leaf])]
        return faults


@pytest.fixture
def fire(workshop: Workshop) -> Place:
    config = CONFIG.replace("[coursemark]", "[{coursemark: {lock_after: 0}}]")
    return workshop.write(
        {"mkdocs.yml": config, **site(*EVERY_TYPE, drill=exam(*ITEMS, more=RULES))}
    )


def sit(place: Place, context: BrowserContext, page: Page) -> Sitting:
    """Registers and begins the exam."""
    register(page, place.url("my-learning.md"))
    page.goto(place.url("drill.md"))
    begin(ready(page), "drill")
    return Sitting(place, context, Random(SEED), page)


@pytest.fixture
def sitting(fire: Place, new_context: NewContext) -> Sitting:
    context = new_context(fire)
    return sit(fire, context, context.new_page())


def kill(page: Page) -> float:
    """Ends the process that draws the page, which gets no word of it; gives the moment."""
    with page.expect_event("crash"):
        with pytest.raises(Error, match="ERR_ABORTED"):
            page.goto("chrome://kill")
        died = time.monotonic()
    page.close()
    return died


def answers_in(page: Page) -> dict[str, str]:
    """Item to response, in the current learner's record."""
    record = parse(page.evaluate("Coursemark.record()").encode())
    base = record.header["site"]["id"] + "item/"
    return {
        s["object"]["id"].removeprefix(base): s["result"]["response"]
        for s in record.statements
        if s["verb"]["id"].endswith("/answered")
    }


def test_a_page_killed_at_forty_moments_loses_nothing(sitting: Sitting) -> None:
    faults = []
    for moment in range(KILLS):
        sitting.answers(sitting.random.randint(2, 7))
        time.sleep(sitting.random.uniform(0, 0.4))
        died = kill(sitting.page)
        sitting.reopen()
        faults += [f"kill {moment}: {fault}" for fault in sitting.lost(died)]

    assert faults == []
    expect(sitting.page.locator(".cm-sheet__cell")).to_have_count(len(LEAVES))
    left = {leaf: sitting.now(leaf) for leaf in LEAVES if sitting.now(leaf)}
    if left["fire/steps"].count("[,]") < 2:
        del left["fire/steps"]  # an order half made is no answer
    hand_in_paper(sitting.page.locator("[data-assessment]"))
    assert answers_in(sitting.page) == left


def test_leaving_right_after_a_click_loses_nothing(sitting: Sitting) -> None:
    faults = []
    for moment in range(12):
        sitting.answers(sitting.random.randint(1, 3))
        if moment % 3 == 0:
            sitting.page.close()
            sitting.reopen()
        elif moment % 3 == 1:
            visit(sitting.page, sitting.place.url("index.md"))
            visit(sitting.page, sitting.place.url("drill.md"))
        else:
            sitting.page.reload()
            ready(sitting.page)
        faults += [f"{moment}: {fault}" for fault in sitting.lost(time.monotonic(), bound=0)]

    assert faults == []


def test_two_tabs_of_one_attempt_killed_together(sitting: Sitting) -> None:
    """Each tab has its own questions; neither writes over what the other stored."""
    faults = []
    halves = LEAVES[::2], LEAVES[1::2]
    for moment in range(6):
        tabs = sitting.page, sitting.context.new_page()
        tabs[1].goto(sitting.place.url("drill.md"))
        ready(tabs[1])
        for _ in range(3):
            for tab, half in zip(tabs, halves, strict=True):
                sitting.page = tab
                tab.bring_to_front()
                sitting.answers(2, half)
        died = max(kill(tab) for tab in tabs)
        sitting.reopen()
        faults += [f"kill {moment}: {fault}" for fault in sitting.lost(died)]

    assert faults == []


def test_clocks_set_back_and_forth_lose_no_answer_and_no_time(
    fire: Place, new_context: NewContext
) -> None:
    context = new_context(fire)
    context.clock.install(time=START)
    sitting = sit(fire, context, context.new_page())
    clock = START
    for hours in (2, -5, 30 * 24, -1, 0.1):
        sitting.answers(4)
        clock += datetime.timedelta(hours=hours)
        sitting.page.clock.set_system_time(clock)
        sitting.page.clock.run_for(2000)
        clock += datetime.timedelta(seconds=2)
        expect(sitting.page.locator(".cm-clock")).to_contain_text("剩余 59 分")
    assert sitting.lost(time.monotonic(), bound=0) == []
    sitting.page.reload()
    ready(sitting.page)
    assert sitting.lost(time.monotonic(), bound=0) == []
    expect(sitting.page.locator(".cm-clock")).to_contain_text("剩余 59 分")
    hand_in_paper(sitting.page.locator("[data-assessment]"))
    expect(sitting.page.locator(".cm-result > .cm-note")).to_have_text(
        re.compile("电脑时间改动 5 次。不影响成绩。")
    )


def test_a_clock_set_just_before_the_page_goes_takes_no_time(
    fire: Place, new_context: NewContext
) -> None:
    context = new_context(fire)
    context.clock.install(time=START)
    sitting = sit(fire, context, context.new_page())
    sitting.page.evaluate(OCCUPY)
    sitting.page.clock.set_system_time(START + datetime.timedelta(minutes=10))
    sitting.page.clock.run_for(2000)
    expect(sitting.page.locator(".cm-clock")).to_contain_text("剩余 59 分")

    sitting.page.reload()
    ready(sitting.page)

    expect(sitting.page.locator(".cm-clock")).to_contain_text("剩余 59 分")
    hand_in_paper(sitting.page.locator("[data-assessment]"))
    expect(sitting.page.locator(".cm-result > .cm-note")).to_have_text(
        re.compile("电脑时间改动 1 次。不影响成绩。")
    )


def test_where_nothing_is_stored_the_browser_asks_before_the_page_goes(
    fire: Place, chromium: Browser
) -> None:
    context = chromium.new_context(locale="zh-CN")
    context.add_init_script(BLOCKED)
    page = context.new_page()
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.goto(fire.url("drill.md"))
    ready(page).locator("[data-start]").click()
    fill_profile(page.locator("dialog form[data-profile]"), ZHANG)
    expect(page.locator("[data-assessment]")).to_have_attribute("data-state", "running")
    sitting = Sitting(fire, context, Random(SEED), page)
    sitting.answers(12)
    page.close(run_before_unload=True)
    page.wait_for_timeout(200)

    assert asked == ["beforeunload"]
    assert sitting.lost(time.monotonic(), bound=0) == []
    hand_in_paper(page.locator("[data-assessment]"))
    assert set(answers_in(page).values()) <= {sitting.now(leaf) for leaf in LEAVES}
    context.close()


def test_a_full_quota_keeps_what_is_answered(fire: Place, new_context: NewContext) -> None:
    context = new_context(fire)
    page, other = context.new_page(), context.new_page()
    origin = fire.base.rsplit("/", 2)[0]

    def give(size: int | None) -> None:
        quota = {"origin": origin} | ({} if size is None else {"quotaSize": size})
        session.send("Storage.overrideQuotaForOrigin", quota)

    session = context.new_cdp_session(other)
    give(ROOM)
    sitting = sit(fire, context, page)
    sitting.answers(8)
    give(1)
    assert [page.evaluate(WRITE, size) for size in (ROOM, 1)] == ["QuotaExceededError"] * 2
    problem = page.locator(".cm-running__problem")
    words = "刚才的作答还没有存上，请不要关闭本页；再答一题或点交卷会重新保存。"
    for _ in range(20):
        if problem.text_content() == words:
            break
        sitting.answers(1)
    sitting.answers(10)
    while sitting.now("fire/steps").count("[,]") != 1:
        sitting.answer("fire/steps")  # an order half made
    time.sleep(BOUND)
    expect(problem).to_have_text(words)

    died = kill(sitting.page)
    sitting.reopen()

    assert sitting.lost(died) == []
    sitting.page.close()
    session = context.new_cdp_session(context.new_page())
    give(None)
    sitting.reopen()
    assert sitting.lost(time.monotonic(), bound=0) == []
    hand_in_paper(sitting.page.locator("[data-assessment]"))
    given = answers_in(sitting.page)
    assert given == {leaf: sitting.now(leaf) for leaf in given}
    assert len(given) >= 6
    spare = "Object.keys(localStorage).filter((name) => name.includes('spare'))"
    assert sitting.page.evaluate(spare) == []
