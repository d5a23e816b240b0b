from __future__ import annotations

from pathlib import Path

from site_folder import faults

SURVEY = "title: 问\nquestions: [{id: a, type: text, text: 甲？}]\n"
PAGE = """
    ---
    kind: course
    course:
      id: c
      steps:
        - survey: after-courses
        - survey: after-course
    ---
    # 页

    ```quiz
    survey: befor
    ```

    ```quiz
    survey: after-course
    ```
"""


def test_unknown(tmp_path: Path) -> None:
    files = {"quizzes/surveys/after-course.yml": SURVEY, "content/c.md": PAGE}
    assert faults(tmp_path, files, "unknown-survey") == [
        "content/c.md:6:15: 错误: 找不到问卷 after-courses；是不是 after-course？ [unknown-survey]",
        "content/c.md:12:9: 错误: 找不到问卷 befor；请核对问卷文件名 [unknown-survey]",
    ]


def test_a_survey_that_cannot_be_read(tmp_path: Path) -> None:
    files = {
        "quizzes/surveys/after-course.yml": "{",
        "quizzes/surveys/after-courses.yml": "title: 问\nquestions: []\n",
        "quizzes/surveys/befor.yml": "a: '",
        "content/c.md": PAGE,
    }
    assert faults(tmp_path, files, "unknown-survey") == []
