"""What view fences do in a browser, from a folder and without scripts too."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from browser.conftest import NewContext
from browser.learner import visit
from browser.places import CONFIG, Place, Workshop
from clause_files import FILES as CLAUSES
from playwright.sync_api import expect
from render.views.test_agreement_timeline import FILES as AGREEMENT
from render.views.test_decision_path import FILES as DECISION
from violation_files import PAGES

pytestmark = pytest.mark.browser
FENCES = "# 页\n\n" + "\n".join(
    f"```view\n{fence}\n```\n"
    for fence in (
        "violation-finder",
        "decision-path\nid: way",
        "agreement-timeline",
        "self-inspection",
    )
)


@pytest.fixture
def page_in_folder(workshop: Workshop) -> Place:
    """A page with the views, opened as a file."""
    config = {"mkdocs.yml": CONFIG + "use_directory_urls: false\n"}
    files = config | DECISION | AGREEMENT | CLAUSES | PAGES | {"content/index.md": FENCES}
    place = workshop.write(files, strict=False)
    return Place(f"{place.folder.as_uri()}/", place.folder, directory_urls=False)


def test_views_follow_the_reader(page_in_folder: Place, new_context: NewContext) -> None:
    context = new_context(page_in_folder)
    context.clock.set_fixed_time(datetime.fromisoformat("2026-12-30T10:00:00+08:00"))
    page = visit(context.new_page(), page_in_folder.url("index.md"))

    found = page.locator("li[data-words]:visible")
    expect(found).to_have_count(2)
    page.get_by_label("按名称、别名或看到的情况找").fill("夜查")
    expect(found).to_have_count(1)
    expect(page.locator(".cm-finder__status")).to_have_text("找到 1 类")
    page.keyboard.press("Tab")
    expect(found.get_by_role("link")).to_be_focused()

    assert page.locator("li[data-day]").evaluate_all("all => all.map(e => e.dataset.state)") == [
        "done",
        "soon",
    ]
    expect(page.locator("li[data-day]").last).to_contain_text("明天")
    expect(page.locator(".cm-timeline__agreement")).to_contain_text("还有 1 天到期")

    page.get_by_text("乙", exact=True).click()
    page.get_by_role("link", name="为<何>？").click()
    expect(page.locator("#path-way-why")).to_be_visible()
    page.get_by_role("button", name="全部收起").click()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".cm-path__outcome")).to_be_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".cm-path__outcome")).to_be_hidden()


def test_a_sheet_is_saved_from_a_folder(
    page_in_folder: Place, new_context: NewContext, tmp_path: Path
) -> None:
    page = visit(new_context(page_in_folder).new_page(), page_in_folder.url("index.md"))
    with page.expect_download() as saved:
        page.get_by_role("link", name="下载全部条款的自查表").click()
    saved.value.save_as(tmp_path / "saved.csv")
    assert (tmp_path / "saved.csv").read_text("utf-8-sig").startswith("序号,检查项目,")


def test_without_scripts_everything_shows(page_in_folder: Place, new_context: NewContext) -> None:
    page = new_context(page_in_folder, java_script_enabled=False).new_page()
    page.goto(page_in_folder.url("index.md"))
    expect(page.locator("li[data-words]")).to_have_count(2)
    expect(page.get_by_label("按名称、别名或看到的情况找")).to_have_count(0)
    expect(page.locator("li[data-day]").first).to_contain_text("已办：2026-09-20")
    page.locator("summary", has_text="甲").click()
    page.locator("summary", has_text="丙").click()
    expect(page.locator(".cm-path__outcome")).to_be_visible()
