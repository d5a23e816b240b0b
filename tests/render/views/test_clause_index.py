from pathlib import Path

from clause_files import FILES
from view_page import shown


def test_all_clauses_by_block(tmp_path: Path) -> None:
    html = shown(tmp_path, FILES, "clause-index")
    assert html.count('<p class="cm-part">') == 2
    assert (
        '<tr><th scope="row"><a href="page:p.md">实名就医</a></th>'
        '<td data-label="医院要做什么">核验凭证</td>'
        '<td data-label="岗位（第一个牵头）"><strong>护士</strong>、医保办</td>'
        '<td data-label="条号">甲市 2025：第三条<br>甲市 2026：第四条</td></tr>'
    ) in html
    assert '<th scope="row">上传&lt;清单&gt;</th>' in html


def test_one_block(tmp_path: Path) -> None:
    html = shown(tmp_path, FILES, "clause-index\nblock: 结算")
    assert html.startswith('<table class="cm-table cm-table--cards" aria-label="结算">')
    assert "实名就医" not in html


def test_what_a_role_leads_comes_first(tmp_path: Path) -> None:
    assert shown(tmp_path, FILES, "clause-index\nrole: 医保办") == (
        '<p class="cm-part">牵头</p><ul class="cm-duties"><li>上传&lt;清单&gt;：按时上传</li></ul>'
        '<p class="cm-part">参与</p><ul class="cm-duties">'
        '<li><a href="page:p.md">实名就医</a>：核验凭证</li></ul>'
    )


def test_a_site_without_clauses(tmp_path: Path) -> None:
    assert shown(tmp_path, {}, "clause-index") == '<p class="cm-empty">没有符合条件的条款。</p>'
