from __future__ import annotations

from pathlib import Path

from site_folder import bank, faults, true_false

CHANGE = """\
---
kind: change
change:
  announced: 2026-11-01
  pages: [{page}]
  items: [{item}]
  interpretation: {why}
---
# 变动
"""


def found(tmp_path: Path, page: str, item: str, why: str) -> list[str]:
    files = {
        "content/c.md": CHANGE.format(page=page, item=item, why=why),
        "content/payment.md": "# 支付\n\n## 标准 { #rate }\n",
        "quizzes/banks/fire.yml": bank(true_false("call")),
    }
    return faults(tmp_path, files, "broken-change")


def test_what_does_not_exist(tmp_path: Path) -> None:
    assert found(tmp_path, "paiment.md", "fire/cal", "payment.md#rates") == [
        "content/c.md:5:10: 错误: 变动涉及的页面 paiment.md 不存在；"
        "是不是 payment.md？ [broken-change]",
        "content/c.md:6:10: 错误: 变动涉及的题目 fire/cal 不存在；"
        "是不是 fire/call？ [broken-change]",
        "content/c.md:7:19: 错误: 页面 payment.md 没有小节 #rates；是不是 rate？ [broken-change]",
    ]


def test_what_exists(tmp_path: Path) -> None:
    assert found(tmp_path, "payment.md", "fire/call", "payment.md#rate") == []
