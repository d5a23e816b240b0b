from pathlib import Path

from site_folder import faults
from view_page import shown

DATA = """
    questions:
      - {id: a, question: 几天？, raised: 2026-11-02, owner: 王, to: 中心, pages: [q.md]}
      - id: b
        question: 能否？
        raised: 2026-10-01
        owner: 王
        answered: 2026-10-09
        reply: 能
        result: q.md
"""


def test_open_ones_first(tmp_path: Path) -> None:
    html = shown(tmp_path, {"data/questions.yml": DATA, "content/q.md": "# 页\n"}, "questions")
    assert "待答复 1 个，已答复 1 个。" in html
    assert html.index("几天？") < html.index("能否？")
    assert "<td>20 天</td>" in html
    assert '<td>2026-10-09</td><td><a href="page:q.md">页</a></td>' in html


def test_answered_without_a_reply(tmp_path: Path) -> None:
    data = """
        questions:
          - {id: a, question: 几天？, raised: 2026-11-02, owner: 王, answered: 2026-11-03}
    """
    assert faults(tmp_path, {"data/questions.yml": data}, "missing-field") == [
        "data/questions.yml:2:68: 错误: 写了 answered 却没有答复；请补 reply: 或 result: "
        "[missing-field]"
    ]
