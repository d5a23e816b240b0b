"""What every page knows of the site."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from site_folder import bank, true_false, write_site

from coursemark.loading.site import load_site
from coursemark.model import Lrs, Site, SiteConfig
from coursemark.progress import rules_of
from coursemark.render.site_data import site_payload

COURSE = """
    ---
    title: 年度学习
    kind: course
    course:
      id: yearly
      type: 继续教育
      roles: [护士]
      departments: [内科]
      required: false
      requires: [newcomer]
      hours: 3
      due: 3 months after start
      valid_for: 1 year
      renewal: 30 days
      steps:
        - read: a.md#s
        - {accept: b.md, due: 2026-12}
        - pass: final
        - pass: nowhere
        - {practise: 转诊, count: 1}
        - {attend: 讲座, hours: 2, evidence: 签到表}
        - {survey: after, optional: true}
        - survey: shown
        - read: gone.md
    ---
    # 年度
"""
SURVEY = "title: 问卷\nquestions: [{id: a, type: text, text: 甲？}]\n"
FILES = {
    "content/c.md": COURSE,
    "content/a.md": "# 甲\n\n" + "医" * 1000 + "\n",
    "content/b.md": "---\nversion: 2026年版\n---\n# 乙\n",
    "content/exam.md": "# 考场\n\n```quiz\nassessment: final\n```\n",
    "content/ask.md": "# 问\n\n```quiz\nsurvey: shown\n```\n",
    "content/other.md": "# 别的\n",
    "quizzes/banks/fire.yml": bank(true_false("a", "topics: [转诊]")),
    "quizzes/assessments/final.yml": (
        "title: 考\nmode: exam\nkey: withheld\nsealed: true\ncloses: 2026-12-31\n"
        "review: {key: after-close}\ndraw: [fire/a]\n"
    ),
    "quizzes/assessments/nowhere.yml": "title: 测\ndraw: [fire/a]\n",
    "quizzes/surveys/after.yml": SURVEY,
    "quizzes/surveys/shown.yml": SURVEY,
}
CONFIG = SiteConfig(
    id="https://fire.example/",
    title="消防",
    roles=("护士",),
    departments=("内科",),
    organisation="某某医院",
    seal_key="AAAA",
    lock_after=None,
    reading_speed=600,
    lrs=Lrs("/xAPI", "site:write-only"),
)


def load(root: Path) -> Site:
    write_site(root, FILES)
    return load_site(root, CONFIG).site


def payload(root: Path) -> Any:
    return site_payload(load(root), lambda path: path.removesuffix(".md") + "/")


def test_the_site(tmp_path: Path) -> None:
    found = payload(tmp_path)
    assert {key: found[key] for key in list(found)[:11]} == {
        "id": "https://fire.example/",
        "title": "消防",
        "build": load(tmp_path).revision,
        "deskUrl": "my-learning/",
        "practiceUrl": "my-practice/",
        "roles": ["护士"],
        "departments": ["内科"],
        "organisation": "某某医院",
        "sealKey": "AAAA",
        "lockAfter": None,
        "lrs": {"endpoint": "/xAPI", "token": "site:write-only"},
    }
    assert list(found)[11:] == [
        "pages",
        "assessments",
        "surveys",
        "courses",
        "changes",
        "plan",
    ]


def test_pages_of_steps_courses_and_surveys(tmp_path: Path) -> None:
    pages = payload(tmp_path)["pages"]
    assert list(pages) == ["a.md", "ask.md", "b.md", "c.md"]
    assert (pages["a.md"]["length"], pages["a.md"]["minimum"]) == (1001, 105)
    assert (pages["b.md"]["version"], pages["b.md"]["minimum"]) == ("2026年版", 10)


def test_assessments_and_surveys_with_their_places(tmp_path: Path) -> None:
    site, found = load(tmp_path), payload(tmp_path)
    assert found["assessments"]["final"] == {
        "title": "考",
        "mode": "exam",
        "key": "withheld",
        "grading": "best",
        "revision": site.assessment_revision(site.assessments["final"]),
        "review": {"marks": "after-submit", "key": "after-close", "feedback": "after-submit"},
        "closes": "2026-12-31T23:59:59+08:00",
        "sealed": True,
        "url": "exam/",
    }
    assert found["assessments"]["nowhere"]["url"] is None
    assert found["surveys"] == {
        "after": {"title": "问卷", "url": "c/"},
        "shown": {"title": "问卷", "url": "ask/"},
    }


def test_a_course(tmp_path: Path) -> None:
    site = load(tmp_path)
    [course] = payload(tmp_path)["courses"]
    steps = course.pop("steps")
    assert course == {
        "id": "yearly",
        "title": "年度学习",
        "page": "c.md",
        "type": "继续教育",
        "roles": ["护士"],
        "departments": ["内科"],
        "required": False,
        "requires": ["newcomer"],
        "hours": "3",
        "due": "3 months after start",
        "validFor": "12 months",
        "renewal": "30 days",
        "rules": rules_of(site.courses["yearly"], site),
    }
    assert len(steps) == len(course["rules"]["steps"])
    assert [(s["kind"], s["target"], s["title"], s["url"]) for s in steps] == [
        ("read", "a.md", "甲", "a/#s"),
        ("accept", "b.md", "乙", "b/"),
        ("pass", "final", "考", "exam/"),
        ("pass", "nowhere", "测", None),
        ("practise", "转诊", "转诊", "my-practice/"),
        ("attend", "讲座", "讲座", "c/"),
        ("survey", "after", "问卷", "c/"),
        ("survey", "shown", "问卷", "ask/"),
        ("read", "gone.md", "gone.md", None),
    ]
    assert [(s["optional"], s["count"], s["hours"], s["evidence"]) for s in steps[4:7]] == [
        (False, 1, "", ""),
        (False, None, "2", "签到表"),
        (True, None, "", ""),
    ]


def test_a_withheld_item_is_not_among_those_to_practise(tmp_path: Path) -> None:
    [course] = payload(tmp_path)["courses"]
    assert course["rules"]["steps"][4]["items"] == []


def test_changes_and_the_plan(tmp_path: Path) -> None:
    files = {
        "content/new.md": (
            "---\ntitle: 新规\neffective: 2026-09-01\nchange:\n  announced: 2026-08-01\n"
            "  pages: [a.md#s, a.md]\n  items: [fire/a]\n---\n"
        ),
        "data/plan.yml": (
            "title: 计划\nfirst_month: 4\nmonths:\n  - {month: 1, theme: 报警, page: other.md}\n"
        ),
    }
    write_site(tmp_path, files)
    found = payload(tmp_path)
    assert found["changes"] == [
        {
            "path": "new.md",
            "url": "new/",
            "title": "新规",
            "announced": "2026-08-01",
            "effective": "2026-09-01",
            "pages": ["a.md"],
            "items": ["fire/a"],
        }
    ]
    assert found["plan"] == [{"month": 4, "course": "plan-01", "theme": "报警", "url": "other/"}]
