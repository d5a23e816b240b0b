from __future__ import annotations

from datetime import date
from pathlib import Path

from site_folder import faults, write_site

from coursemark.checks import check_site
from coursemark.model import SiteConfig

COURSE = """\
---
kind: course
course:
  id: newcomer
  title: 新人课
  steps:
    - read: old.md
    - read: index.md
---
# 课
"""
OLD = "---\nstatus: historical\nregion: 上海\nexpires: 2026-06-30\n---\n# 旧\n"
FILES = {"content/c.md": COURSE, "content/old.md": OLD, "content/index.md": "# 首页\n"}


def test_after_the_last_day(tmp_path: Path) -> None:
    assert faults(tmp_path, FILES, "expired-step", date(2026, 7, 1)) == [
        "content/c.md:7:13: 警告: 学习步骤的页面 old.md 已于 2026-06-30 失效，"
        "不再计入课程《新人课》；请删去这一步或更新页面 [expired-step]"
    ]


def test_on_the_last_day(tmp_path: Path) -> None:
    assert faults(tmp_path, FILES, "expired-step", date(2026, 6, 30)) == []


def test_the_site_that_is_built_and_reported_on_has_the_step_no_more(tmp_path: Path) -> None:
    write_site(tmp_path, FILES)
    config = SiteConfig(id="https://fire.example/", title="消防学堂")

    def targets(today: date) -> list[str]:
        course = check_site(tmp_path, config, today)[0].courses["newcomer"]
        return [step.target for step in course.steps]

    assert targets(date(2026, 6, 30)) == ["old.md", "index.md"]
    assert targets(date(2026, 7, 1)) == ["index.md"]
