from pathlib import Path

from clause_files import FILES
from view_page import shown


def test_a_line_for_each_clause(tmp_path: Path) -> None:
    html = shown(tmp_path, FILES, "self-inspection")
    assert (
        '<tr><th scope="row">1</th><td data-label="检查项目">实名就医'
        '<span class="cm-sheet__note"><span class="cm-sheet__links">'
        '<a href="page:p.md">条款说明</a></span></span></td>'
        '<td data-label="合格标准">抽10人全部相符</td><td data-label="查什么证据">登记本</td>'
        '<td data-label="责任岗位">护士、医保办</td>'
    ) in html
    assert '<td data-label="检查项目">上传&lt;清单&gt;</td>' in html
    assert (
        '<a href="page:assets/coursemark/tables/self-inspection.csv" download="协议自查表.csv">'
    ) in html


def test_the_lines_of_one_block(tmp_path: Path) -> None:
    assert shown(tmp_path, FILES, "self-inspection\nblock: 结算").count('<th scope="row">') == 1
