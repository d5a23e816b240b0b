from __future__ import annotations

from pathlib import Path

from view_page import shown


def test_each_with_what_it_is_about(tmp_path: Path) -> None:
    files = {
        "content/a.md": "---\naudience: 患者\ndescription: 带<本人>凭证\n---\n# 看病\n",
        "content/b.md": "---\naudience: 患者\n---\n# 报销\n",
        "content/c.md": "---\naudience: 职工\n---\n# 内部\n",
        "content/p.md": "---\naudience: 患者\n---\n# 须知\n\n```view\npatient-pages\n```\n",
    }
    assert shown(tmp_path, files, "patient-pages") == (
        '<ul class="cm-patient-pages">'
        '<li><a href="page:a.md"><strong>看病</strong><span>带&lt;本人&gt;凭证</span></a></li>'
        '<li><a href="page:b.md"><strong>报销</strong></a></li></ul>'
    )


def test_none(tmp_path: Path) -> None:
    files = {"content/p.md": "# 须知\n"}
    assert shown(tmp_path, files, "patient-pages") == "<p>还没有患者须知。</p>"
