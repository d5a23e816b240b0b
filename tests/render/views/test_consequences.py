from pathlib import Path

from view_page import shown
from violation_files import PAGES


def test_three_lines_a_violation(tmp_path: Path) -> None:
    html = shown(tmp_path, PAGES, "consequences")
    assert (
        '<tr><th scope="row"><a href="page:bed.md">挂床</a></th>'
        '<td data-label="协议处理（经办机构）">追回</td>'
        '<td data-label="行政处罚（医保局）">责令改正</td><td data-label="刑事">诈骗罪</td></tr>'
    ) in html
    assert (
        '<th scope="row"><a href="page:swap.md">串换</a>'
        '<span class="cm-sheet__note">甲市</span></th>'
    ) in html


def test_none(tmp_path: Path) -> None:
    assert shown(tmp_path, {}, "consequences") == ('<p class="cm-empty">还没有页面写明后果。</p>')
