from __future__ import annotations

from datetime import date
from pathlib import Path

from site_folder import faults

PAGE = "---\nkind: change\nchange:\n  announced: 2026-09-01\n{more}---\n# 变动\n"


def found(tmp_path: Path, today: date, more: str = "") -> list[str]:
    files = {"content/c.md": PAGE.format(more=more), "content/index.md": "# 首页\n"}
    return faults(tmp_path, files, "no-interpretation", today)


def test_unexplained_after_thirty_days(tmp_path: Path) -> None:
    assert found(tmp_path, date(2026, 10, 2)) == [
        "content/c.md:4:3: 错误: 这项变动公布 31 天了，还没有解读（期限 30 天）；"
        "请写一页解读，再填 interpretation [no-interpretation]"
    ]


def test_within_the_term(tmp_path: Path) -> None:
    assert found(tmp_path, date(2026, 10, 1)) == []


def test_explained(tmp_path: Path) -> None:
    assert found(tmp_path, date(2026, 12, 1), "  interpretation: index.md\n") == []
