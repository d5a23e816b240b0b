from pathlib import Path

from site_folder import bank, true_false
from view_page import shown

COURSE = (
    "---\nkind: course\nroles: [护士]\ncourse: {id: c, roles: [护士], steps: [read: a.md]}\n---\n"
)
FILES = {
    "content/a.md": "---\ntitle: 甲\nkind: guide\nroles: [护士]\n---\n",
    "content/b.md": "---\ntitle: 乙\nkind: guide\nroles: [全员]\n---\n",
    "content/c.md": COURSE,
    "quizzes/banks/fire.yml": bank(
        true_false("a", "roles: [医保办]"), true_false("b"), true_false("c", "status: draft")
    ),
}


def test_sums_and_marks_of_each_role(tmp_path: Path) -> None:
    html = shown(tmp_path, FILES, "coverage-by-role")

    for row in (
        "页面（含全员）</th><td>3</td><td>1</td>",
        "其中点名本岗位</th><td>2</td><td>0</td>",
        "必修课程</th><td>1</td><td>0</td>",
        "可用题目（含全员）</th><td>1</td><td>2</td>",
        '甲</a></th><td><span title="点名本岗位">●</span></td><td></td>',
        '乙</a></th><td><span title="全员">○</span></td><td><span title="全员">○</span></td>',
    ):
        assert row in html
    assert "<summary>流程指南　2 页</summary>" in html
