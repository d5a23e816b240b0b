"""Nobody who begins with the first question of a decision path gets to a question or outcome.

Fails::

    questions:
      - {id: who, text: 谁做的？, answers: [{text: 科室, outcome: repay}]}
      - {id: aim, text: 为了什么？, answers: [{text: 骗取, outcome: repay}]}

Passes::

    questions:
      - {id: who, text: 谁做的？, answers: [{text: 科室, next: aim}]}
      - {id: aim, text: 为了什么？, answers: [{text: 骗取, outcome: repay}]}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coursemark.checks.references import register_may_define
from coursemark.model import Site
from coursemark.model.registers import Decision
from coursemark.problems import Level, Problem

ID = "unreachable-question"
LEVEL: Level = "error"


def check(site: Site, today: date) -> Iterator[Problem]:
    if register_may_define(site, "decisions"):
        return
    for decision in site.registers.decisions:
        questions, outcomes = _reached(decision)
        for question in decision.questions:
            if question.id not in questions:
                text = f"从第一个问题走不到问题 {question.id}；请让某个回答的 next 指向它，或删去"
                yield Problem(question.place, ID, text, LEVEL)
        for outcome in decision.outcomes:
            if outcome.id not in outcomes:
                text = f"走不到结果 {outcome.id}；请让某个回答的 outcome 指向它，或删去"
                yield Problem(outcome.place, ID, text, LEVEL)


def _reached(decision: Decision) -> tuple[set[str], set[str]]:
    """Ids of questions and outcomes to which answers lead from the first question on."""
    queue = [question.id for question in decision.questions[:1]]
    questions, outcomes = set(queue), set()
    for id_ in queue:
        for answer in decision.question_by_id[id_].answers:
            outcomes.add(answer.outcome)
            if answer.next in decision.question_by_id and answer.next not in questions:
                questions.add(answer.next)
                queue.append(answer.next)
    return questions, outcomes
