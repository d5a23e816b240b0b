from datetime import date
from pathlib import Path

from plan_files import FILES
from view_page import shown


def test_the_month_of_the_build(tmp_path: Path) -> None:
    assert shown(tmp_path, FILES, "this-month") == (
        '<section class="cm-month" data-this-month><p class="cm-month__theme"><span>11月</span> '
        '<a href="page:plan/one.md">报警&lt;b&gt;</a></p><ul>'
        '<li><a href="page:fire.md">火警</a></li><li><a href="page:exits.md">出口</a></li>'
        '<li><a href="page:plan/one.md">小测</a></li></ul></section>'
    )


def test_a_month_without_a_theme(tmp_path: Path) -> None:
    assert shown(tmp_path, FILES, "this-month", today=date(2026, 5, 1)) == (
        '<section class="cm-month" data-this-month><p>这个月没有安排。</p></section>'
    )


def test_no_plan(tmp_path: Path) -> None:
    assert shown(tmp_path, {}, "this-month") == ""
