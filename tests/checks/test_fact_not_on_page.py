from pathlib import Path

from site_folder import bank, faults, true_false


def test_claims_of_the_register(tmp_path: Path) -> None:
    files = {
        "data/facts.yml": "facts: [{id: A-1, topic: 甲}, {id: A-2, topic: 甲}]",
        "content/q.md": "---\nfacts: [A-1]\n---\n# 页\n",
        "quizzes/banks/b.yml": bank(
            true_false("a", "source: q.md", "facts: [A-1, 某法 第一条]"),
            true_false("b", "source: q.md", "facts: [A-2]"),
        ),
    }
    assert faults(tmp_path, files, "fact-not-on-page") == [
        "quizzes/banks/b.yml:16:10: 警告: 出处页 q.md 的 facts 没有 A-2；请核对后补到页首 "
        "[fact-not-on-page]"
    ]
