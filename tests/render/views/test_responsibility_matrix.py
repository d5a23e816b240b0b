from pathlib import Path

from clause_files import FILES
from view_page import shown


def test_who_leads_and_who_takes_part(tmp_path: Path) -> None:
    html = shown(tmp_path, FILES, "responsibility-matrix")
    assert '<th scope="col">护士</th><th scope="col">医保办</th>' in html
    assert (
        '<th scope="row"><a href="page:p.md">实名就医</a></th>'
        "<td><strong>牵头</strong></td><td>参与</td>"
    ) in html
    assert (
        '<th scope="row">上传&lt;清单&gt;</th><td>参与</td><td><strong>牵头</strong></td>'
    ) in html
    assert "牵头条数：护士 1 条，医保办 1 条。" in html
