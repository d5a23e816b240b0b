from pathlib import Path

from site_folder import bank, true_false
from view_page import shown

FACTS = """
    facts:
      - {id: A-1, topic: 甲}
      - {id: A-2, topic: 甲}
      - {id: A-3, topic: 甲}
"""


def test_gaps(tmp_path: Path) -> None:
    files = {
        "data/facts.yml": FACTS,
        "content/q.md": "---\nkind: policy\nfacts: [A-1, A-2]\n---\n# 页\n",
        "content/r.md": "---\nkind: guide\n---\n# 无题\n",
        "quizzes/banks/b.yml": bank(
            true_false("a", "source: q.md", "facts: [A-1]"),
            true_false("b", "source: q.md", "facts: [A-3]"),
        ),
    }
    html = shown(tmp_path, files, "coverage")
    assert "事实 3 条：有页面的 2 条，有题目的 2 条。" in html
    assert '<summary>没有页面的事实：1</summary><ul class="cm-columns"><li>A-3</li></ul>' in html
    assert '有页面、没有题目的事实：1</summary><ul class="cm-columns"><li>A-2</li></ul>' in html
    assert 'b/b：A-3（<a href="page:q.md">页</a>）' in html
    assert "没有题目的页面：1</summary>" in html
    assert '<ul class="cm-columns"><li><a href="page:r.md">无题</a>' in html
