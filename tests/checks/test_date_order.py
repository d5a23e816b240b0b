from __future__ import annotations

from pathlib import Path

from site_folder import faults


def page(effective: str, expires: str) -> dict[str, str]:
    return {"content/a.md": f"---\neffective: {effective}\nexpires: {expires}\n---\n# 页\n"}


def test_expires_first(tmp_path: Path) -> None:
    assert faults(tmp_path, page("2027-05-01", "2027-01-31")) == [
        "content/a.md:3:10: 错误: 失效日期 2027-01-31 早于生效日期 2027-05-01；"
        "请改正其中一个 [date-order]"
    ]


def test_right_order(tmp_path: Path) -> None:
    assert faults(tmp_path, page("2027-01-31", "2027-05-01")) == []
