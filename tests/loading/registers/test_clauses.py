from pathlib import Path

from clause_files import CLAUSES, FILES
from site_folder import faults, write_site

from coursemark.loading.registers import read_registers


def test_what_is_read(tmp_path: Path) -> None:
    write_site(tmp_path, {"data/clauses.yml": CLAUSES})
    registers, problems = read_registers(tmp_path, "data")
    clauses = registers.clauses
    identity, upload = clauses.clauses
    assert problems == []
    assert [(a.id, a.label, a.note) for a in clauses.agreements] == [
        ("old", "甲市 2025", ""),
        ("new", "甲市 2026", "缺附件"),
    ]
    assert clauses.blocks == ("服务", "结算")
    assert (identity.roles, identity.page, identity.items) == (
        ("护士", "医保办"),
        "p.md",
        ("fire/a",),
    )
    assert [(v.agreement, v.number, v.differs) for v in identity.versions] == [
        ("old", "第三条", ""),
        ("new", "第四条", "加一本登记"),
    ]
    assert upload.involves("护士")
    assert not identity.involves("药师")


def test_nothing_is_wrong_with_it(tmp_path: Path) -> None:
    assert faults(tmp_path, FILES, roles=("护士", "医保办")) == []


def test_what_it_names_must_exist(tmp_path: Path) -> None:
    wrong = CLAUSES.replace("agreement: old, n", "agreement: older, n").replace(
        "fire/a]", "fire/b]", 1
    )
    assert faults(tmp_path, FILES | {"data/clauses.yml": wrong}, roles=("护士",)) == [
        "data/clauses.yml:9:17: 错误: 找不到岗位 医保办；请核对 [broken-reference]",
        "data/clauses.yml:13:13: 错误: 找不到题目 fire/b；是不是 fire/a？ [broken-reference]",
        "data/clauses.yml:15:21: 错误: 找不到协议 older；是不是 old？ [broken-reference]",
        "data/clauses.yml:21:13: 错误: 找不到岗位 医保办；请核对 [broken-reference]",
    ]


def test_a_clause_of_nobody_and_two_texts_of_one_agreement(tmp_path: Path) -> None:
    data = """
        agreements: [{id: a, title: 甲}]
        clauses:
          - {id: c, block: 部, title: 条, duty: 做, roles: []}
          - {id: d, block: 部, title: 条, duty: 做, roles: "，"}
          - {id: e, block: 部, title: 条, duty: 做, roles: [全员], versions: [
              {agreement: a, text: 一},
              {agreement: a, text: 二}]}
    """
    assert faults(tmp_path, {"data/clauses.yml": data}, "empty-field") == [
        "data/clauses.yml:3:42: 错误: 第 1 个条款的 roles 是空的；请写上内容 [empty-field]",
        "data/clauses.yml:4:42: 错误: 第 2 个条款的 roles 是空的；请写上内容 [empty-field]",
    ]
    assert faults(tmp_path, {}, "duplicate-id") == [
        "data/clauses.yml:7:19: 错误: 条款 e 在协议 a 里的文字第 6 行已写过；请合成一条 "
        "[duplicate-id]"
    ]
