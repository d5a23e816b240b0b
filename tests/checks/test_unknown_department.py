from __future__ import annotations

from pathlib import Path

from site_folder import TODAY, write_site

from coursemark.checks.unknown_department import check
from coursemark.loading.site import load_site
from coursemark.model import SiteConfig

COURSE = """
    ---
    kind: course
    course:
      id: c
      departments: [全院, 收费科, 内科, 后勤]
      steps: [read: c.md]
    ---
"""


def found(root: Path, *departments: str) -> list[str]:
    write_site(root, {"content/c.md": COURSE})
    config = SiteConfig(id="https://fire.example/", title="消防", departments=departments)
    return [str(problem) for problem in check(load_site(root, config).site, TODAY)]


def test_nearly_a_department(tmp_path: Path) -> None:
    assert found(tmp_path, "内科", "收费处") == [
        "content/c.md:5:16: 警告: 课程 c 的科室 收费科 不在站点的科室里；是不是 收费处？ "
        "[unknown-department]"
    ]


def test_without_a_list_nothing_is_known(tmp_path: Path) -> None:
    assert found(tmp_path) == []
