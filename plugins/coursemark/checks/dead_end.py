"""An answer of a decision path leads nowhere, or to two places at once.

Fails::

    questions:
      - {id: who, text: 谁做的？, answers: [{text: 科室}]}

Passes, with an outcome `repay`::

    questions:
      - {id: who, text: 谁做的？, answers: [{text: 科室, outcome: repay}]}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.checks.references import register_may_define
from coursemark.model import Site
from coursemark.model.registers import Answer, Decision
from coursemark.problems import Level, Problem, did_you_mean

ID = "dead-end"
LEVEL: Level = "error"


def check(site: Site, today: date) -> Iterator[Problem]:
    whole = not register_may_define(site, "decisions")
    for decision in site.registers.decisions:
        for question in decision.questions:
            if not question.answers and whole:
                text = f"问题 {question.id} 没有回答，走不下去；请补上 answers"
                yield Problem(question.place, ID, text, LEVEL)
            for answer in question.answers:
                if fault := _fault(answer, decision, whole):
                    yield Problem(answer.place, ID, fault, LEVEL)


def _fault(answer: Answer, decision: Decision, whole: bool) -> str:
    """What is wrong; `whole` is false when questions and outcomes may be missing for a fault."""
    if answer.next and answer.outcome:
        return f"回答 {answer.text} 同时写了 next 和 outcome；请只留一个"
    if not answer.next and not answer.outcome:
        return f"回答 {answer.text} 没有下文；请写 next（下一个问题）或 outcome（结果）"
    if whole and answer.next and answer.next not in decision.question_by_id:
        remedy = did_you_mean(answer.next, decision.question_by_id) or "；请核对"
        return f"回答 {answer.text} 指向的问题 {answer.next} 不存在{remedy}"
    if whole and answer.outcome and answer.outcome not in decision.outcome_by_id:
        remedy = did_you_mean(answer.outcome, decision.outcome_by_id) or "；请核对"
        return f"回答 {answer.text} 指向的结果 {answer.outcome} 不存在{remedy}"
    return ""
