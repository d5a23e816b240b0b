"""The page's header tells a regional or historical rule from a national one."""

import re
from dataclasses import replace
from datetime import date

import pytest

from coursemark.model import Change, Page, Site, SiteConfig, Source
from coursemark.render import banner
from coursemark.render.alert import render_alerts
from coursemark.render.banner import status_text

TODAY = date(2026, 11, 22)


def page(**fields: object) -> Page:
    return Page("policies/x.md", "某页", **fields)  # type: ignore[arg-type]


def site(*pages: Page) -> Site:
    return Site(SiteConfig("https://f.example/", "站"), pages={p.path: p for p in pages})


def render_banner(shown: Page, *others: Page, today: date = TODAY) -> str:
    return banner.render_banner(shown, site(shown, *others), today)


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


def shown(html: str, name: str) -> list[str]:
    """Texts of the elements with this class or attribute that the build shows."""
    found = re.findall(rf"<(p|strong)([^>]*{name}[^>]*)>(.*?)</\1>", html)
    return [re.sub("<[^>]*>", "", text) for _, tag, text in found if not tag.endswith(" hidden")]


def test_a_page_says_that_it_is_not_in_force_yet_and_then_that_it_is() -> None:
    new = page(status="current", region="全国", effective=date(2027, 1, 1))

    html = render_banner(new)
    assert shown(html, "cm-banner__off") == ["尚未施行"]
    assert shown(html, "cm-banner__notice") == ["2027-01-01 起施行，此前按原来的规定办。"]
    assert '<strong data-shown-from="2027-01-01" hidden>现行有效</strong>' in html
    html = render_banner(new, today=date(2027, 1, 1))
    assert shown(html, "cm-banner__off") == []
    assert '<strong data-shown-from="2027-01-01">现行有效</strong>' in html
    assert 'data-shown-until="2026-12-31" hidden>尚未施行' in html


def test_a_page_past_its_last_day_says_so() -> None:
    html = render_banner(page(status="current", region="全国", expires=date(2026, 6, 30)))

    assert shown(html, "cm-banner__off") == ["已失效"]
    assert shown(html, "cm-banner__notice") == ["本页内容到 2026-06-30 为止，现在不能再作依据。"]
    assert '<strong data-shown-until="2026-06-30" hidden>现行有效</strong>' in html


def test_days_at_the_ends_of_the_calendar() -> None:
    for_good = page(status="current", expires=date.max, reviewed=date.max, review_every="12 months")
    late = page(status="current", reviewed=date(9999, 12, 1), review_every="30 days")
    since_ever = page(status="current", effective=date.min)
    change = Change(announced=TODAY, urgency="major", pages=("policies/x.md",))
    told = Page("changes/x.md", "变动", kind="change", effective=date.max, change=change)

    assert "<strong>现行有效</strong>" in render_banner(for_good)
    assert "失效" not in render_banner(for_good)
    assert 'data-shown-from="9999-12-31" hidden>' in render_banner(late)
    assert "<strong>现行有效</strong>" in render_banner(since_ever)
    assert 'data-shown-until="9999-12-31">9999-12-31 起有变动' in re.sub(
        "</?time[^>]*>", "", render_banner(page(), told)
    )
    assert 'data-shown-until="9999-12-31">' in render_alerts(site(told), TODAY)


def test_the_old_page_and_the_new_one_lead_to_each_other() -> None:
    old = page(status="current", region="全国", superseded_by="n.md")
    new = Page("n.md", "<新>", status="current", effective=date(2026, 1, 1))

    html = render_banner(old, new)
    assert shown(html, "cm-banner__off") == ["已被取代"]
    assert '本页已被《<a href="page:n.md">&lt;新&gt;</a>》取代，办事请看新的一页。' in html
    assert '<dt>取代</dt><dd><a href="page:policies/x.md">某页</a></dd>' in render_banner(new, old)


def test_a_page_that_was_not_reviewed_says_so_even_without_a_status() -> None:
    late = page(owner="医保办", reviewed=date(2025, 11, 1), review_every="12 months")

    said = ["本页应在 2026-11-01 前复核，还没有做。用到数字和期限时，先向医保办核实。"]
    assert shown(render_banner(late), "data-stale") == said
    assert shown(render_banner(late, today=date(2026, 11, 1)), "data-stale") == []


def told(**fields: object) -> Page:
    change = Change(date(2026, 8, 1), pages=("policies/x.md#a",), **fields)  # type: ignore[arg-type]
    return Page("changes/c.md", "新办法", effective=date(2026, 9, 1), change=change)


def test_a_page_that_a_change_affects_says_so_for_a_while_and_keeps_the_link() -> None:
    mine = page(status="current")

    html = render_banner(mine, told())
    assert shown(html, "data-change") == ["2026-09-01 起有变动：新办法"]
    assert '<dt>变动</dt><dd><a href="page:changes/c.md">新办法</a></dd>' in html
    html = render_banner(mine, told(), today=date(2026, 12, 1))
    assert shown(html, "data-change") == []
    assert "<dt>变动</dt>" in html


def test_a_major_change_stands_on_every_page_until_its_day() -> None:
    major = told(urgency="major", until=date(2026, 12, 31))

    assert render_alerts(site(major), TODAY) == (
        '<aside class="cm-alert" data-alert="changes/c.md" data-search-exclude '
        'aria-label="重大变动" data-shown-from="2026-08-01" data-shown-until="2026-12-31">'
        '<p><strong>重大变动</strong> <a href="page:changes/c.md">新办法</a>，'
        '<time datetime="2026-09-01">2026-09-01</time> 起执行</p></aside>'
    )
    assert " hidden>" in render_alerts(site(major), date(2026, 7, 1))
    assert render_alerts(site(major), date(2027, 1, 1)) == ""
    assert render_alerts(site(told()), TODAY) == ""


def test_the_line_is_not_on_its_own_page_and_tells_patients_what_is_for_patients() -> None:
    major = told(urgency="major")
    for_patients = replace(major, path="changes/p.md", audience="患者")
    patients = Page("p.md", "患者", audience="患者")
    everything = site(major, for_patients)

    def told_on(shown_on: Page) -> list[str]:
        return re.findall('data-alert="([^"]*)"', render_alerts(everything, TODAY, shown_on))

    assert told_on(page()) == ["changes/p.md", "changes/c.md"]
    assert told_on(major) == ["changes/p.md"]
    assert told_on(patients) == ["changes/p.md"]
