from __future__ import annotations

from pathlib import Path

from site_folder import faults

SURVEY = "title: 问\nquestions: [{id: a, type: text, text: 甲？}]\n"
COURSE = (
    "---\nkind: course\ncourse:\n  id: c\n  steps:\n    - read: c.md\n    - survey: b\n---\n# 页\n"
)
FENCE = "# 页\n\n```quiz\nsurvey: a\n```\n"


def test_nobody_shows_it(tmp_path: Path) -> None:
    files = {f"quizzes/surveys/{name}.yml": SURVEY for name in "abc"}
    assert faults(tmp_path, files | {"content/c.md": COURSE, "content/f.md": FENCE}) == [
        "quizzes/surveys/c.yml:1:1: 警告: 没有页面或课程用到问卷 c；"
        "请在课程里写 survey: 步骤，或在页面里放 quiz 块 [unused-survey]"
    ]
