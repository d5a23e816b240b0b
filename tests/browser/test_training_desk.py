"""培训管理台: from files and a roster to who is missing, on plain http and from a folder."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from browser.conftest import ROOT, NewContext
from browser.course_site import course, files
from browser.learner import visit
from browser.places import CONFIG, SITE_ID, Place, build
from playwright.sync_api import Locator, Page, expect
from python_calamine import CalamineWorkbook
from record_builder import Learner
from site_folder import write_site
from transferring import transferred

from coursemark.checks import check_site
from coursemark.model import Site, SiteConfig
from coursemark.sealing import key_text, new_key

pytestmark = pytest.mark.browser
AXE = Path(ROOT, "node_modules/axe-core/axe.min.js")
ROLES = ("临床医师", "护士")
TODAY = datetime.now(timezone(timedelta(hours=8))).date()
"""As the page sees it: terms are set around it."""
PALETTE = (
    '[{media: "(prefers-color-scheme: light)", scheme: default},'
    ' {media: "(prefers-color-scheme: dark)", scheme: slate}]'
)
HOSTILE = '=HYPERLINK("x")<img src=x onerror=alert(1)>'
# Whether the browser would ask before it leaves the page.
ASKS = """() => {
  const leaving = new Event("beforeunload", { cancelable: true });
  dispatchEvent(leaving);
  return leaving.defaultPrevented;
}"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with one course of two steps, whose term was yesterday."""
    steps = "    - read: fire.md\n    - pass: drill\n"
    due = f"  roles: [全员]\n  due: {TODAY - timedelta(days=1)}\n"
    later = f"  roles: [护士]\n  due: {TODAY + timedelta(days=90)}\n"
    root = tmp_path_factory.mktemp("desk-source")
    texts = files(
        first=course("first", "消防入门", steps, due), ward=course("ward", "病房消防", steps, later)
    )
    config = CONFIG.replace("[coursemark]", "[coursemark: {roles: [临床医师, 护士]}]")
    config = config.replace("font: false", f"font: false, palette: {PALETTE}")
    write_site(root, {**texts, "mkdocs.yml": f"{config}use_directory_urls: false\n"})
    return root


@pytest.fixture(scope="module")
def fire(source: Path) -> Site:
    return check_site(source, SiteConfig(id=SITE_ID, title="消防学堂", roles=ROLES), TODAY)[0]


@pytest.fixture(scope="module")
def built(source: Path, web_root: Path) -> Path:
    build(source / "mkdocs.yml", web_root / "training")
    return web_root / "training"


@pytest.fixture
def served(built: Path, port: int) -> Place:
    return Place(f"http://hospital.test:{port}/training/", built, directory_urls=False)


@pytest.fixture(params=["hospital.test", "file"])
def place(request: pytest.FixtureRequest, built: Path) -> Place:
    if request.param == "file":
        return Place(f"{built.as_uri()}/", built, directory_urls=False)
    found: Place = request.getfixturevalue("served")
    return found


def upload(name: str, content: bytes | str) -> dict[str, Any]:
    data = content.encode() if isinstance(content, str) else content
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def learner(fire: Site, id: str, name: str, *, passes: bool | None) -> bytes:
    """The record of a nurse who read the page and, unless None, sat the exam."""
    one = Learner(id, name, site=fire, start=f"{TODAY - timedelta(days=20)}T09:00:00")
    one.read("fire.md")
    if passes is not None:
        alarm, calm = ("B", "false") if passes else ("A", "true")
        one.attempt({"fire/alarm": alarm, "fire/calm": calm}, assessment="drill")
    return one.record()


def roster(*rows: str) -> dict[str, Any]:
    return upload("名册.csv", "工号,姓名,科室,岗位\n" + "".join(f"{row}\n" for row in rows))


ROSTER = roster(
    "0101,王芳,内科,护士",
    "0102,李强,内科,护士",
    "0103,赵敏,外科,临床医师",
    f'0104,"{HOSTILE.replace(chr(34), chr(34) * 2)}",外科,临床医师',
)


def zipped(**entries: bytes) -> bytes:
    content = io.BytesIO()
    with ZipFile(content, "w") as archive:
        for name, data in entries.items():
            archive.writestr(f"记录/{name}.jsonl", data)
    return content.getvalue()


def records(fire: Site) -> list[dict[str, Any]]:
    """Three of the four, one in two copies, one cut short; and one who is not on the roster."""
    wang = learner(fire, "0101", "王芳", passes=True)
    both = zipped(wang=wang, li=learner(fire, "0102", "李强", passes=False))
    cut = learner(fire, "0103", "赵敏", passes=None)[:-40]
    stranger = learner(fire, "0999", "钱七", passes=True)
    return [
        upload("收到.zip", both),
        upload("王芳.jsonl", wang),
        upload("赵敏.jsonl", cut),
        upload("钱七.jsonl", stranger),
    ]


def desk(page: Page, place: Place) -> Locator:
    return visit(page, place.url("training-desk.md")).locator("[data-trainer]")


def take(page: Page, *inputs: dict[str, Any]) -> None:
    page.locator("[data-choose=files]").set_input_files(list(inputs))
    expect(page.locator("[data-progress]")).to_be_hidden()


def lists(page: Page) -> dict[str, str]:
    """Name of each list that is shown to how many are on it."""
    texts = page.locator(".cm-tab:visible").all_inner_texts()
    return dict(text.rsplit(" ", 1) for text in texts)


def names(page: Page) -> list[str]:
    return page.locator(".cm-rows__name").all_inner_texts()


def test_from_files_and_a_roster_to_who_is_missing(
    place: Place, fire: Site, new_context: NewContext
) -> None:
    page = new_context(place).new_page()
    desk(page, place)
    take(page, ROSTER, *records(fire))
    assert lists(page) == {
        "全部": "5",
        "未完成": "3",
        "未参加": "1",
        "未通过": "1",
        "逾期": "3",
        "需复训": "0",
        "要核对": "1",
        "不在名册": "1",
        "全部完成": "1",
    }
    bars = page.locator("[data-bar=内科]")
    expect(bars).to_contain_text("50%")
    expect(bars).to_contain_text("1 / 2")
    page.locator("[data-list=absent]").click()
    assert names(page) == [HOSTILE]
    page.locator("[data-list=failed]").click()
    assert names(page) == ["李强"]
    expect(page.locator('[data-problem-file="赵敏.jsonl"]')).to_have_count(1)

    page.reload()
    expect(page.locator("[data-count]")).to_have_text("5 人")

    page.locator("[data-wipe-desk]").click()
    page.locator("dialog button[value=wipe]").click()
    expect(page.locator("[data-learner-row]")).to_have_count(0)
    desk(page, place)
    expect(page.locator("[data-drop]")).to_be_visible()
    expect(page.locator("[data-template]")).to_be_visible()
    expect(page.locator("[data-count]")).to_be_hidden()


def test_the_desk_of_the_flagship_opens_anywhere(anywhere: Place, new_context: NewContext) -> None:
    """Also beside everything else that its theme does with workers."""
    page = new_context(anywhere).new_page()
    desk(page, anywhere)
    take(page, ROSTER)
    expect(page.locator("[data-count]")).to_have_text("4 人")


# The library that reads it back misses a default style.
@pytest.mark.filterwarnings("ignore:Workbook contains no default style")
def test_a_roster_in_other_words_and_one_that_cannot_be_read(
    served: Place, new_context: NewContext, tmp_path: Path
) -> None:
    page = new_context(served).new_page()
    desk(page, served)
    with page.expect_download() as waiting:
        page.locator("[data-template]").click()
    waiting.value.save_as(tmp_path / "模板.xlsx")
    empty, how = openpyxl.load_workbook(tmp_path / "模板.xlsx").worksheets
    assert [cell.value for cell in empty[1]] == ["工号", "姓名", "科室", "岗位", "入职日期"]
    assert {empty.cell(row, 1).number_format for row in range(2, 2002)} == {"@"}
    assert how["B4"].value == "写成 临床医师、护士，才算得出岗位课程。"

    take(page, roster("0101,王芳,内科,护理", "0102,李强,内科,护士"))
    expect(page.locator("[data-strange-roles]")).to_have_text(
        "本站没有这些岗位：护理（1 人），只算了全员的课程。"
        "只是写法不同的，请在名册里改成临床医师、护士，再放一次。"
    )
    take(page, upload("旧.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)))
    expect(page.locator("[data-message]")).to_have_text(
        "新放入 1 份材料，新增 0 条记录。现在有 2 人。"
        "名册 旧.xls 是旧版 Excel（.xls）；请用 Excel 打开，另存为 .xlsx 再试。"
        "新发现 1 个问题，列在最下面。"
    )
    refused = page.locator('[data-problem-file="旧.xls"]')
    expect(refused).to_contain_text("另存为 .xlsx 再试")
    expect(refused).not_to_contain_text("怎么办")
    take(page, upload("签到.csv", "工号,姓名,场次,到场\n0101,王芳,讲座,是\n"))
    expect(page.locator("[data-message]")).to_have_text(
        "新放入 1 份材料，新增 0 条记录。现在有 2 人。"
        "名册 签到.csv 像是签到表（有“场次”“到场”列），没有当作名册；"
        "请用 coursemark attend 把签到表转成学习记录，名册请放一人一行的花名册。"
        "新发现 1 个问题，列在最下面。"
    )
    expect(page.locator("[data-count]")).to_have_text("2 人")
    take(page, upload("花名册.csv", "编号,职工\n0101,王芳\n"))
    why = "没有当作名册：表头要写“工号”和“姓名”；打不开的，用 Excel 或 WPS 另存为 .xlsx，再放一次。"
    expect(page.locator("[data-message]")).to_contain_text(f"“花名册.csv”{why}")
    expect(page.locator('[data-problem-file="花名册.csv"]')).to_contain_text(why)


def test_what_is_dropped_anywhere_is_taken_and_what_is_pasted(
    served: Place, fire: Site, new_context: NewContext
) -> None:
    page = new_context(served).new_page()
    desk(page, served)
    text = learner(fire, "0101", "王芳", passes=True).decode()
    transfer = page.evaluate_handle(
        """([name, text]) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([text], name));
          return transfer;
        }""",
        ["王芳.jsonl", text],
    )
    page.dispatch_event("h1", "drop", {"dataTransfer": transfer})
    expect(page.locator("[data-count]")).to_have_text("1 人")
    page.get_by_text("粘贴收到的文本").click()
    page.locator("#cm-trainer-paste").fill(learner(fire, "0102", "李强", passes=False).decode())
    page.locator("[data-take-text]").click()
    expect(page.locator("[data-count]")).to_have_text("2 人")
    expect(page.locator("[data-message]")).to_contain_text("新放入 1 份材料，新增")


def test_whoever_leaves_while_the_desk_takes_something_in_is_asked(
    served: Place, fire: Site, new_context: NewContext
) -> None:
    page = new_context(served).new_page()
    desk(page, served)
    assert page.evaluate(ASKS) is False
    page.get_by_text("粘贴收到的文本").click()
    page.locator("#cm-trainer-paste").fill(learner(fire, "0102", "李强", passes=False).decode())
    begun = f"""async () => {{
      document.querySelector("[data-take-text]").click();
      for (let n = 0; n < 20; n++) await null;
      return ({ASKS})();
    }}"""
    assert page.evaluate(begun) is True
    expect(page.locator("[data-count]")).to_have_text("1 人")
    page.wait_for_function(f"() => !({ASKS})()")

    page.reload()
    expect(page.locator("[data-count]")).to_have_text("1 人")


def test_a_browser_that_keeps_nothing_asks_before_the_desk_is_left(
    served: Place, fire: Site, new_context: NewContext
) -> None:
    context = new_context(served)
    context.add_init_script("IDBFactory.prototype.open = () => { throw new Error('blocked'); };")
    page = context.new_page()
    desk(page, served)
    take(page, *records(fire)[:1])
    expect(page.locator("[data-learner-row]").first).to_be_visible()
    said = "这个浏览器不肯保存数据（可能是无痕窗口）：关掉或刷新本页，材料就没有了。"
    expect(page.locator(".cm-trainer__intake")).to_contain_text(said)
    assert page.evaluate(ASKS) is True


def test_what_leaves_the_desk_runs_nowhere(
    served: Place, fire: Site, new_context: NewContext, tmp_path: Path
) -> None:
    page = new_context(served).new_page()
    desk(page, served)
    take(page, ROSTER, *records(fire))
    page.locator("[data-list=unfinished]").click()

    def download(kind: str) -> Path:
        with page.expect_download() as waiting:
            page.locator(f"[data-export={kind}]").click()
        target = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(target)
        return target

    text = download("csv")
    assert text.name.startswith("培训名单_未完成_")
    content = text.read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    assert [(row["工号"], row["姓名"]) for row in rows] == [
        ("0102", "李强"),
        ("0103", "赵敏"),
        ("0104", f"'{HOSTILE}"),
    ]

    workbook = CalamineWorkbook.from_path(download("xlsx"))
    assert workbook.sheet_names == ["名单", "完成情况", "科室汇总", "岗位汇总", "异常记录"]
    listed = workbook.get_sheet_by_name("名单").to_python()
    assert [row[:2] for row in listed[1:]] == [
        ["李强", "0102"],
        ["赵敏", "0103"],
        [HOSTILE, "0104"],
    ]

    page.locator("[data-remind]").click()
    dialog = page.locator("dialog[open]")
    dialog.locator("select").select_option("内科")
    assert dialog.locator("[data-reminder-text]").input_value() == (
        f"【内科】培训提醒，截至{TODAY}，下面1人还没有完成。\n"
        "已过期限（1人）：李强（消防入门）\n"
        "请打开消防学堂学完要求的课程，再到“我的学习”交学习记录。已经学完的，只要再交一次记录。"
    )
    dialog.locator("[data-copy]").click()
    expect(dialog.get_by_role("status")).to_have_text("已复制，可以粘贴到科室群或院内通知。")


def test_five_thousand_learners_are_few_rows_and_all_of_them_on_paper(
    served: Place, new_context: NewContext
) -> None:
    page = new_context(served).new_page()
    desk(page, served)
    take(page, roster(*(f"{n:05},学员{n},科室{n % 20},护士" for n in range(5000))))
    expect(page.locator("[data-count]")).to_have_text("5000 人")
    said = page.locator("[data-message]")
    expect(said).to_have_text("已放入名册“名册.csv”。现在有 5000 人。")
    table = page.locator(".cm-rows__table")
    expect(table).to_have_attribute("aria-rowcount", "5001")
    rows = page.locator("[data-learner-row]")
    assert rows.count() < 80
    page.locator(".cm-rows").scroll_into_view_if_needed()
    page.locator(".cm-rows").evaluate("e => (e.scrollTop = e.scrollHeight)")
    last = page.locator('[data-learner-row="04999"]')
    expect(last).to_be_visible()
    expect(last).to_have_attribute("aria-rowindex", "5001")
    expect(page.locator("thead [data-column=name]")).to_be_in_viewport()

    page.locator("thead [data-column=department] button").click()
    expect(page.locator("thead [data-column=department]")).to_have_attribute(
        "aria-sort", "ascending"
    )
    expect(rows.first).to_have_attribute("data-learner-row", "00000")
    expect(rows.nth(1)).to_have_attribute("data-learner-row", "00020")
    page.locator("#cm-trainer-words").fill("学员4999")
    expect(page.locator("[data-count]")).to_have_text("1 人")
    page.locator("#cm-trainer-words").fill("")
    expect(page.locator("[data-count]")).to_have_text("5000 人")

    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert rows.count() == 5000
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert rows.count() < 80


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_by_keyboard_and_for_everybody_on_a_phone(
    served: Place, fire: Site, new_context: NewContext, scheme: str
) -> None:
    screen = {"width": 390, "height": 844}
    page = new_context(served, viewport=screen, color_scheme=scheme).new_page()
    desk(page, served)
    take(page, ROSTER, *records(fire))
    name = page.get_by_role("button", name="李强，0102，看详情")
    name.focus()
    page.keyboard.press("Enter")
    dialog = page.locator("dialog[data-learner-detail]")
    expect(dialog).to_contain_text("消防入门")
    expect(dialog).to_contain_text("未通过")
    inspect(page)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(name).to_be_focused()
    inspect(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def inspect(page: Page) -> None:
    """axe finds nothing against WCAG 2 A and AA."""
    if not page.evaluate("'axe' in globalThis"):
        page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate(
        """async () => {
          // A colour half way through a transition is no colour of ours.
          await Promise.all(document.getAnimations().map((a) => a.finished.catch(() => {})));
          const place = document.querySelector("dialog[open]") ?? ".cm-trainer";
          const { violations } = await axe.run(place, {
            runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
          });
          return violations.map(({ id, nodes }) => [id, nodes[0].html]);
        }"""
    )
    assert found == []


def test_a_folder_has_its_workers_and_a_browser_without_any_says_the_same(
    built: Path, fire: Site, new_context: NewContext
) -> None:
    place = Place(f"{built.as_uri()}/", built, directory_urls=False)
    page = new_context(place).new_page()
    desk(page, place)
    take(page, ROSTER, *records(fire))
    assert page.evaluate("document.querySelectorAll('body > iframe[hidden]').length") > 0
    assert len(page.workers) > 0
    found = (lists(page), names(page))

    context = new_context(place)
    context.add_init_script("delete globalThis.Worker")
    page = context.new_page()
    desk(page, place)
    take(page, ROSTER, *records(fire))
    assert page.workers == []
    assert (lists(page), names(page)) == found
    page.reload()
    expect(page.locator("[data-count]")).to_have_text("5 人")
    assert (lists(page), names(page)) == found


def test_digests_are_checked_behind_the_desk(
    place: Place, fire: Site, new_context: NewContext
) -> None:
    page = new_context(place).new_page()
    desk(page, place)
    good = learner(fire, "0101", "王芳", passes=True)
    changed = learner(fire, "0102", "李强", passes=False).replace(
        "护士".encode(), "医师".encode(), 1
    )
    take(page, upload("王芳.jsonl", good), upload("李强.jsonl", changed))
    row = page.locator('[data-learner-row="0101"] [data-column=checks]')
    expect(row).to_have_text("通过")
    expect(page.locator('[data-problem-file="李强.jsonl"]')).to_contain_text("校验不符")
    page.get_by_text("放进来的 2 份材料").click()
    expect(page.get_by_text("校验通过")).to_have_count(1)


def test_a_private_key_opens_sealed_records_and_is_nowhere_kept(
    place: Place, fire: Site, new_context: NewContext
) -> None:
    page = new_context(place).new_page()
    desk(page, place)
    key, public = new_key()
    record = learner(fire, "0101", "王芳", passes=True).decode()
    sealed = upload("王芳.sealed.jsonl", transferred(record, public).sealed)
    take(page, sealed)
    expect(page.locator("[data-problem-file]")).to_contain_text("要用私钥")
    take(page, upload("coursemark.key", key_text(key)))
    expect(page.locator("[data-count]")).to_have_text("1 人")
    expect(page.locator("[data-problem-file]")).to_have_count(0)
    expect(page.locator(".cm-trainer__facts")).to_contain_text("已放入，只用在这一页里，不保存")

    page.reload()
    expect(page.locator(".cm-trainer__facts")).to_contain_text("有 1 份密封的记录没有打开")
    kept = page.evaluate(
        """async () => {
          const all = await indexedDB.databases();
          const db = await idb.openDB(all.find(({ name }) => /trainer/.test(name)).name);
          return (await db.getAll("given")).flatMap(({ names }) => names);
        }"""
    )
    assert kept == ["王芳.sealed.jsonl"]
    take(page, upload("coursemark.key", key_text(key)))
    expect(page.locator("[data-count]")).to_have_text("1 人")
