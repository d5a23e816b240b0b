"""Hand-ins that a record store gets too: all of them, once, whatever happens on the way."""

from __future__ import annotations

import mimetypes
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from browser.conftest import NewContext
from browser.faulty_store import FaultyStore, Statement, authorization, faulty_store
from browser.fire_site import ALARM, CALM, exam, site
from browser.guard import Guard
from browser.learner import (
    LI,
    ZHANG,
    begin,
    download_record,
    fill_profile,
    hand_in_paper,
    item,
    practise,
    register,
    respond,
    stored,
    submit,
    visit,
)
from browser.places import CONFIG, Place, Workshop
from browser.record_file import parse
from lrs.reference import Reference, reference_store
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect

from coursemark.sealing import new_key

pytestmark = pytest.mark.browser
ALARM_ITEM = {"id": "fire/alarm", "type": "single"}
CALM_ITEM = {"id": "fire/calm", "type": "true-false"}
WECHAT = (
    "Mozilla/5.0 (Linux; Android 13; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
    "Chrome/116.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.47"
)
MORE = """async (count) => {
  const site = await Coursemark.load("site");
  const store = await Coursemark.store.open(site.id);
  const learner = await store.current();
  const answers = Array.from({ length: count }, (_, n) => Coursemark.statements.answered(
    {
      site: site.id,
      learner,
      id: Coursemark.statements.uuid(),
      timestamp: Coursemark.statements.timestamp(new Date(1767225600000 + n * 1000)),
    },
    { item: { id: "fire/alarm", type: "single" }, response: "A", raw: 0, max: 100, success: false },
  ));
  await store.append(learner.id, answers);
}"""
"""Answers given elsewhere, so that the record grows."""


class StoreGuard(Guard):
    """Lets the page ask the store, and the browser complain about the store alone."""

    def __init__(self, context: BrowserContext, base: str, endpoint: str) -> None:
        self._endpoint = endpoint
        super().__init__(context, base)

    def _request(self, request: Request) -> None:
        if request.url != f"{self._endpoint}/statements":
            super()._request(request)

    def _console(self, message: ConsoleMessage) -> None:
        if self._endpoint not in message.text + message.location.get("url", ""):
            super()._console(message)


def collecting(endpoint: str, token: str = "site:write-only", more: str = "") -> str:
    """The configuration of a site that sends there."""
    option = f"lrs: {{endpoint: '{endpoint}', token: '{token}'}}{more}"
    return CONFIG.replace("[coursemark]", f"[coursemark: {{{option}}}]")


@pytest.fixture(scope="module")
def running() -> Iterator[FaultyStore]:
    with faulty_store() as store:
        yield store


@pytest.fixture
def store(running: FaultyStore) -> FaultyStore:
    """The store as new."""
    running.gate.set()
    running.begun.clear()
    running.answer = lambda _: 200
    for kept in (running.batches, running.kept, running.headers):
        kept.clear()
    return running


Sites = Callable[..., Place]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory, web_root: Path, port: int) -> Sites:
    """Builds a site once for all tests of this file, by its name."""
    built: dict[str, Place] = {}

    def make(name: str, files: dict[str, str]) -> Place:
        if name not in built:
            place = Place(f"http://hospital.test:{port}/{name}/", web_root / name)
            built[name] = Workshop(tmp_path_factory.mktemp(name), place).write(files)
        return built[name]

    return make


@pytest.fixture
def fire(sites: Sites, running: FaultyStore) -> Place:
    config = {"mkdocs.yml": collecting(running.endpoint)}
    return sites("collecting", {**site(ALARM, CALM), **config})


@pytest.fixture
def pc(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes a browser profile at one PC, which may ask the site and the store."""
    opened: list[tuple[BrowserContext, Guard]] = []

    def make(place: Place, endpoint: str, **options: Any) -> BrowserContext:
        options = {"locale": "zh-CN", "timezone_id": "Asia/Shanghai", **options}
        context = chromium.new_context(**options)
        context.set_default_timeout(10_000)
        opened.append((context, StoreGuard(context, place.base, endpoint)))
        return context

    yield make
    faults = []
    for context, guard in opened:
        context.close()
        faults += guard.faults
    assert faults == []


@pytest.fixture
def work(fire: Place, store: FaultyStore, pc: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """Gives 我的学习 of 张三, who answered one item and so many more."""

    def make(more: int = 0, **options: Any) -> Page:
        page = pc(fire, store.endpoint, **options).new_page()
        register(page, fire.url("my-learning.md"))
        visit(page, fire.url("fire.md"))
        practise(page, ALARM_ITEM, "B")
        if more:
            page.evaluate(MORE, more)
        return visit(page, fire.url("my-learning.md"))

    return make


def note(page: Page) -> Any:
    return page.locator("[data-sending]")


def host(store: FaultyStore) -> str:
    return urlsplit(store.endpoint).netloc


def hand_in(page: Page) -> None:
    """Downloads the record, and waits until the page has said so: what is to be sent is queued."""
    message = page.locator("[data-message]")
    message.evaluate("element => { element.textContent = ''; }")
    with page.expect_download():
        page.locator("[data-hand-in]").first.click()
    expect(message).not_to_be_empty()


def later(page: Page, url: str, minutes: int = 3) -> Page:
    """Opens a page so many minutes from now."""
    page.clock.set_system_time(time.time() + minutes * 60)
    return visit(page, url)


def settled(page: Page) -> None:
    """Waits until the page has tried what it wants to try."""
    page.wait_for_function("Coursemark.collecting?.settled?.()")


def log_of(page: Page) -> set[str]:
    """Ids of all statements in this browser."""
    return {row["id"] for row in stored(page)["statements"]}


def marks(page: Page) -> dict[str, int]:
    """How many statements were answered for in which way."""
    found: dict[str, int] = {}
    for row in stored(page)["statements"]:
        kind = row.get("lrs", {}).get("as", "")
        found[kind] = found.get(kind, 0) + 1
    return found


def test_a_hand_in_is_sent_too_and_only_what_is_new_the_next_time(
    fire: Place, store: FaultyStore, work: Callable[..., Page], tmp_path: Path
) -> None:
    page = work()
    assert page.evaluate("isSecureContext") is False
    expect(note(page)).to_have_text(
        f"交出时，同样的记录也会发到本院的学习记录库（{host(store)}），由培训管理员查看。"
    )
    assert store.batches == []

    file = download_record(page, tmp_path)
    expect(note(page)).to_have_attribute("data-sending", "sent")
    expect(note(page)).to_have_text(
        f"已把 1 条记录发到学习记录库（{host(store)}）。培训管理员那里看得到，文件不用再交。"
    )
    assert list(store.kept.values()) == parse(file.read_bytes()).statements
    (headers,) = store.headers
    assert headers["authorization"] == authorization()
    assert headers["x-experience-api-version"] == "1.0.3"
    assert headers["content-type"] == "application/json"
    assert "referer" not in headers

    visit(page, fire.url("fire.md"))
    practise(page, CALM_ITEM, "true")
    visit(page, fire.url("my-learning.md"))
    assert len(store.batches) == 1
    hand_in(page)
    expect(note(page)).to_contain_text("已把 2 条记录发到")
    assert [len(batch) for batch in store.batches] == [1, 1]
    assert set(store.kept) == log_of(page)
    hand_in(page)
    settled(page)
    assert len(store.batches) == 2


def test_a_long_record_goes_in_several_requests_oldest_first(
    store: FaultyStore, work: Callable[..., Page]
) -> None:
    page = work(250)
    hand_in(page)
    expect(note(page)).to_contain_text("已把 251 条记录发到")
    assert [len(batch) for batch in store.batches] == [100, 100, 51]
    times = [statement["timestamp"] for statement in store.kept.values()]
    assert times == sorted(times)


def test_with_the_store_down_the_file_is_handed_in_and_the_rest_follows(
    fire: Place, store: FaultyStore, work: Callable[..., Page], tmp_path: Path
) -> None:
    store.answer = lambda _: "drop"
    page = work()
    file = download_record(page, tmp_path)
    assert len(parse(file.read_bytes()).statements) == 1
    expect(note(page)).to_have_attribute("data-sending", "unreached")
    expect(note(page).locator("p")).to_have_text(
        [
            f"有 1 条记录还没有发到学习记录库（{host(store)}），下次打开本站时再发。",
            "现在连不上记录库。记录没有丢，都在这台电脑上；急着交，请把文件交给培训管理员。",
        ]
    )
    expect(page.locator(".cm-hand-in > .cm-note").first).to_contain_text("之后没有新记录。")

    # Soon after nobody asks again; a little later any page of the site does.
    store.answer = lambda _: 200
    tried = len(store.batches)
    visit(page, fire.url("index.md"))
    settled(page)
    assert len(store.batches) == tried
    later(page, fire.url("index.md"))
    settled(page)
    assert set(store.kept) == log_of(page)
    expect(note(visit(page, fire.url("my-learning.md")))).to_have_attribute("data-sending", "sent")
    assert set(store.kept) == log_of(page)


def test_the_learner_may_ask_to_try_again(store: FaultyStore, work: Callable[..., Page]) -> None:
    store.answer = lambda _: 503
    page = work()
    hand_in(page)
    expect(note(page)).to_contain_text("记录库现在忙，或者出了故障。")
    page.locator("[data-send]").click()
    settled(page)
    assert len(store.batches) == 2
    store.answer = lambda _: 200
    page.locator("[data-send]").click()
    expect(note(page)).to_have_attribute("data-sending", "sent")


def test_an_answer_that_was_lost_makes_no_duplicate(
    store: FaultyStore, work: Callable[..., Page]
) -> None:
    store.answer = lambda _: "lose"
    page = work(3)
    hand_in(page)
    expect(note(page)).to_have_attribute("data-sending", "unreached")
    store.answer = lambda sent: 204 if sent[0]["id"] in store.kept else 200
    page.locator("[data-send]").click()
    expect(note(page)).to_have_attribute("data-sending", "sent")
    assert len(store.kept) == 4
    assert marks(page) == {"stored": 4}


def test_a_reload_in_the_middle_loses_nothing(
    fire: Place, store: FaultyStore, work: Callable[..., Page]
) -> None:
    page = work(150)
    store.gate.clear()
    hand_in(page)
    assert store.begun.wait(10)
    expect(note(page)).to_contain_text("正在发到学习记录库")
    visit(page, fire.url("fire.md"))
    store.gate.set()
    visit(page, fire.url("my-learning.md"))
    expect(note(page)).to_have_attribute("data-sending", "sent")
    expect(note(page)).to_contain_text("已把 151 条记录发到")
    assert set(store.kept) == log_of(page)


def test_two_tabs_do_not_send_the_same_and_both_know(
    fire: Place, store: FaultyStore, work: Callable[..., Page]
) -> None:
    page = work()
    store.gate.clear()
    hand_in(page)
    assert store.begun.wait(10)
    other = visit(page.context.new_page(), fire.url("my-learning.md"))
    expect(note(other)).to_contain_text("正在发到学习记录库")
    settled(other)
    store.gate.set()
    for tab in (page, other):
        expect(note(tab)).to_have_attribute("data-sending", "sent")
    assert len(store.batches) == 1


def test_another_tab_takes_over_what_a_closed_one_had_begun(
    fire: Place, store: FaultyStore, work: Callable[..., Page]
) -> None:
    page = work()
    store.gate.clear()
    hand_in(page)
    assert store.begun.wait(10)
    other = page.context.new_page()
    page.close()
    store.gate.set()
    # Nobody holds it for longer than a minute.
    later(other, fire.url("my-learning.md"), minutes=1)
    expect(note(other)).to_have_attribute("data-sending", "sent")
    assert set(store.kept) == log_of(other)


def test_offline_and_online_again(store: FaultyStore, work: Callable[..., Page]) -> None:
    page = work()
    page.context.set_offline(True)
    hand_in(page)
    expect(note(page)).to_have_attribute("data-sending", "unreached")
    assert store.batches == []
    page.context.set_offline(False)
    expect(note(page)).to_have_attribute("data-sending", "sent")
    assert set(store.kept) == log_of(page)


@pytest.mark.parametrize(
    ("answer", "fault", "text"),
    [
        (401, "denied", "记录库不认本站的写入口令。"),
        (403, "denied", "记录库不认本站的写入口令。"),
        (404, "missing", "本站写的记录库地址上没有记录库。"),
        ("page", "strange", "回答的不像是记录库。"),
    ],
)
def test_what_only_the_site_can_put_right_is_not_tried_again_and_again(
    fire: Place, store: FaultyStore, work: Callable[..., Page], answer: Any, fault: str, text: str
) -> None:
    store.answer = lambda _: answer
    page = work()
    hand_in(page)
    expect(note(page)).to_have_attribute("data-sending", fault)
    expect(note(page)).to_contain_text(
        f"{text}记录没有丢，都在这台电脑上。请照常把文件交给培训管理员，并请他转告信息科。"
    )
    later(page, fire.url("my-learning.md"), minutes=60)
    settled(page)
    assert len(store.batches) == 1
    store.answer = lambda _: 200
    later(page, fire.url("my-learning.md"), minutes=60 * 8)
    expect(note(page)).to_have_attribute("data-sending", "sent")


@pytest.mark.parametrize(
    ("status", "why"), [(409, "库里已有同号的另一份"), (400, "库里认为格式不对"), (413, "太大")]
)
def test_one_statement_that_is_refused_keeps_no_other_from_the_store(
    store: FaultyStore, work: Callable[..., Page], status: int, why: str
) -> None:
    page = work(120)
    # The first that is sent, and one in the middle.
    rows = sorted(stored(page)["statements"], key=lambda row: row["statement"]["timestamp"])
    bad = {rows[0]["id"], rows[64]["id"]}

    def answer(sent: list[Statement]) -> int:
        return status if bad & {statement["id"] for statement in sent} else 200

    store.answer = answer
    hand_in(page)
    expect(note(page).locator("p")).to_have_text(
        [
            f"已把 119 条记录发到学习记录库（{host(store)}）。",
            f"有 2 条记录库没有收（{why} 2 条）。它们在学习记录文件里，请把文件也交给培训管理员。",
        ]
    )
    assert set(store.kept) == log_of(page) - bad
    assert len(store.batches) < 40
    tried = len(store.batches)
    hand_in(page)
    settled(page)
    assert len(store.batches) == tried


def test_a_store_that_takes_nothing_at_all_is_the_one_to_be_wrong(
    store: FaultyStore, work: Callable[..., Page]
) -> None:
    store.answer = lambda _: 400
    page = work(120)
    hand_in(page)
    expect(note(page)).to_have_attribute("data-sending", "refusing")
    expect(note(page)).to_contain_text("记录库一条也不肯收。")
    assert len(store.batches) < 30
    store.answer = lambda _: 200
    page.locator("[data-send]").click()
    expect(note(page)).to_contain_text("已把 121 条记录发到")
    assert marks(page) == {"stored": 121}


def test_on_a_shared_pc_the_hand_in_of_who_left_goes_out_too(
    fire: Place, store: FaultyStore, work: Callable[..., Page]
) -> None:
    store.answer = lambda _: "drop"
    page = work()
    hand_in(page)
    expect(note(page)).to_have_attribute("data-sending", "unreached")
    register(page, fire.url("my-learning.md"), LI)
    visit(page, fire.url("fire.md"))
    practise(page, CALM_ITEM, "true")
    store.answer = lambda _: 200
    later(page, fire.url("my-learning.md"))
    expect(note(page)).to_contain_text("交出时，同样的记录也会发到")
    settled(page)
    # Hers, who handed nothing in, stays here.
    assert [s["actor"]["account"]["name"] for s in store.kept.values()] == ["10023"]


def test_what_was_cleared_is_sent_no_more(
    fire: Place, store: FaultyStore, work: Callable[..., Page]
) -> None:
    store.answer = lambda _: "drop"
    page = work()
    hand_in(page)
    expect(note(page)).to_have_attribute("data-sending", "unreached")
    store.answer = lambda _: 200
    page.get_by_text("清除本机记录", exact=True).click()
    page.locator("[data-wipe]").click()
    dialog = page.locator("dialog")
    expect(dialog).to_contain_text(
        "其中 1 条还没有发到学习记录库，清除后不再发，请把文件交给培训管理员。"
    )
    dialog.locator("button[value=wipe]").click()
    expect(page.locator("[data-message]")).to_have_text("已清除。")
    later(page, fire.url("my-learning.md"))
    settled(page)
    assert store.kept == {}
    assert [row["name"] for row in stored(page)["settings"] if "10023" in row["name"]] == []


def test_where_downloads_are_blocked_the_store_gets_it_and_it_counts(
    store: FaultyStore, work: Callable[..., Page]
) -> None:
    page = work(user_agent=WECHAT)
    page.locator(".cm-hand-in [data-way=download]").click()
    expect(note(page)).to_have_attribute("data-sending", "sent")
    expect(page.locator(".cm-hand-in > .cm-note").first).to_contain_text("之后没有新记录。")
    assert len(store.kept) == 1


def test_where_nothing_is_stored_it_is_sent_from_memory(
    fire: Place, store: FaultyStore, pc: Callable[..., BrowserContext]
) -> None:
    context = pc(fire, store.endpoint)
    context.add_init_script(
        "IDBFactory.prototype.open = () => { throw new DOMException('', 'SecurityError'); };"
    )
    page = visit(context.new_page(), fire.url("fire.md"))
    respond(item(page, "fire/alarm"), "single", "B")
    submit(item(page, "fire/alarm"))
    fill_profile(page.locator("dialog form[data-profile]"), ZHANG)
    expect(page.locator(".cm-feedback__verdict")).to_be_visible()
    with page.expect_download() as waiting:
        page.locator("[data-notice] [data-way=download]").click()
    record = parse(Path(waiting.value.path()).read_bytes())
    assert store.begun.wait(10)
    settled(page)
    assert list(store.kept.values()) == record.statements


KEY, PUBLIC = new_key()


def test_a_sealed_exam_is_in_the_sealed_file_alone(
    sites: Sites, store: FaultyStore, pc: Callable[..., BrowserContext]
) -> None:
    config = collecting(store.endpoint, more=f", seal_key: {PUBLIC}")
    drill = exam("alarm", more="sealed: true\n")
    place = sites("collecting-sealed", {**site(ALARM, CALM, drill=drill), "mkdocs.yml": config})
    page = pc(place, store.endpoint).new_page()
    register(page, place.url("my-learning.md"))
    visit(page, place.url("fire.md"))
    practise(page, CALM_ITEM, "true")
    visit(page, place.url("drill.md"))
    section = begin(page, "drill")
    respond(item(section, "fire/alarm"), "single", "B")
    hand_in_paper(section)
    visit(page, place.url("my-learning.md"))
    hand_in(page)
    expect(note(page)).to_have_attribute("data-sending", "part")
    expect(note(page).locator("p")).to_have_text(
        [
            f"已把 1 条记录发到学习记录库（{host(store)}）。",
            f"要求密封的考试有 {len(log_of(page)) - 1} 条记录，不发到记录库，"
            "只在密封的文件里，请把文件也交出。",
        ]
    )
    (statement,) = store.kept.values()
    assert statement["object"]["id"].endswith("/item/fire/calm")


def test_a_site_in_a_folder_sends_where_the_store_lets_it(
    fire: Place, store: FaultyStore, pc: Callable[..., BrowserContext]
) -> None:
    folder = f"{fire.folder.as_uri()}/"
    page = pc(Place(folder, fire.folder), store.endpoint).new_page()
    register(page, f"{folder}my-learning/index.html")
    visit(page, f"{folder}fire/index.html")
    practise(page, ALARM_ITEM, "B")
    visit(page, f"{folder}my-learning/index.html")
    store.answer = lambda _: "drop"
    hand_in(page)
    expect(note(page)).to_contain_text(
        "本站是从文件夹打开的，记录库收不到。记录没有丢，都在这台电脑上，请把文件交给培训管理员。"
    )
    store.answer = lambda _: 200
    page.locator("[data-send]").click()
    expect(note(page)).to_have_attribute("data-sending", "sent")
    assert {headers["origin"] for headers in store.headers} == {"null"}


def test_a_site_on_https_does_not_try_a_store_on_http(
    fire: Place, store: FaultyStore, pc: Callable[..., BrowserContext]
) -> None:
    context = pc(Place("https://secure.test/", fire.folder), store.endpoint)

    def serve(route: Any) -> None:
        path = urlsplit(route.request.url).path.lstrip("/")
        file = fire.folder / (path + "index.html" if path.endswith("/") or not path else path)
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        route.fulfill(body=file.read_bytes(), content_type=kind)

    context.route("https://secure.test/**", serve)
    page = context.new_page()
    register(page, "https://secure.test/my-learning/")
    visit(page, "https://secure.test/fire/")
    practise(page, ALARM_ITEM, "B")
    visit(page, "https://secure.test/my-learning/")
    hand_in(page)
    expect(note(page)).to_have_attribute("data-sending", "blocked")
    expect(note(page)).to_contain_text("本页是用 https 打开的，记录库是 http，浏览器不让发。")
    expect(page.locator("[data-send]")).to_have_count(0)
    assert store.batches == []


def test_by_the_sites_own_server_no_token_is_in_the_page(
    sites: Sites, new_context: NewContext
) -> None:
    config = {
        "mkdocs.yml": CONFIG.replace("[coursemark]", "[coursemark: {lrs: {endpoint: /xAPI}}]")
    }
    place = sites("collecting-proxy", {**site(ALARM, CALM), **config})
    own = place.base.split("/collecting")[0]
    context = new_context(Place(f"{own}/", place.folder))
    asked = []

    def answer(route: Any) -> None:
        asked.append(route.request)
        route.fulfill(json=[statement["id"] for statement in route.request.post_data_json])

    context.route(f"{own}/xAPI/statements", answer)
    page = context.new_page()
    register(page, place.url("my-learning.md"))
    visit(page, place.url("fire.md"))
    practise(page, ALARM_ITEM, "B")
    visit(page, place.url("my-learning.md"))
    hand_in(page)
    expect(note(page)).to_have_attribute("data-sending", "sent")
    (request,) = asked
    assert request.method == "POST"
    assert "authorization" not in request.all_headers()


def test_without_the_option_nothing_is_loaded_and_nothing_said(
    sites: Sites, new_context: NewContext
) -> None:
    place = sites("not-collecting", site(ALARM, CALM))
    page = new_context(place).new_page()
    register(page, place.url("my-learning.md"))
    visit(page, place.url("fire.md"))
    practise(page, ALARM_ITEM, "B")
    visit(page, place.url("my-learning.md"))
    hand_in(page)
    expect(note(page)).to_have_count(0)
    assert page.evaluate("typeof Coursemark.collecting") == "undefined"


@pytest.fixture(scope="module")
def ralph(tmp_path_factory: pytest.TempPathFactory, port: int) -> Iterator[Reference]:
    with reference_store(tmp_path_factory.mktemp("ralph"), f"http://hospital.test:{port}") as store:
        yield store


@pytest.mark.peer
@pytest.mark.slow
def test_the_reference_store_has_what_the_learner_handed_in(
    sites: Sites, ralph: Reference, pc: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    """Another host than the site's, plain http, and a token that may only write."""
    endpoint = ralph.endpoint.replace("127.0.0.1", "lrs.test")
    config = collecting(endpoint, ralph.write)
    place = sites(
        "collecting-ralph", {**site(ALARM, CALM, drill=exam("alarm")), "mkdocs.yml": config}
    )
    page = pc(place, endpoint).new_page()
    register(page, place.url("my-learning.md"))
    visit(page, place.url("fire.md"))
    practise(page, CALM_ITEM, "true")
    visit(page, place.url("my-learning.md"))
    hand_in(page)
    expect(note(page)).to_contain_text("已把 1 条记录发到")
    visit(page, place.url("drill.md"))
    section = begin(page, "drill")
    respond(item(section, "fire/alarm"), "single", "B")
    hand_in_paper(section)
    visit(page, place.url("my-learning.md"))
    page.context.set_offline(True)
    record = parse(download_record(page, tmp_path).read_bytes())
    expect(note(page)).to_have_attribute("data-sending", "unreached")
    page.context.set_offline(False)
    expect(note(page)).to_have_attribute("data-sending", "sent")
    expect(note(page)).to_contain_text(f"已把 {len(record.statements)} 条记录发到")

    # From a second PC, with the record carried there: the store has them already.
    other = pc(place, endpoint).new_page()
    register(other, place.url("my-learning.md"))
    other.set_input_files("#cm-load-record", tmp_path / record_name(tmp_path))
    expect(other.locator("[data-message]")).to_contain_text("载入完成")
    hand_in(other)
    expect(note(other)).to_contain_text(f"已把 {len(record.statements)} 条记录发到")

    added = {"stored", "authority", "version"}
    kept = [{k: v for k, v in s.items() if k not in added} for s in ralph.statements()]
    assert sorted(kept, key=lambda s: s["id"]) == sorted(record.statements, key=lambda s: s["id"])


def record_name(folder: Path) -> str:
    (file,) = folder.glob("*.jsonl")
    return file.name
