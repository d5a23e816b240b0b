"""The first page of an audit bundle, and a paper in it, as Chromium prints them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import Browser
from record_builder import Learner, a_site
from report_builder import result

from coursemark.audit.index import Counts, Part, index
from coursemark.audit.period import Period
from coursemark.model import Source

pytestmark = pytest.mark.browser
PERIOD = Period(date(2026, 1, 1), date(2026, 12, 31))
COUNTS = Counts(
    completions=12345,
    attempts=54321,
    files=5678,
    verified=5670,
    sealed=1234,
    versions=345,
    missing=56,
    missing_items=678,
)
PARTS = [
    Part(f"0{n}-某一类材料.xlsx", "里面写着很多的内容，一行放不下的说明。" * 2) for n in range(9)
]


def test_it_fits_one_sheet_of_a4(chromium: Browser) -> None:
    site = a_site()
    sources = tuple(Source("某某管理办法" * 3, "某发〔2026〕12号", f"第{n}条") for n in range(9))
    page = replace(site.pages["course.md"], sources=sources)
    site = a_site(pages={**site.pages, "course.md": page})
    learner = Learner(site=site)
    learner.read()
    html = index(site, result(learner), PERIOD, COUNTS, PARTS, "1.2.3").decode()
    shown = chromium.new_page()
    shown.set_content(html)

    pdf = shown.pdf(prefer_css_page_size=True)

    shown.close()
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    (box,) = set(re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf))
    assert [round(float(side)) for side in box] == [595, 842]
