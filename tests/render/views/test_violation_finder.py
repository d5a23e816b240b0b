from pathlib import Path

from view_page import shown
from violation_files import PAGES


def test_violations_with_all_their_words(tmp_path: Path) -> None:
    html = shown(tmp_path, PAGES, "violation-finder")
    assert html.count("<li") == 2
    assert (
        '<li data-words="挂床 空床住院 &lt;b&gt;假住&lt;/b&gt; 夜查人不在">'
        '<p class="cm-finder__name"><a href="page:bed.md">挂床</a></p>'
        '<p class="cm-finder__words"><b>又叫</b><span>空床住院</span>'
        "<span>&lt;b&gt;假住&lt;/b&gt;</span></p>"
        '<p class="cm-finder__words"><b>表现</b><span>夜查人不在</span></p>'
        '<details class="cm-fold"><summary>后果</summary><dl><div><dt>协议</dt><dd>追回</dd></div>'
    ) in html


def test_it_leaves_out_the_page_it_stands_on(tmp_path: Path) -> None:
    assert "挂床" not in shown(tmp_path, PAGES, "violation-finder", page="bed.md")


def test_none(tmp_path: Path) -> None:
    assert shown(tmp_path, {}, "violation-finder") == (
        '<p class="cm-empty">还没有违规页面写明别名或表现。</p>'
    )
