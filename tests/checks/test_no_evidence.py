from __future__ import annotations

from pathlib import Path

from site_folder import faults

COURSE = "---\nkind: course\ncourse:\n  id: c\n  steps:\n    - {}\n---\n# 页\n"


def test_no_evidence(tmp_path: Path) -> None:
    files = {"content/c.md": COURSE.format("{attend: 讲座, hours: 2}")}
    assert faults(tmp_path, files) == [
        "content/c.md:6:16: 警告: 参加 讲座 由学员自己登记，没有写凭什么核对；"
        "请写 evidence: 签到表 之类 [no-evidence]"
    ]


def test_evidence(tmp_path: Path) -> None:
    files = {"content/c.md": COURSE.format("{attend: 讲座, evidence: 签到表}")}
    assert faults(tmp_path, files) == []
