from __future__ import annotations

from pathlib import Path

from site_folder import faults

COURSE = "---\nkind: course\ncourse:\n  id: start\n  steps:\n    - {}\n---\n"


def test_survey_and_attend(tmp_path: Path) -> None:
    files = {"content/course.md": COURSE.format("survey: after\n    - attend: 讲座")}
    assert faults(tmp_path, files) == [
        "content/course.md:6:15: 警告: 本版本还不记录 survey 这一步，暂不计入完成；"
        "请另行登记 [step-not-recorded]",
        "content/course.md:7:15: 警告: 本版本还不记录 attend 这一步，暂不计入完成；"
        "请另行登记 [step-not-recorded]",
    ]


def test_read(tmp_path: Path) -> None:
    assert faults(tmp_path, {"content/course.md": COURSE.format("read: course.md")}) == []
