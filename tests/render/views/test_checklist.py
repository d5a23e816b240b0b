from pathlib import Path

from view_page import shown

FILES = {
    "content/p.md": "# 页\n\n## 怎么做 { #do }\n",
    "data/checklists.yml": """
        checklists:
          - id: ward
            title: 病区<自查>
            about: 每月一次
            items:
              - item: 在院
                standard: 都在
                evidence: 床
                owner: 护士
                basis: 第一条
                violation: p.md
                training: p.md#do
    """,
}


def test_a_sheet(tmp_path: Path) -> None:
    html = shown(tmp_path, FILES, "checklist\nid: ward")
    assert html.startswith('<p>每月一次</p><section class="cm-sheet">')
    assert '<p class="cm-sheet__title">病区&lt;自查&gt;</p>' in html
    assert (
        '<td data-label="检查项目">在院<span class="cm-sheet__note">第一条 '
        '<span class="cm-sheet__links"><a href="page:p.md">违规说明</a>　'
        '<a href="page:p.md#do">怎么做</a></span></span></td>'
    ) in html
    assert '<td data-label="结果"><span class="cm-boxes">□ 合格<br>□ 要整改</span></td>' in html
    assert 'href="page:assets/coursemark/tables/checklist-ward.csv"' in html


def test_no_such_sheet(tmp_path: Path) -> None:
    assert shown(tmp_path, FILES, "checklist\nid: none") == ""
