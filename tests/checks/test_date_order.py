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


def test_a_line_that_would_never_show(tmp_path: Path) -> None:
    text = "---\nkind: change\nchange:\n  announced: 2026-11-20\n  until: 2026-11-19\n---\n# 变\n"
    assert faults(tmp_path, {"content/c.md": text}) == [
        "content/c.md:5:10: 错误: until 2026-11-19 早于公布日期 2026-11-20，提示不会显示；"
        "请改正其中一个 [date-order]"
    ]
    until = text.replace("11-19", "11-20")
    assert faults(tmp_path, {"content/c.md": until}) == []
