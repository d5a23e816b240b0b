from pathlib import Path

from view_page import shown

DATA = """
    sources:
      - {id: a, title: 官网 <i>, owner: 王, checked: 2026-10-01, every: 30 days, pages: [q.md]}
      - {id: b, title: 公众号, owner: 李, checked: 2026-11-20, every: 7 days}
"""


def test_what_is_late_says_so(tmp_path: Path) -> None:
    files = {"data/monitoring.yml": DATA, "content/q.md": "# 甲页\n"}
    html = shown(tmp_path, files, "monitoring")
    assert "官网 &lt;i&gt;" in html
    assert "<td>2026-10-01</td><td><strong>2026-10-31（已过期）</strong></td>" in html
    assert '<td><a href="page:q.md">甲页</a></td>' in html
    assert "<td>2026-11-20</td><td>2026-11-27</td>" in html
