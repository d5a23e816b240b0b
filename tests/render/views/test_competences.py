from pathlib import Path

from site_folder import bank, true_false
from view_page import shown

DATA = "competences: [{id: 医学, about: 懂病, basic: 认得}, {id: 政策, about: 懂规定}]"


def test_pages_and_items_by_their_fields(tmp_path: Path) -> None:
    files = {
        "data/competences.yml": DATA,
        "content/q.md": "---\ndomains: [政策]\n---\n# 页\n",
        "quizzes/banks/b.yml": bank(
            true_false("a", "source: q.md"), true_false("b", "domains: [医学]")
        ),
    }
    html = shown(tmp_path, files, "competences")
    assert "<small>懂病</small></th><td>认得</td><td></td><td></td><td>0</td><td>1</td>" in html
    assert "<td></td><td>1</td><td>1</td>" in html
    assert '<li><a href="page:q.md">页</a></li>' in html
