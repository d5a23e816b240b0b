from pathlib import Path

from site_folder import bank, faults, true_false


def test_a_fact_with_a_fault_is_reported_where_it_stands(tmp_path: Path) -> None:
    files = {
        "data/facts.yml": "facts: [{id: A-1, topic: 甲}, {id: A-9}]",
        "content/q.md": "---\nfacts: [A-9]\n---\n# 页\n",
    }
    assert faults(tmp_path, files) == [
        "data/facts.yml:1:30: 错误: 第 2 个事实没有 topic；请补上 topic: [missing-field]"
    ]


def test_ids_that_look_like_those_of_the_register(tmp_path: Path) -> None:
    files = {
        "data/facts.yml": "facts: [{id: A-1, topic: 甲}]",
        "content/q.md": "---\nfacts: [A-1, B-1, A-9]\n---\n# 页\n",
        "quizzes/banks/b.yml": bank(true_false("a", "facts: [某法 第一条]")),
    }
    assert faults(tmp_path, files, "unknown-fact") == [
        "content/q.md:2:8: 错误: 事实清单里没有 A-9；是不是 A-1？ [unknown-fact]"
    ]
