from __future__ import annotations

from pathlib import Path

from site_folder import faults

COURSE = (
    "---\nkind: course\ncourse:\n  id: c\n  renewal: 30 days\n{}  steps: [read: c.md]\n---\n# 页\n"
)


def test_for_ever(tmp_path: Path) -> None:
    assert faults(tmp_path, {"content/c.md": COURSE.format("")}) == [
        "content/c.md:5:12: 警告: 课程 c 写了 renewal 却长期有效，不会续学；"
        "请写 valid_for: 12 months [no-validity]"
    ]


def test_for_a_year(tmp_path: Path) -> None:
    assert faults(tmp_path, {"content/c.md": COURSE.format("  valid_for: 1 year\n")}) == []
