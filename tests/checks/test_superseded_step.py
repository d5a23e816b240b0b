from __future__ import annotations

from pathlib import Path

from site_folder import faults

COURSE = "---\nkind: course\ncourse:\n  id: start\n  steps:\n    - read: {}.md\n---\n"


def site(page: str) -> dict[str, str]:
    return {
        "content/course.md": COURSE.format(page),
        "content/old.md": "---\nsuperseded_by: new.md\n---\n# 旧\n",
        "content/new.md": "# 新\n",
    }


def test_step_to_a_replaced_page(tmp_path: Path) -> None:
    assert faults(tmp_path, site("old")) == [
        "content/course.md:6:13: 警告: 学习步骤的页面 old.md 已被 new.md 取代，"
        "不再计入课程《course》；请换成新页面 [superseded-step]"
    ]


def test_step_to_the_new_page(tmp_path: Path) -> None:
    assert faults(tmp_path, site("new")) == []


def test_the_new_page_is_not_in_force_yet(tmp_path: Path) -> None:
    files = site("old") | {"content/new.md": "---\neffective: 2027-01-01\n---\n# 新\n"}

    assert faults(tmp_path, files) == [
        "content/course.md:6:13: 警告: 学习步骤的页面 old.md 已被 new.md 取代，"
        "届时不再计入课程《course》；请换成新页面 [superseded-step]"
    ]
