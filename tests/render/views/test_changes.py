from pathlib import Path

from change_files import FILES
from view_page import shown


def test_the_latest_stands_first(tmp_path: Path) -> None:
    html = shown(tmp_path, FILES, "changes")

    assert html.index("丙") < html.index("甲") < html.index("乙")
    assert "甲&lt;b&gt;" in html


def test_what_it_is_whom_it_concerns_and_what_it_affects(tmp_path: Path) -> None:
    assert (
        '<article class="cm-change"><h3><a href="page:changes/b.md">乙</a></h3>'
        '<p class="cm-change__facts">'
        '<span><span class="cm-change__urgency" data-urgency="normal">一般</span></span>'
        '<span><time datetime="2026-08-01">2026-08-01</time> 公布</span>'
        '<span><time datetime="2026-09-01">2026-09-01</time> 起执行</span><span>护士</span></p>'
        "<p>先报警</p>"
        '<p class="cm-change__row">涉及页面：<a href="page:fire.md">火警</a></p>'
        '<p class="cm-change__row">解读：<a href="page:fire.md">火警</a></p>'
        '<p class="cm-change__row">涉及题目：1 道</p></article>'
    ) in shown(tmp_path, FILES, "changes")


def test_what_was_in_force_before_it_was_heard_of(tmp_path: Path) -> None:
    assert "2026-11-20</time> 登记" in shown(tmp_path, FILES, "changes")


def test_only_so_many_and_the_way_to_the_others(tmp_path: Path) -> None:
    html = shown(tmp_path, FILES, "changes\nlimit: 2")

    assert "乙" not in html
    assert html.endswith('<p><a href="page:changes/index.md">全部 3 项变动</a></p>')
    assert "全部" not in shown(tmp_path, FILES, "changes\nlimit: 3")


def test_none(tmp_path: Path) -> None:
    assert shown(tmp_path, {}, "changes") == "<p>还没有登记政策变动。</p>"
