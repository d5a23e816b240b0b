from pathlib import Path

from site_folder import faults, write_site

from coursemark.loading.registers import read_registers

DECISION = """
    decisions:
      - id: way
        title: 怎么办
        questions:
          - {id: who, text: 谁？, answers: [{text: 我, outcome: pay}]}
        outcomes:
          - {id: pay, title: 退, basis: 第一条, page: p.md, contract: 追回}
"""


def test_what_is_read(tmp_path: Path) -> None:
    write_site(tmp_path, {"data/decisions.yml": DECISION})
    registers, problems = read_registers(tmp_path, "data")
    [decision] = registers.decisions
    assert problems == []
    assert decision.question_by_id["who"].answers[0].outcome == "pay"
    assert decision.outcome_by_id["pay"].contract == "追回"


def test_an_outcome_names_its_page(tmp_path: Path) -> None:
    assert faults(tmp_path, {"data/decisions.yml": DECISION}) == [
        "data/decisions.yml:7:47: 错误: 找不到页面 p.md；请核对 [broken-reference]"
    ]
