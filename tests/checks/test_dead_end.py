from pathlib import Path

from site_folder import faults

DATA = """
    decisions:
      - id: way
        title: 怎么办
        questions:
          - id: who
            text: 谁？
            answers:
              - {text: 甲, next: why}
              - {text: 乙, outcome: pay}
          - {id: why, text: 为何？, answers: [{text: 丙, outcome: pay}]}
        outcomes:
          - {id: pay, title: 退, basis: 第一条, page: p.md}
"""
PAGE = {"content/p.md": "# 页\n"}


def test_answers_that_lead_nowhere(tmp_path: Path) -> None:
    data = (
        DATA.replace("next: why", "next: wy")
        .replace("乙, outcome: pay", "乙, outcome: pays")
        .replace("丙, outcome: pay}]", "丙, next: who, outcome: pay}, {text: 丁}]")
        .replace(
            "        outcomes:", "          - {id: x, text: 空？, answers: []}\n        outcomes:"
        )
    )
    assert faults(tmp_path, PAGE | {"data/decisions.yml": data}, "dead-end") == [
        "data/decisions.yml:8:13: 错误: 回答 甲 指向的问题 wy 不存在；是不是 why？ [dead-end]",
        "data/decisions.yml:9:13: 错误: 回答 乙 指向的结果 pays 不存在；是不是 pay？ [dead-end]",
        "data/decisions.yml:10:40: 错误: 回答 丙 同时写了 next 和 outcome；请只留一个 [dead-end]",
        "data/decisions.yml:10:76: 错误: 回答 丁 没有下文；请写 next（下一个问题）或 "
        "outcome（结果） [dead-end]",
        "data/decisions.yml:11:9: 错误: 问题 x 没有回答，走不下去；请补上 answers [dead-end]",
    ]


def test_a_sound_path(tmp_path: Path) -> None:
    assert faults(tmp_path, PAGE | {"data/decisions.yml": DATA}) == []


def test_a_question_or_outcome_with_a_fault_is_reported_where_it_stands(tmp_path: Path) -> None:
    data = DATA.replace("text: 为何？, ", "").replace("basis: 第一条, ", "")
    assert faults(tmp_path, PAGE | {"data/decisions.yml": data}) == [
        "data/decisions.yml:10:9: 错误: 第 2 个问题没有 text；请补上 text: [missing-field]",
        "data/decisions.yml:12:9: 错误: 第 1 个结果没有 basis；请补上 basis: [missing-field]",
    ]
