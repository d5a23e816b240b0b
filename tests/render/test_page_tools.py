"""What the build says about the tools of a page."""

from __future__ import annotations

from datetime import date

from coursemark.model import Change, Page, Site, SiteConfig, View
from coursemark.render.page_tools import page_tools, repost_text

HOME = Page("patients/index.md", "患者须知", audience="患者", views=(View("patient-pages"),))
VISIT = Page(
    "patients/visit.md",
    "看病",
    audience="患者",
    print=("leaflet", "card"),
    reviewed=date(2026, 11, 22),
)
CLAIM = Page("patients/claim.md", "报销", audience="患者")
CASE = Page("cases/a.md", "案例", kind="case")
CHANGE = Page(
    "changes/a.md",
    '变"动',
    kind="change",
    description="改了。",
    effective=date(2026, 12, 1),
    change=Change(date(2026, 11, 1)),
)
PLAIN = Page("a.md", "文")
PAGES = (HOME, VISIT, CLAIM, CASE, CHANGE, PLAIN)
SITE = Site(SiteConfig("https://f.example/", "学堂"), pages={page.path: page for page in PAGES})


def test_an_ordinary_page_has_none() -> None:
    assert page_tools(PLAIN, SITE) == ""


def test_a_page_for_patients_leads_to_the_others() -> None:
    assert page_tools(VISIT, SITE) == (
        '<div class="cm-page-tools" data-search-exclude data-layouts="leaflet card" '
        'data-dated="2026-11-22" data-audience="patient">'
        '<nav class="cm-patient-links" aria-label="患者须知"><ul>'
        '<li><a href="page:patients/index.md">患者须知</a></li>'
        '<li><a href="page:patients/claim.md">报销</a></li></ul></nav></div>'
    )


def test_the_list_of_them_needs_no_second() -> None:
    assert page_tools(HOME, SITE) == (
        '<div class="cm-page-tools" data-search-exclude data-audience="patient"></div>'
    )


def test_a_case() -> None:
    assert page_tools(CASE, SITE) == (
        '<div class="cm-page-tools" data-search-exclude data-kind="case"></div>'
    )


def test_a_change_in_a_few_lines() -> None:
    assert repost_text(CHANGE) == '【政策变动】变"动\n改了。\n涉及：全员\n执行：2026-12-01 起'
    assert page_tools(CHANGE, SITE) == (
        '<div class="cm-page-tools" data-search-exclude data-repost="【政策变动】变&quot;动'
        '&#10;改了。&#10;涉及：全员&#10;执行：2026-12-01 起"></div>'
    )
