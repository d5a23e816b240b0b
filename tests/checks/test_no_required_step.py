from __future__ import annotations

from pathlib import Path

from site_folder import faults

COURSE = "---\nkind: course\ncourse:\n  id: c\n  steps:\n    - {}\n    - {}\n---\n# 页\n"


def test_all_optional(tmp_path: Path) -> None:
    step = "{read: c.md, optional: true}"
    files = {"content/c.md": COURSE.format(step, step)}
    assert faults(tmp_path, files) == [
        "content/c.md:6:5: 警告: 课程 c 的步骤都是选做，永远不会完成；"
        "请至少去掉一个 optional [no-required-step]"
    ]


def test_one_required(tmp_path: Path) -> None:
    files = {"content/c.md": COURSE.format("{read: c.md, optional: true}", "read: c.md")}
    assert faults(tmp_path, files) == []
