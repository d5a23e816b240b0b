from __future__ import annotations

import pytest

from coursemark.model import Page, View
from coursemark.model.selection import matches, selected

BOOK = Page("print/all.md", "全部", kind="about", views=(View("print"),))
PAGES = {
    page.path: page
    for page in (
        Page("index.md", "首页"),
        Page("faq/index.md", "问题", kind="about"),
        Page("faq/identity.md", "身份", kind="faq"),
        Page("faq/outpatient.md", "门诊", kind="faq"),
        Page("faqs.md", "别的", kind="faq"),
        BOOK,
    )
}


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("faq", ["faq/index.md", "faq/identity.md", "faq/outpatient.md"]),
        ("faq/", ["faq/index.md", "faq/identity.md", "faq/outpatient.md"]),
        ("faq/i*.md", ["faq/index.md", "faq/identity.md"]),
        ("faqs.md", ["faqs.md"]),
        ("faqs", []),
        ("FAQ", []),
    ],
)
def test_a_folder_a_page_or_a_pattern(pattern: str, found: list[str]) -> None:
    assert [path for path in PAGES if matches(path, pattern)] == found


def test_all_but_what_prints_others() -> None:
    assert selected(PAGES) == [[path for path in PAGES if path != BOOK.path]]


def test_a_page_stands_with_the_first_pattern_it_fits() -> None:
    assert selected(PAGES, ["faq/outpatient.md", "faq"], ["faq"]) == [
        ["faq/outpatient.md"],
        ["faq/identity.md"],
    ]


def test_by_kind_alone() -> None:
    assert selected(PAGES, kinds=["about"]) == [["faq/index.md"]]
