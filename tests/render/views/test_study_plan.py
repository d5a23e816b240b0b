from pathlib import Path

from plan_files import FILES
from view_page import shown


def test_a_row_for_each_month_of_the_calendar(tmp_path: Path) -> None:
    html = shown(tmp_path, FILES, "study-plan")

    assert (
        '<th scope="row"><span data-plan-month="11">11月</span></th>'
        '<td data-label="主题"><a href="page:plan/one.md">报警&lt;b&gt;</a></td>'
        '<td data-label="阅读"><a href="page:fire.md">火警</a>、'
        '<a href="page:exits.md">出口</a></td>'
        '<td data-label="小测"><a href="page:plan/one.md">小测</a></td>'
        '<td data-label="对象">全员</td>'
    ) in html
    assert html.index("11月") < html.index("12月")
    assert '<td data-label="对象">护士</td>' in html


def test_the_agreement_moves_a_month(tmp_path: Path) -> None:
    plan = FILES["data/plan.yml"].replace("theme: 疏散,", "theme: 疏散, months_before_end: 1,")
    agreement = "title: 协议\nstart: 2026-01-01\nend: 2026-12-31\n"
    files = FILES | {"data/plan.yml": plan, "data/agreement.yml": agreement}
    html = shown(tmp_path, files, "study-plan")

    assert html.index("疏散") < html.index("报警")


def test_no_plan(tmp_path: Path) -> None:
    assert shown(tmp_path, {}, "study-plan") == "<p>还没有学习计划。</p>"
