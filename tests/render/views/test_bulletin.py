from pathlib import Path

import change_files
import plan_files
from view_page import shown

FAQ = (
    "---\ntitle: {0}问\nkind: faq\nreviewed: 2026-11-02\n---\n# 问\n\n"
    "## {0}要先报警吗？ {{ #call }}\n\n要，先报警。\n\n再疏散。\n\n"
    "## {0}然后呢？ {{ #then }}\n\n走楼梯。\n"
)
FILES = {
    **change_files.FILES,
    **plan_files.FILES,
    "content/faq/a.md": FAQ.format("楼里"),
    "content/faq/b.md": FAQ.format("车里"),
    "content/old.md": "---\nkind: guide\nreviewed: 2026-10-02\n---\n# 旧\n",
}


def test_the_month_of_the_build(tmp_path: Path) -> None:
    html = shown(tmp_path, FILES, "bulletin")

    assert "<span>2026年11月</span>" in html
    assert "changes/a.md" in html
    assert "changes/b.md" not in html
    assert "<strong>报警&lt;b&gt;</strong>" in html
    assert "<p>常见问题 2 页。</p>" in html


def test_questions_of_each_page_in_turn_with_the_official_answer(tmp_path: Path) -> None:
    html = shown(tmp_path, FILES, "bulletin")

    found = [html.index(text) for text in ("楼里要先", "车里要先", "楼里然后", "车里然后")]
    assert found == sorted(found)
    assert '<dt><a href="page:faq/a.md#call">楼里要先报警吗？</a></dt><dd>要，先报警。</dd>' in html


def test_another_month(tmp_path: Path) -> None:
    html = shown(tmp_path, FILES, "bulletin\nmonth: 2026-10")

    assert "<p>本月没有登记新的变动。最近的一项：</p>" in html
    assert "changes/b.md" in html
    assert "<p>流程指南 1 页。</p>" in html


def test_before_there_was_any_change(tmp_path: Path) -> None:
    assert "<p>本月没有登记政策变动。</p>" in shown(tmp_path, FILES, "bulletin\nmonth: 2026-01")


def test_what_is_no_month(tmp_path: Path) -> None:
    assert shown(tmp_path, FILES, "bulletin\nmonth: 十月") == (
        '<p class="cm-fault">month 的值 十月 不是月份；请写成 2026-11 的样子</p>'
        + f'<div class="cm-view" data-view="bulletin">{shown(tmp_path, FILES, "bulletin")}'
    )
