from pathlib import Path

from view_page import shown

PAGE = """
    ---
    kind: faq
    owner: 医保办
    approved_by: 主任
    reviewed: 2026-11-01
    ---
    # 问答

    ## 能用吗？ { #use }

    能，**出示**凭证
    就行。

    细节在这里。
"""


def test_the_first_paragraph_is_the_answer(tmp_path: Path) -> None:
    html = shown(tmp_path, {"content/q.md": PAGE}, "answer\nof: q.md#use")
    assert html == (
        '<aside class="cm-answer"><p class="cm-answer__question">能用吗？</p>'
        "<p>能，<strong>出示</strong>凭证\n就行。</p>"
        '<p class="cm-answer__by">统一口径：主任，2026-11-01。'
        '<a href="page:q.md#use">全文</a></p></aside>'
    )
