from pathlib import Path

from clause_files import FILES
from view_page import shown


def test_first_against_last(tmp_path: Path) -> None:
    html = shown(tmp_path, FILES, "clause-comparison")
    assert "<li><strong>甲市 2026</strong>：新协议。缺附件</li>" in html
    assert "列出 2 条，其中 1 条做法有变化。" in html
    assert (
        '<tr><th scope="row"><a href="page:p.md">实名就医</a></th>'
        '<td data-label="甲市 2025"><strong>第三条</strong> 核验凭证</td>'
        '<td data-label="甲市 2026"><strong>第四条</strong> 核验凭证并登记</td>'
        '<td data-label="要改的做法"><span class="cm-differs">有变化</span>加一本登记</td></tr>'
    ) in html
    assert '<td data-label="甲市 2025"><span class="cm-absent">没有收录</span></td>' in html


def test_only_what_differs(tmp_path: Path) -> None:
    html = shown(tmp_path, FILES, "clause-comparison\ndiffering: true")
    assert "实名就医" in html
    assert "上传" not in html


def test_the_other_way_round(tmp_path: Path) -> None:
    html = shown(tmp_path, FILES, "clause-comparison\nold: new\nnew: old")
    assert '<td data-label="要改的做法">照旧</td>' in html


def test_one_agreement_is_too_few(tmp_path: Path) -> None:
    assert shown(tmp_path, {}, "clause-comparison") == (
        '<p class="cm-empty">登记了两份协议以后，这里逐条比对。</p>'
    )
