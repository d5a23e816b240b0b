from pathlib import Path

from view_page import shown

PAGE = """
    ---
    kind: faq
    title: 身份
    roles: [护士]
    ---
    # 身份

    ## 能用吗？ { #use }

    能。

    ## 小结

    好。
"""


def test_questions_by_page(tmp_path: Path) -> None:
    assert shown(tmp_path, {"content/q.md": PAGE}, "faq-index") == (
        '<section><h2><a href="page:q.md">身份</a></h2><p class="cm-quiet">护士</p>'
        '<ul><li><a href="page:q.md#use">能用吗？</a></li></ul></section>'
    )
