from datetime import date
from pathlib import Path

from site_folder import faults, write_site

from coursemark.loading.registers import read_registers
from coursemark.loading.site import load_site
from coursemark.model import SiteConfig
from coursemark.render.views import render_view

CONFIG = SiteConfig(id="https://fire.example/", title="消防")

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


def test_a_path_that_nobody_walks(tmp_path: Path) -> None:
    def path(length: int) -> dict[str, str]:
        way = "".join(
            f"    - {{id: q{n}, text: 问, answers: [{{text: 是, next: q{n + 1}}}]}}\n"
            for n in range(1, length)
        )
        data = (
            f"decisions:\n- id: way\n  title: 怎么办\n  questions:\n{way}"
            f"    - {{id: q{length}, text: 问, answers: [{{text: 是, outcome: pay}}]}}\n"
            "  outcomes:\n    - {id: pay, title: 退, basis: 第一条, page: p.md}\n"
        )
        return {"data/decisions.yml": data, "content/p.md": "# 页\n"}

    assert faults(tmp_path, path(101), "too-many-items") == [
        "data/decisions.yml:5:5: 错误: questions 超过 100 条；请分开或删减 [too-many-items]"
    ]
    assert faults(tmp_path, path(100)) == []
    html = render_view(
        "decision-path\nid: way", load_site(tmp_path, CONFIG).site, date(2026, 11, 22), "p.md"
    )
    assert html.count("<details") == 100
