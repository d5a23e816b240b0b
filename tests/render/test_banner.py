"""The page's header tells a regional or historical rule from a national one."""

from datetime import date

import pytest

from coursemark.model import Page, Source
from coursemark.render.banner import render_banner, status_text


def page(**fields: object) -> Page:
    return Page("policies/x.md", "某页", **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "label", "warning"),
    [
        ({"status": "current", "region": "全国"}, "现行有效", ""),
        ({"status": "current", "region": "上海"}, "现行：上海", "只适用于上海，不是全国统一规定。"),
        (
            {"status": "regional", "region": "广西"},
            "地区规定：广西",
            "只适用于广西，不是全国统一规定；外地以当地规定为准。",
        ),
        (
            {"status": "historical", "region": "北京"},
            "历史资料",
            "这是北京的历史规定，仅供了解沿革，不能作为现在办事的依据。",
        ),
        ({"status": "draft"}, "草稿", "这一页还没有审定，请勿作为依据。"),
    ],
)
def test_the_status_says_in_words_what_the_page_is_worth(
    fields: dict[str, str], label: str, warning: str
) -> None:
    assert status_text(page(**fields)) == (label, warning)
    html = render_banner(page(**fields))
    assert f'data-status="{fields["status"]}"' in html
    assert label in html
    assert warning in html


def test_a_page_without_a_status_has_no_banner() -> None:
    assert render_banner(page(roles=("护士",))) == ""


def test_the_banner_names_roles_sources_and_the_review() -> None:
    html = render_banner(
        page(
            status="current",
            kind="policy",
            region="全国",
            roles=("护士", "药师"),
            effective=date(2021, 5, 1),
            sources=(Source("监管条例", "国务院令第735号", "第十四条"), Source("<b>")),
            owner="医保办",
            reviewed=date(2026, 11, 20),
        )
    )
    assert "护士、药师" in html
    assert "2021-05-01 起施行" in html
    assert "<li>监管条例（国务院令第735号） 第十四条</li>" in html
    assert "<b>" not in html
    assert '<time datetime="2026-11-20">2026-11-20</time>，医保办' in html
