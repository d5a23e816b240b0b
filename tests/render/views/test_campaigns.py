from pathlib import Path

from view_page import shown

DATA = """
    campaigns:
      - {id: old, title: 旧, starts: 2026-01-01, deadline: 2026-02-01, owner: 王}
      - {id: now, title: 新, starts: 2026-11-01, deadline: 2026-12-01, owner: 王, read: [q.md]}
"""
PAGE = "# 页\n\n```view\ncampaign\nid: now\n```\n"


def test_those_under_way_come_first(tmp_path: Path) -> None:
    html = shown(tmp_path, {"data/campaigns.yml": DATA, "content/q.md": PAGE}, "campaigns")
    assert html.index("新") < html.index("旧")
    assert '<a href="page:q.md">新</a>' in html
    assert "<td>2026-11-01 至 2026-12-01</td><td>王</td><td>1 页</td>" in html
