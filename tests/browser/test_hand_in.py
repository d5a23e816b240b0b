"""Handing in the record by every way a browser leaves open, and remembering that it left."""

from __future__ import annotations

import base64
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from browser.conftest import ROOT, NewContext
from browser.fire_site import ALARM, CALM, exam, site
from browser.learner import (
    LI,
    begin,
    download_record,
    hand_in_paper,
    item,
    practise,
    register,
    respond,
    visit,
)
from browser.places import CONFIG, Place, Workshop
from browser.record_file import parse
from playwright.sync_api import Locator, Page, expect

from coursemark.records import RecordFile, read_records
from coursemark.sealing import Key, new_key

pytestmark = pytest.mark.browser
ALARM_ITEM = {"id": "fire/alarm", "type": "single"}
CALM_ITEM = {"id": "fire/calm", "type": "true-false"}
WECHAT = (
    "Mozilla/5.0 (Linux; Android 13; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
    "Chrome/116.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.47"
)
DESKTOP = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/116.0.0.0 Safari/537.36 MQQBrowser/6.2 QQBrowser/12"
)
SHARING = """
navigator.canShare = ({ files }) => files.every((file) => file.name.endsWith(".txt"));
navigator.share = async ({ files }) => {
  if (window.refuseToShare) throw new DOMException("no", window.refuseToShare);
  window.shared = { name: files[0].name, text: await files[0].text() };
};
"""
DECODE = """
import decode from "qr/decode.js";
let text = "";
for await (const chunk of process.stdin) text += chunk;
const { width, data } = JSON.parse(text);
const pixels = new Uint8ClampedArray(Buffer.from(data, "base64"));
process.stdout.write(decode({ width, height: width, data: pixels }));
"""


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
def fire(sites: Sites) -> Place:
    return sites("hand-in", site(ALARM, CALM))


@pytest.fixture
def work(fire: Place, new_context: NewContext) -> Callable[..., Page]:
    """Gives 我的学习 of 张三, who answered one item."""

    def make(script: str = "", **options: str) -> Page:
        context = new_context(fire, **options)
        if script:
            context.add_init_script(script)
        page = context.new_page()
        register(page, fire.url("my-learning.md"))
        visit(page, fire.url("fire.md"))
        practise(page, ALARM_ITEM, "B")
        return visit(page, fire.url("my-learning.md"))

    return make


def way(page: Page, kind: str) -> Locator:
    return page.locator(f".cm-hand-in [data-way={kind}]")


def ways(page: Page) -> list[str]:
    kinds: list[str] = page.locator(".cm-hand-in [data-way]").evaluate_all(
        "buttons => buttons.map((button) => button.dataset.way)"
    )
    return kinds


def status(page: Page) -> Locator:
    return page.locator(".cm-hand-in > .cm-note").first


def pending(page: Page) -> int:
    count: int = page.evaluate(
        """async () => {
          const site = await Coursemark.load("site");
          const store = await Coursemark.store.open(site.id);
          return (await Coursemark.handIn.pending({ site, store }, await store.current())).count;
        }"""
    )
    return count


def read(folder: Path, text: str, *keys: Key) -> RecordFile:
    """What the trainer's side makes of it."""
    (folder / "handed.txt").write_text(text, "utf-8")
    (file,) = read_records([folder / "handed.txt"], keys=keys)
    assert file.problems == ()
    return file


def decoded(svg: Locator) -> str:
    """What a decoder reads from the picture as the screen shows it."""
    drawn = svg.evaluate(
        """async (svg) => {
          const copy = svg.cloneNode(true);
          copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
          const size = Math.round(svg.getBoundingClientRect().width);
          copy.setAttribute("width", size);
          copy.setAttribute("height", size);
          const image = new Image();
          image.src = "data:image/svg+xml," + encodeURIComponent(copy.outerHTML);
          await image.decode();
          const canvas = document.createElement("canvas");
          canvas.width = canvas.height = size;
          const context = canvas.getContext("2d");
          context.drawImage(image, 0, 0);
          const { data } = context.getImageData(0, 0, size, size);
          let text = "";
          for (let at = 0; at < data.length; at += 8192)
            text += String.fromCharCode(...data.subarray(at, at + 8192));
          return { width: size, data: btoa(text) };
        }"""
    )
    done = subprocess.run(
        ["node", "--input-type=module", "-e", DECODE],
        input=json.dumps(drawn),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_a_download_counts_until_there_is_new_work(
    fire: Place, work: Callable[..., Page], tmp_path: Path
) -> None:
    page = work()
    expect(status(page)).to_have_text("共 1 条记录，还没有交过。")
    assert pending(page) == 1

    file = download_record(page, tmp_path)

    assert parse(file.read_bytes()).story() == ["answered item/fire/alarm"]
    expect(status(page)).to_contain_text("之后没有新记录。")
    assert pending(page) == 0

    # The clock is set back a year; what is new is new all the same.
    page.clock.set_system_time("2025-01-01T08:00:00+08:00")
    visit(page, fire.url("fire.md"))
    practise(page, CALM_ITEM, "true")
    visit(page, fire.url("my-learning.md"))
    expect(status(page)).to_contain_text("之后又有 1 条新记录。")
    assert pending(page) == 1


def test_the_text_is_copied_without_the_clipboard_interface(
    work: Callable[..., Page], tmp_path: Path
) -> None:
    page = work()
    assert page.evaluate("isSecureContext") is False
    way(page, "text").click()
    dialog = page.locator("dialog")
    dialog.locator("[data-copy]").click()
    expect(dialog.locator("[role=status]")).to_have_text("已复制。粘贴发给培训管理员就交好了。")
    dialog.get_by_role("button", name="关闭").click()
    expect(status(page)).to_contain_text("之后没有新记录。")

    page.get_by_text("粘贴文本", exact=True).click()
    page.locator("#cm-paste-record").focus()
    page.keyboard.press("Control+V")
    text = page.locator("#cm-paste-record").input_value()

    assert text.startswith("学习记录 张三（10023）\nCMR1 ")
    file = read(tmp_path, text)
    assert (file.verified, len(file.statements)) == (True, 1)


def test_where_copying_is_refused_it_is_done_by_hand(work: Callable[..., Page]) -> None:
    page = work("document.execCommand = () => false;")
    way(page, "text").click()
    dialog = page.locator("dialog")
    by_hand = dialog.get_by_role("button", name="我已复制")
    expect(by_hand).to_be_hidden()
    dialog.locator("[data-copy]").click()
    expect(dialog.locator("[role=status]")).to_have_text(
        "这里不能自动复制：请长按上面的文字，选“全选”，再选“复制”（电脑上按 Ctrl+A，再按 Ctrl+C）。"
    )
    by_hand.click()
    dialog.get_by_role("button", name="关闭").click()
    expect(status(page)).to_contain_text("之后没有新记录。")


def test_closing_without_copying_hands_nothing_in(work: Callable[..., Page]) -> None:
    page = work()
    way(page, "text").click()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    expect(status(page)).to_have_text("共 1 条记录，还没有交过。")


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


def with_more(work: Callable[..., Page], fire: Place, count: int, **options: str) -> Page:
    page = work(**options)
    page.evaluate(MORE, count)
    return visit(page, fire.url("my-learning.md"))


def pages_of(dialog: Locator) -> int:
    """How many messages or codes there are."""
    place = dialog.locator("output")
    expect(place).to_contain_text("第 1 / ")
    return int((place.text_content() or "").split("/")[1].split()[0])


def test_a_long_text_goes_in_several_messages(
    fire: Place, work: Callable[..., Page], tmp_path: Path
) -> None:
    page = with_more(work, fire, 250)
    way(page, "text").click()
    dialog = page.locator("dialog")
    messages: list[str] = []
    count = pages_of(dialog)
    assert count > 1
    for n in range(count):
        dialog.locator("[data-copy]").click()
        expect(dialog.locator("[role=status]")).to_contain_text("已复制")
        messages.append(dialog.locator("textarea").input_value())
        assert len(messages[n]) < 8100
        assert messages[n].startswith(f"学习记录 张三（10023） {n + 1}/{count}\n")
        if n == 0:
            # Not all of it is out yet.
            page.keyboard.press("Escape")
            expect(status(page)).to_have_text("共 251 条记录，还没有交过。")
            way(page, "text").click()
            messages.clear()
            dialog.locator("[data-copy]").click()
            messages.append(dialog.locator("textarea").input_value())
        dialog.get_by_role("button", name="下一条").click()
    page.keyboard.press("Escape")
    expect(status(page)).to_contain_text("之后没有新记录。")
    assert len(read(tmp_path, "\n".join(reversed(messages))).statements) == 251


@pytest.mark.parametrize("width", [1280, 360])
def test_each_code_on_the_screen_gives_back_its_part(
    fire: Place, work: Callable[..., Page], tmp_path: Path, width: int
) -> None:
    page = with_more(work, fire, 30)
    page.set_viewport_size({"width": width, "height": 800})
    way(page, "qr").click()
    dialog = page.locator("dialog")
    svg = dialog.locator("svg")
    found: list[str] = []
    count = pages_of(dialog)
    assert count > 2
    expect(svg).to_have_attribute("aria-label", f"二维码，第 1 张，共 {count} 张")
    for n in range(count):
        expect(dialog.locator("output")).to_have_text(f"第 {n + 1} / {count} 张")
        found.append(decoded(svg))
        dialog.get_by_role("button", name="下一张").click()
    expect(dialog.locator("output")).to_have_text(f"第 1 / {count} 张")
    box = dialog.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width

    dialog.get_by_role("button", name="自动播放").click()
    expect(dialog.locator("output")).to_have_text(f"第 2 / {count} 张")
    dialog.get_by_role("button", name="停止播放").click()
    dialog.get_by_role("button", name="扫好了").click()

    expect(status(page)).to_contain_text("之后没有新记录。")
    assert len(read(tmp_path, "\n".join(found)).statements) == 31


def test_a_record_for_too_many_codes_is_offered_the_other_ways(
    fire: Place, work: Callable[..., Page]
) -> None:
    page = with_more(work, fire, 800)
    way(page, "qr").click()
    dialog = page.locator("dialog")
    expect(dialog.locator("svg")).to_have_count(0)
    expect(dialog).to_contain_text("张二维码，扫起来太费事。请用下载或复制文本。")
    dialog.get_by_role("button", name="关闭").click()
    expect(status(page)).to_have_text("共 801 条记录，还没有交过。")


def test_a_text_too_long_for_a_chat_is_offered_as_a_file(
    fire: Place, work: Callable[..., Page]
) -> None:
    page = with_more(work, fire, 4000)
    way(page, "text").click()
    expect(page.locator("dialog")).to_contain_text("千字，太长，聊天里发不完。请用下载。")


PRINTING = "window.print = () => dispatchEvent(new Event('afterprint'));"


def test_the_sheet_has_who_and_the_codes_and_counts_when_printed(
    work: Callable[..., Page], tmp_path: Path
) -> None:
    page = work("window.print = () => { window.printed = true; };")
    way(page, "print").click()
    sheet = page.locator(".cm-handover")
    expect(sheet).to_be_visible()
    facts = sheet.locator("dl > div").all_text_contents()
    assert facts[:5] == ["姓名张三", "工号10023", "科室内科", "岗位临床医师", "记录1 条"]
    codes = [decoded(svg) for svg in sheet.locator("svg").all()]
    assert f"记录编号{codes[0].split()[1]}" in facts
    assert len(read(tmp_path, "\n".join(codes)).statements) == 1

    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.locator("dialog").get_by_role("button", name="打印好了").click()
    expect(status(page)).to_contain_text("之后没有新记录。")


def test_a_sheet_that_was_not_printed_does_not_count(work: Callable[..., Page]) -> None:
    page = work(PRINTING)
    way(page, "print").click()
    page.locator("dialog").get_by_role("button", name="没有打印").click()
    expect(status(page)).to_have_text("共 1 条记录，还没有交过。")


def test_where_nothing_prints_the_way_stays_open(work: Callable[..., Page]) -> None:
    page = work("window.print = () => {};")
    for answer in ("没有打印", "打印好了"):
        way(page, "print").click()
        page.locator("[data-close-print]").click()
        page.locator("dialog").get_by_role("button", name=answer).click()
        expect(page.locator("dialog")).to_have_count(0)

    expect(status(page)).to_contain_text("之后没有新记录。")


def test_a_sheet_without_codes_is_only_a_note(fire: Place, work: Callable[..., Page]) -> None:
    page = with_more(work, fire, 200)
    page.evaluate("window.print = () => {}")
    way(page, "print").click()
    sheet = page.locator(".cm-handover")
    expect(sheet).to_contain_text("没有印在这里。本单只作登记，记录请另交文件或文本。")
    expect(sheet.locator("svg")).to_have_count(0)


def test_sharing_is_offered_where_files_can_be_shared(
    work: Callable[..., Page], tmp_path: Path
) -> None:
    page = work(SHARING)
    assert ways(page) == ["download", "share", "text", "qr", "print"]
    page.evaluate("window.refuseToShare = 'AbortError'")
    way(page, "share").click()
    expect(status(page)).to_have_text("共 1 条记录，还没有交过。")
    page.evaluate("window.refuseToShare = 'NotAllowedError'")
    way(page, "share").click()
    expect(page.locator("[data-message]")).to_have_text(
        "这个办法没有成功，记录没有交出。请再试一次，或换一个办法。"
    )
    page.evaluate("window.refuseToShare = ''")
    way(page, "share").click()
    expect(status(page)).to_contain_text("之后没有新记录。")
    shared = page.evaluate("window.shared")
    assert shared["name"].startswith("coursemark-10023-")
    assert shared["name"].endswith(".txt")
    assert read(tmp_path, shared["text"]).verified


@pytest.mark.parametrize(
    "agent",
    [
        WECHAT,
        "Mozilla/5.0 (iPhone) Mobile/15E148 MicroMessenger/8.0 wxwork/4.1",
        "Mozilla/5.0 (iPhone) Mobile DingTalk/7.0",
        "Mozilla/5.0 (iPhone) Mobile QQ/9.0",
        "Mozilla/5.0 (iPhone) Mobile Lark/7.1",
        "Mozilla/5.0 (Linux; Android 13; K; wv) AppleWebKit/537.36 Chrome/116.0 Mobile",
    ],
)
def test_inside_a_chat_program_text_and_codes_come_first(
    work: Callable[..., Page], agent: str
) -> None:
    page = work(SHARING, user_agent=agent)
    assert ways(page) == ["text", "qr", "download", "print"]
    expect(page.locator(".cm-hand-in__app")).to_have_text(
        "在微信、钉钉这类应用里不能下载文件。请复制文本发给培训管理员，或者出示二维码。"
        "换到浏览器打开，看不到在这里做的；要换过去学，先复制文本，再到那边“粘贴文本”。"
    )


def test_another_browser_is_not_taken_for_a_chat_program(work: Callable[..., Page]) -> None:
    page = work(user_agent=DESKTOP)
    assert ways(page) == ["download", "text", "qr", "print"]
    expect(page.locator(".cm-hand-in__app")).to_have_count(0)


def test_a_download_that_is_blocked_does_not_count(work: Callable[..., Page]) -> None:
    page = work(user_agent=WECHAT)
    way(page, "download").click()
    expect(page.locator("[data-message]")).to_have_text(
        "如果没有反应，是这个应用不让下载：请改用“复制文本”或“二维码”，或在浏览器里打开本页。"
    )
    expect(status(page)).to_have_text("共 1 条记录，还没有交过。")


def test_the_next_person_has_handed_in_nothing(
    fire: Place, work: Callable[..., Page], tmp_path: Path
) -> None:
    page = work()
    download_record(page, tmp_path)
    expect(status(page)).to_contain_text("之后没有新记录。")
    register(page, fire.url("my-learning.md"), LI)
    expect(status(page)).to_have_text("还没有学习记录。")
    expect(way(page, "text")).to_be_disabled()


# ---------------------------------------------------------------- sealed


KEY, PUBLIC = new_key()
SEALED_EXAM = exam("alarm", more="sealed: true\n")


def sealed_site(sites: Sites, name: str, key: str) -> Place:
    config = CONFIG.replace("[coursemark]", f"[{{coursemark: {{seal_key: {key}}}}}]")
    return sites(name, {**site(ALARM, CALM, drill=SEALED_EXAM), "mkdocs.yml": config})


def sit(page: Page, place: Place) -> None:
    """Sits the sealed exam and comes to 我的学习."""
    visit(page, place.url("drill.md"))
    section = begin(page, "drill")
    respond(item(section, "fire/alarm"), "single", "B")
    hand_in_paper(section)
    visit(page, place.url("my-learning.md"))


def test_a_record_with_a_sealed_exam_leaves_sealed_by_every_way(
    sites: Sites, new_context: NewContext, tmp_path: Path
) -> None:
    place = sealed_site(sites, "sealed", PUBLIC)
    page = new_context(place).new_page()
    register(page, place.url("my-learning.md"))
    expect(page.locator(".cm-hand-in__seal")).to_have_count(0)
    sit(page, place)
    expect(page.locator(".cm-hand-in__seal")).to_be_visible()

    file = download_record(page, tmp_path)
    assert file.name.endswith(".sealed.jsonl")
    assert "张三" not in file.read_text("utf-8")
    opened = read(tmp_path, file.read_text("utf-8"), KEY)
    assert (opened.sealed, opened.verified) == (True, True)
    assert opened.header is not None
    assert opened.header.name == "张三"

    way(page, "text").click()
    text = page.locator("dialog textarea")
    expect(text).to_have_value(re.compile("^学习记录 张三（10023）"))
    assert read(tmp_path, text.input_value(), KEY).sealed
    page.keyboard.press("Escape")

    page.set_input_files("#cm-load-record", file)
    expect(page.locator("[data-message]")).to_have_text(
        "这是密封的记录，只有培训管理员能打开，不能载入。换设备请在原来的设备上用“下载副本”。"
    )


def test_the_copy_for_another_device_is_open_and_hands_nothing_in(
    sites: Sites, new_context: NewContext, tmp_path: Path
) -> None:
    place = sealed_site(sites, "sealed", PUBLIC)
    page = new_context(place).new_page()
    register(page, place.url("my-learning.md"))
    sit(page, place)
    with page.expect_download() as waiting:
        page.locator("[data-copy-record]").click()
    waiting.value.save_as(tmp_path / "copy.jsonl")
    assert parse((tmp_path / "copy.jsonl").read_bytes()).header["learner"]["name"] == "张三"
    expect(status(page)).to_contain_text("还没有交过。")


def test_with_an_unusable_key_nothing_leaves_and_nothing_is_lost(
    sites: Sites, new_context: NewContext
) -> None:
    # All zeros: 32 bytes, and no point that a secret could be shared with.
    place = sealed_site(sites, "unusable", base64.b64encode(bytes(32)).decode())
    page = new_context(place).new_page()
    register(page, place.url("my-learning.md"))
    sit(page, place)
    for kind in ("download", "text", "qr", "print"):
        way(page, kind).click()
        dialog = page.locator("dialog")
        expect(dialog).to_contain_text("没有密封，也没有交出")
        expect(dialog).to_contain_text(
            "本站用来密封的公钥不能用，请告诉培训管理员改正（mkdocs.yml 的 seal_key）。"
            "记录都还在这台电脑上，没有丢。"
        )
        dialog.get_by_role("button", name="知道了").click()
    expect(status(page)).to_contain_text("还没有交过。")
    assert page.evaluate("Coursemark.record()").count("\n") > 3
