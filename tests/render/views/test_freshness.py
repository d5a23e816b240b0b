import re
from pathlib import Path

from view_page import shown

FILES = {
    "content/late.md": (
        "---\ntitle: 晚<b>\nkind: guide\nowner: 王\nreviewed: 2025-11-01\n"
        "review_every: 12 months\n---\n"
    ),
    "content/soon.md": (
        "---\ntitle: 近\nkind: guide\nowner: 王\nreviewed: 2026-11-20\nreview_every: 30 days\n---\n"
    ),
    "content/open.md": "---\ntitle: 开\nkind: policy\n---\n",
    "content/plain.md": "# 没有类别\n",
}


def test_by_owner_and_by_month_the_late_ones_first(tmp_path: Path) -> None:
    html = shown(tmp_path, FILES, "freshness")

    assert "登记了类别的 3 页里，1 页逾期未复核。" in html
    assert '<th scope="row">王</th><td>2</td><td>1</td><td>0</td>' in html
    assert '<th scope="row">（没写负责人）</th><td>1</td><td>0</td><td>1</td>' in html
    assert re.findall(r"<details([^>]*)><summary>([^<]*)</summary>", html) == [
        (' class="cm-fold" open', "已逾期　1 页"),
        (' class="cm-fold"', "2026年12月　1 页"),
        (' class="cm-fold"', "没有复核日期　1 页"),
    ]
    assert '<a href="page:late.md">晚&lt;b&gt;</a>' in html
    assert "没有类别" not in html


def test_nothing_late(tmp_path: Path) -> None:
    files = {"content/soon.md": FILES["content/soon.md"]}

    assert "没有逾期未复核的页面。" in shown(tmp_path, files, "freshness")
