from __future__ import annotations

from pathlib import Path

from site_folder import faults

COURSE = "---\nkind: course\ncourse:\n  id: {}\n  requires: [{}]\n  steps: [{{read: a.md}}]\n---\n"


def site(**requires: str) -> dict[str, str]:
    return {f"content/{id_}.md": COURSE.format(id_, needs) for id_, needs in requires.items()}


def test_a_circle_is_told_once(tmp_path: Path) -> None:
    files = site(a="b", b="c, x", c="a", d="a", x="")
    assert faults(tmp_path, files, "circular-course") == [
        "content/a.md:5:13: 错误: 课程互为先修，永远学不完：a → b → c → a；"
        "请删去其中一个 requires [circular-course]"
    ]


def test_no_circle(tmp_path: Path) -> None:
    assert faults(tmp_path, site(a="", b="a", c="a, b", d="gone, d"), "circular-course") == []
