from __future__ import annotations

from pathlib import Path

from site_folder import bank, faults, true_false


def test_unknown_roles(tmp_path: Path) -> None:
    files = {
        "content/a.md": "---\nroles: [医生]\n---\n# 页\n",
        "quizzes/banks/fire.yml": bank(
            true_false("a"), true_false("b", "roles: 临床医士"), fields="roles: [x护士]\n"
        ),
    }
    assert faults(tmp_path, files, "unknown-role", roles=("临床医师", "护士")) == [
        "content/a.md:2:8: 错误: 没有 医生 这个岗位；可以写 临床医师、护士、全员 [unknown-role]",
        "quizzes/banks/fire.yml:2:8: 错误: 没有 x护士 这个岗位；是不是 护士？ [unknown-role]",
        "quizzes/banks/fire.yml:14:10: 错误: 没有 临床医士 这个岗位；"
        "是不是 临床医师？ [unknown-role]",
    ]


def test_known_roles_and_everybody(tmp_path: Path) -> None:
    files = {"content/a.md": "---\nroles: [护士, 全员]\n---\n# 页\n"}
    assert faults(tmp_path, files, "unknown-role", roles=("临床医师", "护士")) == []


def test_any_role_where_the_site_lists_none(tmp_path: Path) -> None:
    assert faults(tmp_path, {"content/a.md": "---\nroles: [医生]\n---\n# 页\n"}) == []
