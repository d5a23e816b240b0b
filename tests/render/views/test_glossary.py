from pathlib import Path

from view_page import shown

TERMS = """
    terms:
      - id: b
        term: 乙类 <b>
        definition: 先自付一部分
        synonyms: [二类药, 乙类药品]
        page: p.md#x
      - {id: card, term: 社保卡, definition: 凭证}
"""


def test_terms(tmp_path: Path) -> None:
    html = shown(tmp_path, {"data/glossary.yml": TERMS}, "glossary")
    assert html == (
        '<dl class="cm-glossary"><div id="b"><dt>乙类 &lt;b&gt;</dt><dd>先自付一部分'
        '<p class="cm-glossary__also">又称：二类药、乙类药品</p>'
        '<a href="page:p.md#x">详细说明</a></dd></div>'
        '<div id="card"><dt>社保卡</dt><dd>凭证</dd></div></dl>'
    )
