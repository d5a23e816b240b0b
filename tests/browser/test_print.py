"""Pages on paper and on the wall: handbook, layouts, handout, 讲课视图, 大字版, reposting."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from browser.conftest import NewContext
from browser.places import CONFIG, Place, build
from playwright.sync_api import Page, expect
from site_folder import write_site

pytestmark = pytest.mark.browser

VISIT = """
    ---
    audience: 患者
    print: [leaflet, card, poster]
    reviewed: 2026-11-22
    ---
    # 看病带什么

    带本人的凭证，问[内部页](staff.md)没有用。

    ## 六步 { #card }

    1. 挂号。
    2. 候诊。

    ## 卡不外借 { #poster }

    - 借出去要担责。
"""
CASE = """
    ---
    kind: case
    ---
    # 请假外出

    ## 经过

    人不在。

    ## 问题

    **1. 是什么？**

    ??? success "参考答案"
        挂床住院。

    **2. 先做什么？**

    ??? success "参考答案"
        停止计费。

    ## 后果

    拒付。
"""
FILES = {
    "mkdocs.yml": CONFIG.replace("plugins: [coursemark]", "plugins: [search, coursemark]")
    + "use_directory_urls: false\nmarkdown_extensions: [attr_list, admonition, pymdownx.details]\n",
    "content/index.md": "# 学堂\n\n[患者](patients.md)\n",
    "content/staff.md": "# 内部\n",
    "content/patients.md": """
        ---
        audience: 患者
        ---
        # 患者须知

        ```view
        patient-pages
        ```
    """,
    "content/visit.md": VISIT,
    "content/case.md": CASE,
    "content/change.md": """
        ---
        kind: change
        roles: [护士]
        effective: 2026-12-01
        change:
          announced: 2026-11-22
          interpretation: staff.md
        ---
        # 新规定
    """,
    "content/faq/a.md": "---\nkind: faq\n---\n# 身份\n\n## 忘带卡？\n\n孤句一。见[乙](b.md).\n",
    "content/faq/b.md": "---\nkind: faq\n---\n# 门诊\n\n孤句二。\n",
    "content/book.md": "# 手册\n\n按下面的按钮。\n\n```view\nprint\npages: faq\n```\n",
}
IDLE_MS = 120_000
POINTS = 72 / 25.4


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, web_root: Path) -> Path:
    source = tmp_path_factory.mktemp("paper")
    write_site(source, FILES)
    build(source / "mkdocs.yml", web_root / "paper")
    return web_root / "paper"


@pytest.fixture(params=["http", "file"])
def site(request: pytest.FixtureRequest, folder: Path, port: int) -> Place:
    """The same files from a web server and from a folder."""
    web = f"http://hospital.test:{port}/paper/"
    base = web if request.param == "http" else f"{folder.as_uri()}/"
    return Place(base, folder, directory_urls=False)


def opened(new_context: NewContext, site: Place, path: str) -> Page:
    context = new_context(site)
    context.add_init_script("globalThis.print = () => { globalThis.printed = true; };")
    page = context.new_page()
    page.goto(site.url(path))
    return page


def sheets(page: Page) -> tuple[int, set[tuple[int, int]]]:
    """How many pages are printed, and their sizes in millimetres."""
    pdf = page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    sizes = {(round(float(w) / POINTS), round(float(h) / POINTS)) for w, h in boxes}
    return len(re.findall(rb"/Type\s*/Page\b", pdf)), sizes


def test_a_handbook(new_context: NewContext, site: Place) -> None:
    page = opened(new_context, site, "book.md")
    expect(page.locator("[data-print-book]")).to_be_visible()

    page.locator(".cm-book__chapter").first.get_by_text("乙").click()

    expect(page).to_have_url(re.compile(r"book\.html#faq/b$"))
    assert sheets(page) == (4, {(210, 297)})  # cover, contents, two chapters
    page.emulate_media(media="print")
    expect(page.get_by_text("按下面的按钮。")).to_be_hidden()
    index = json.loads((site.folder / "search/search_index.json").read_text("utf-8"))
    found = [
        doc["location"] for doc in index["docs"] if "孤句" in doc["text"].replace("\u200b", "")
    ]
    assert {location.partition("#")[0] for location in found} == {"faq/a.html", "faq/b.html"}


LAYOUTS = (
    ("leaflet", (210, 297), "带本人的凭证", "打印单页"),
    ("card", (105, 148), "候诊", "借出去要担责"),
    ("poster", (297, 420), "借出去要担责", "候诊"),
)


def test_each_layout_is_one_sheet(new_context: NewContext, site: Place) -> None:
    for layout, size, shows, leaves_out in LAYOUTS:
        page = opened(new_context, site, "visit.md")
        page.locator(f"[data-layout={layout}]").click()
        page.wait_for_function("globalThis.printed")

        paper = page.locator(f"[data-paper={layout}]")
        expect(paper).to_contain_text(shows)
        expect(paper).not_to_contain_text(leaves_out)
        expect(paper.locator("footer")).to_have_text("消防学堂2026-11-22 核对")
        assert sheets(page) == (1, {size})


def test_handouts(new_context: NewContext, site: Place) -> None:
    for kind, answers in (("questions", False), ("answers", True)):
        page = opened(new_context, site, "case.md")
        page.locator(f"[data-handout={kind}]").click()
        page.wait_for_function("globalThis.printed")

        paper = page.locator("[data-paper=handout]")
        expect(paper.get_by_text("先做什么")).to_be_visible()
        for tells in ("挂床住院。", "停止计费。", "拒付。"):
            expect(paper.get_by_text(tells)).to_be_visible(visible=answers)


def test_a_lecture(new_context: NewContext, site: Place) -> None:
    page = opened(new_context, site, "case.md")
    page.locator("[data-present]").click()
    slide = page.locator(".cm-present__slide")
    place = page.locator(".cm-present__place")

    expect(slide).to_have_text("请假外出")
    page.keyboard.press("ArrowRight")
    page.keyboard.press(" ")
    expect(slide).to_contain_text("是什么")
    expect(slide.get_by_text("挂床住院。")).to_be_hidden()
    page.keyboard.press(" ")
    expect(slide.get_by_text("挂床住院。")).to_be_visible()
    expect(place).to_have_text("3 / 5")
    page.keyboard.press(" ")
    expect(slide).to_contain_text("先做什么")
    page.keyboard.press("ArrowLeft")
    expect(slide.get_by_text("挂床住院。")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(slide).to_have_count(0)


def test_large_type_for_patients(new_context: NewContext, site: Place) -> None:
    page = opened(new_context, site, "patients.md")
    page.clock.install()
    # From its beginning on: a timer of the true clock cannot be stopped by the other.
    page.reload()
    page.locator("[data-kiosk-on]").click()
    expect(page.locator(".md-header")).to_be_hidden()

    page.locator(".cm-patient-pages a").click()
    expect(page).to_have_url(re.compile("visit"))
    expect(page.locator(".md-header")).to_be_hidden()
    expect(page.get_by_text("内部页")).not_to_have_attribute("href", re.compile(""))
    page.clock.fast_forward(IDLE_MS)
    expect(page).to_have_url(re.compile("patients"))

    page.goto(site.url("staff.md"))
    expect(page).to_have_url(re.compile("patients"))
    page.locator("[data-leave-kiosk]").click()
    expect(page.locator(".md-header")).to_be_visible()
    expect(page.locator(".cm-kiosk")).to_have_count(0)


def test_a_change_for_other_channels(new_context: NewContext, site: Place) -> None:
    page = opened(new_context, site, "change.md")
    page.locator("[data-copy-post]").click()

    said = ["【政策变动】新规定", "涉及：护士", "执行：2026-12-01 起"]
    if site.base.startswith("http"):
        said.append(site.url("change.md"))
    expect(page.locator("[data-repost-text]")).to_have_value("\n".join(said))
    expect(page.get_by_text("已复制")).to_be_visible()
    feed = Path(site.folder, "changes.xml").read_text("utf-8")
    assert "https://fire.example/change.html" in feed
