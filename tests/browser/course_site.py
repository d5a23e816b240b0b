"""A small site with a course of every kind of step, and others that show each status."""

from __future__ import annotations

from browser.fire_site import ALARM, CALM, EXITS, bank, exam, page
from browser.places import CONFIG

LESSON = "发现起火先报警，再按疏散路线离开。" * 12
"""192 characters: at 900 a minute 12.8 seconds, rounded up to 15."""

SURVEY = """\
title: 课后问卷
description: 大约一分钟。
questions:
  - {id: useful, type: rating, text: 内容有用吗？, low: 没用, high: 很有用, required: true}
  - {id: hard, type: choice, text: 难不难？, options: [太难, 正好]}
  - {id: wish, type: text, text: 还想学什么？}
"""
EVERY_STEP = """\
    - read: fire.md
    - accept: pledge.md
    - {practise: 报警, count: 2}
    - pass: drill
    - {attend: 消防演练, hours: 2, evidence: 签到表}
    - {survey: after, optional: true}
"""


def course(id: str, title: str, steps: str = EVERY_STEP, more: str = "") -> str:
    """A course's page; `more` are further lines of `course`, indented by two."""
    return (
        f"---\nkind: course\ntitle: {title}\ncourse:\n  id: {id}\n  title: {title}\n{more}"
        f"  steps:\n{steps}---\n# {title}\n"
    )


def tagged(entry: str) -> str:
    """The item under the topic 报警."""
    return f"{entry}  topics: [报警]\n"


def files(options: str = "", **courses: str) -> dict[str, str]:
    """The files of the site with these courses; `options` are further ones of the plugin."""
    config = f"[coursemark: {{roles: [临床医师, 护士], {options}}}]"
    every = {
        "mkdocs.yml": CONFIG.replace("[coursemark]", config),
        "content/index.md": "# 消防学堂\n",
        "content/fire.md": page("fire/alarm", "fire/exits", text=f"# 消防常识\n\n{LESSON}\n"),
        "content/pledge.md": f"---\nversion: 2026年版\n---\n# 消防承诺\n\n{LESSON}\n",
        "content/drill.md": page("assessment: drill", text="# 考试\n"),
        "quizzes/banks/fire.yml": bank(tagged(ALARM), tagged(EXITS), CALM),
        "quizzes/assessments/drill.yml": exam("alarm", "calm"),
        **{f"content/courses/{name}.md": text for name, text in courses.items()},
    }
    if any("survey: after" in text for text in courses.values()):
        every["quizzes/surveys/after.yml"] = SURVEY
    return every
