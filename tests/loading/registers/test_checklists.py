from pathlib import Path

from site_folder import faults

CHECKLIST = """
    checklists:
      - id: ward
        title: 病区
        roles: [护士]
        items:
          - {item: 在院, standard: 都在, violation: p.md#no, course: none}
          - {item: 没有标准}
"""


def test_what_is_wrong_with_it(tmp_path: Path) -> None:
    files = {"data/checklists.yml": CHECKLIST, "content/p.md": "# 页\n"}
    assert faults(tmp_path, files, roles=("护士",)) == [
        "data/checklists.yml:6:45: 错误: 页面 p.md 没有小节 #no；请核对页面的标题 "
        "[broken-reference]",
        "data/checklists.yml:6:62: 错误: 找不到课程 none；请核对 [broken-reference]",
        "data/checklists.yml:7:9: 错误: 第 2 个检查项没有 standard；请补上 standard: "
        "[missing-field]",
    ]
