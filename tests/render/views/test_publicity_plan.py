from pathlib import Path

from view_page import shown

DATA = """
    activities:
      - {id: b, topic: 乙, content: 讲, form: 会, day: 2026-12-01, owner: 王, materials: [q.md]}
      - {id: a, topic: 甲, content: 讲, form: 会, day: 2026-11-01, owner: 王}
      - {id: c, topic: 丙, content: 讲, form: 会, day: 2026-11-02, owner: 王, done: 2026-11-03}
"""


def test_by_day_with_its_state(tmp_path: Path) -> None:
    files = {"data/publicity.yml": DATA, "content/q.md": "# 单页\n"}
    html = shown(tmp_path, files, "publicity-plan")
    assert html.index("甲") < html.index("丙") < html.index("乙")
    assert html.count("<strong>已过期</strong>") == 1
    assert "2026-11-03 完成" in html
    assert '<td><a href="page:q.md">单页</a></td><td>待办</td>' in html
