from pathlib import Path

import change_files
from site_folder import bank, true_false
from view_page import shown

PAGE = "---\ntitle: {}\nkind: {}\nroles: [{}]\n{}---\n"
FILES = {
    **change_files.FILES,
    "content/a.md": PAGE.format("甲<b>", "guide", "护士", "description: 说明\n"),
    "content/all.md": PAGE.format("众", "guide", "全员", ""),
    "content/old.md": PAGE.format("旧", "guide", "护士", "expires: 2026-01-31\n"),
    "content/past.md": PAGE.format("史", "guide", "护士", "status: historical\nregion: 上海\n"),
    "content/other.md": PAGE.format("他", "guide", "医保办", ""),
    "content/c.md": (
        "---\ntitle: 课\nkind: course\ncourse:\n  {id: c, type: 岗位, hours: 2, roles: [护士],"
        " steps: [read: a.md]}\n---\n\n```quiz\nfire/a\nfire/b\n```\n"
    ),
    "quizzes/banks/fire.yml": bank(
        true_false("a", "roles: [护士]", "topics: [报警 电话]"),
        true_false("b", "roles: [医保办]", "topics: [别的]"),
    ),
    "data/clauses.yml": """
        agreements: [{id: a, title: 协议}]
        clauses:
          - {id: one, block: 管理, title: 核验, duty: 核身份, roles: [护士], page: a.md}
          - {id: two, block: 管理, title: 上传, duty: 传数据, roles: [医保办]}
    """,
}


def test_what_one_role_needs(tmp_path: Path) -> None:
    html = shown(tmp_path, FILES, "role\nrole: 护士")

    assert '<li><a href="page:c.md">课</a>　岗位，2 学时</li>' in html
    assert html.index("page:changes/c.md") < html.index("page:changes/b.md")
    assert "<summary>流程指南　2 页</summary>" in html
    assert html.index("甲&lt;b&gt;</a>：说明") < html.index("众")
    assert "<summary>本岗位负责或参与的 1 条</summary>" in html
    assert "核身份" in html
    assert (
        '<a href="page:my-practice.md?topic=%E6%8A%A5%E8%AD%A6%20%E7%94%B5%E8%AF%9D">'
        "报警 电话</a> 1"
    ) in html
    assert '<div data-role-mistakes="护士"></div>' in html
    for foreign in ("旧", "史", "他", "传数据", "别的"):
        assert foreign not in html


def test_a_change_for_others(tmp_path: Path) -> None:
    html = shown(tmp_path, FILES, "role\nrole: 医保办")

    assert "page:changes/a.md" in html
    assert "page:changes/b.md" not in html
