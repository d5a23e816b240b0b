from pathlib import Path

from plan_files import FILES
from view_page import shown


def test_what_is_read_and_how_long_it_takes(tmp_path: Path) -> None:
    assert shown(tmp_path, FILES, "plan-month\nmonth: 1") == (
        '<p class="cm-plan__facts"><span>11月</span><span>全员</span></p><p>会报警。</p>'
        '<ol class="cm-plan" data-plan-course="plan-01">'
        '<li data-plan-page="fire.md"><a href="page:fire.md">火警</a>'
        ' <span class="cm-step__fact">约 2 分钟</span><p>先报警</p></li>'
        '<li data-plan-page="exits.md"><a href="page:exits.md">出口</a>'
        ' <span class="cm-step__fact">约 1 分钟</span></li></ol>'
    )


def test_a_month_that_is_not_in_the_plan(tmp_path: Path) -> None:
    assert shown(tmp_path, FILES, "plan-month\nmonth: 3") == "<p>学习计划里没有这个月。</p>"
