from pathlib import Path

from site_folder import faults

TERMS = """
    terms:
      - {id: a, term: 起付线, definition: 先自己付的一段}
      - {id: b, term: 统筹, definition: 统一管}
      - {id: c, term: 统筹基金, definition: 大家的钱}
      - {id: d, term: 门诊, definition: 看病, plain: true}
"""


def said(tmp_path: Path, text: str, audience: str = "患者") -> list[str]:
    page = f"---\naudience: {audience}\n---\n# 页\n\n{text}\n"
    files = {"data/glossary.yml": TERMS, "content/p.md": page}
    return faults(tmp_path, files, "unexplained-term")


def test_unexplained(tmp_path: Path) -> None:
    assert said(tmp_path, "门诊超过起付线才报。") == [
        "content/p.md:6:5: 警告: “起付线”没有解释；请在第一次出现时用括号说明，"
        "例如（先自己付的一段） [unexplained-term]"
    ]


def test_explained(tmp_path: Path) -> None:
    assert said(tmp_path, "起付线（自己先付的）。再说起付线。**统筹基金**是大家的钱。") == []
    assert said(tmp_path, "自己先付的那段（起付线）。统筹基金就是大家的钱。") == []


def test_a_piece_of_a_longer_word_is_not_the_word(tmp_path: Path) -> None:
    longer = "统筹基金是大家的钱。"
    assert said(tmp_path, longer + "再说统筹基金。") == []
    assert [line.split("：")[0] for line in said(tmp_path, longer + "看统筹办法。")] == [
        "content/p.md:6:12: 警告: “统筹”没有解释；请在第一次出现时用括号说明，例如（统一管） "
        "[unexplained-term]"
    ]


def test_pages_for_staff_may_use_it(tmp_path: Path) -> None:
    assert said(tmp_path, "起付线", "职工") == []
