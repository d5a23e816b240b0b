from pathlib import Path

from view_page import shown

DOCUMENTS = """
    documents:
      - {title: 正<本>, year: 2026年度, version: 原件, storage: 档案室, owner: 王,
         expires: 2026-12-31, note: 备查, example: true}
      - {title: 制度, year: 长期, storage: 医保办, owner: 李}
"""


def test_where_each_is(tmp_path: Path) -> None:
    html = shown(tmp_path, {"data/documents.yml": DOCUMENTS}, "documents")
    assert (
        '<tr><th scope="row"><span class="cm-example">示例</span>正&lt;本&gt;'
        '<span class="cm-sheet__note">备查</span></th><td data-label="协议年度">2026年度</td>'
        '<td data-label="版本">原件</td><td data-label="存放处">档案室</td>'
        '<td data-label="保管人">王</td><td data-label="到期日">'
        '<time datetime="2026-12-31" data-until="2026-12-31">2026-12-31</time></td></tr>'
    ) in html
    assert '<td data-label="到期日">不设</td>' in html


def test_none(tmp_path: Path) -> None:
    assert shown(tmp_path, {}, "documents") == '<p class="cm-empty">还没有登记协议文本。</p>'
