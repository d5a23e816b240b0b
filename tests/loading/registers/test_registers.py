"""The data folder as such."""

from pathlib import Path

from site_folder import faults

TERM = "{id: a, term: 乙类, definition: 先自付}"


def test_what_is_wrong_with_a_list(tmp_path: Path) -> None:
    data = f"terms:\n  - {TERM}\n  - {TERM}\n  - {{id: b, term: 甲}}\n  - 丙\n"
    assert faults(tmp_path, {"data/glossary.yml": data}) == [
        "data/glossary.yml:3:10: 错误: 术语编号 a 在第 2 行已用过；请换一个编号 [duplicate-id]",
        "data/glossary.yml:4:5: 错误: 第 3 个术语没有 definition；请补上 definition: "
        "[missing-field]",
        "data/glossary.yml:5:5: 错误: 第 4 个术语应由“键: 值”组成，这里是一段文字；请改正 "
        "[wrong-type]",
    ]


def test_no_list(tmp_path: Path) -> None:
    assert faults(tmp_path, {"data/glossary.yml": "terms: 乙类"}) == [
        "data/glossary.yml:1:8: 错误: terms 应是列表，这里是一段文字；请用“- ”逐条写 [wrong-type]"
    ]


def test_files_that_are_no_registers(tmp_path: Path) -> None:
    files = {"data/glosary.yml": "terms: []\n", "data/README.md": "说明"}
    [line] = faults(tmp_path, files)
    assert line == ("data/glosary.yml:1:1: 警告: 文件没有读取；是不是 glossary.yml？ [unread-file]")


def test_personal_data(tmp_path: Path) -> None:
    files = {
        "data/glossary.yml": "terms: [{id: a, term: 乙, definition: 打13800138000}]",
        "content/p.md": "# 页\n\n证号 11010519491231002X，电话 12393。\n",
    }
    said = "站点不能出现个人信息，请删去，或改成“×” [personal-data]"
    assert faults(tmp_path, files, "personal-data") == [
        f"content/p.md:3:4: 错误: 这里像是身份证号；{said}",
        f"data/glossary.yml:1:39: 错误: 这里像是手机号；{said}",
    ]


def test_a_term_that_stands_there_twice(tmp_path: Path) -> None:
    data = f"terms:\n  - {TERM}\n  - {{id: b, term: 乙类, definition: 又一条}}\n"
    assert faults(tmp_path, {"data/glossary.yml": data}) == [
        "data/glossary.yml:3:19: 错误: 术语 乙类 在第 2 行已写过；请合成一条 [duplicate-id]"
    ]


def test_more_than_a_list_may_hold(tmp_path: Path) -> None:
    row = "- {{id: t{0}, term: 词{0}, definition: 义}}\n"
    data = "terms:\n" + "".join(row.format(n) for n in range(5_001))
    assert faults(tmp_path, {"data/glossary.yml": data}) == [
        "data/glossary.yml:2:1: 错误: terms 超过 5000 条；请分开或删减 [too-many-items]"
    ]


def test_a_file_without_what_it_is_for(tmp_path: Path) -> None:
    assert faults(tmp_path, {"data/glossary.yml": "term: 乙类", "data/facts.yml": "- a"}) == [
        "data/facts.yml:1:1: 错误: data/facts.yml 应由“键: 值”组成，这里是列表；请改正 "
        "[wrong-type]",
        "data/glossary.yml:1:1: 错误: data/glossary.yml 没有 term 这个字段；是不是 terms？ "
        "[unknown-field]",
        "data/glossary.yml:1:7: 错误: terms 应是列表，这里是一段文字；请用“- ”逐条写 [wrong-type]",
    ]
