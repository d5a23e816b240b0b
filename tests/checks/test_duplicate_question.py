from pathlib import Path

from site_folder import faults

PAGE = "---\nkind: faq\n---\n# 问\n\n## {} {{ #{} }}\n\n答。\n"


def test_the_same_question_on_two_pages(tmp_path: Path) -> None:
    files = {
        "content/p.md": PAGE.format("忘带卡，还能用医保吗？", "a"),
        "content/q.md": PAGE.format("忘带卡还能用医保？", "b"),
        "content/r.md": PAGE.format("忘带证，还能用医保吗？", "c"),
    }
    assert faults(tmp_path, files, "duplicate-question") == [
        "content/q.md:6:1: 错误: 这个问题在 p.md 第 6 行已有统一口径；"
        "请只留一处，另一处用 view 块 answer 引用 [duplicate-question]"
    ]
