from __future__ import annotations

from pathlib import Path

from site_folder import faults

COURSE = "---\nkind: course\ncourse:\n  id: {}\n  requires: [{}]\n  steps: [{{read: a.md}}]\n---\n"


def test_unknown(tmp_path: Path) -> None:
    files = {
        "content/a.md": COURSE.format("newcomer", "oldcomer, 进阶, newcomer"),
        "content/b.md": COURSE.format("old-comer", "newcomer"),
    }
    assert faults(tmp_path, files, "unknown-course") == [
        "content/a.md:5:13: 错误: 课程 newcomer 的先修课程 oldcomer 不存在；"
        "是不是 old-comer？ [unknown-course]",
        "content/a.md:5:13: 错误: 课程 newcomer 的先修课程 进阶 不存在；"
        "请写另一门课程的 id [unknown-course]",
        "content/a.md:5:13: 错误: 课程 newcomer 的先修课程是它自己，"
        "永远学不完；请删去 [unknown-course]",
    ]
