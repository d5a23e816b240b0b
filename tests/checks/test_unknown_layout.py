from __future__ import annotations

from pathlib import Path

from site_folder import faults


def found(tmp_path: Path, layouts: str, text: str = "# 带什么\n") -> list[str]:
    files = {"content/p.md": f"---\nprint: {layouts}\n---\n{text}"}
    return faults(tmp_path, files, "unknown-layout")


def test_layouts_with_their_parts(tmp_path: Path) -> None:
    text = "# 带什么\n\n## 六步 { #card }\n\n## 口号 { #poster }\n"
    assert found(tmp_path, "[leaflet, card, poster]", text) == []


def test_a_layout_that_is_not(tmp_path: Path) -> None:
    assert found(tmp_path, "[leaflets]") == [
        "content/p.md:2:8: 错误: print 里的 leaflets 不是打印版式；"
        "是不是 leaflet？ [unknown-layout]"
    ]


def test_a_card_without_its_part(tmp_path: Path) -> None:
    assert found(tmp_path, "[card]") == [
        "content/p.md:2:8: 错误: 要印 card，正文里却没有它的一节；"
        "请在那一节的标题后面写 { #card }，或从 print 里去掉 [unknown-layout]"
    ]
