from pathlib import Path

from site_folder import faults

PAGE = "# 页\n\n## 节 { #a }\n"


def test_pages_and_anchors(tmp_path: Path) -> None:
    data = """
        terms:
          - {id: a, term: 甲, definition: 一, page: p.md#a}
          - {id: b, term: 乙, definition: 二, page: q.md}
          - {id: c, term: 丙, definition: 三, page: p.md#b}
    """
    files = {"content/p.md": PAGE, "data/glossary.yml": data}
    assert faults(tmp_path, files, "broken-reference") == [
        "data/glossary.yml:3:43: 错误: 找不到页面 q.md；是不是 p.md？ [broken-reference]",
        "data/glossary.yml:4:43: 错误: 页面 p.md 没有小节 #b；请核对页面的标题 [broken-reference]",
    ]
