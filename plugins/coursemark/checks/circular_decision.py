"""Answers of a decision path lead back to a question already asked.

Fails::

    questions:
      - {id: who, text: 谁做的？, answers: [{text: 科室, next: aim}]}
      - {id: aim, text: 为了什么？, answers: [{text: 不清楚, next: who}]}

Passes::

    questions:
      - {id: who, text: 谁做的？, answers: [{text: 科室, next: aim}]}
      - {id: aim, text: 为了什么？, answers: [{text: 不清楚, outcome: ask}]}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from graphlib import CycleError, TopologicalSorter

from coursemark.model import Site
from coursemark.problems import Level, Problem

ID = "circular-decision"
LEVEL: Level = "error"


def check(site: Site, today: date) -> Iterator[Problem]:
    for decision in site.registers.decisions:
        leads = {
            question.id: [a.next for a in question.answers if a.next in decision.question_by_id]
            for question in decision.questions
        }
        try:
            TopologicalSorter(leads).prepare()
        except CycleError as error:
            # The sorter follows what comes before; people read in the direction of the answers.
            way = " → ".join(reversed(error.args[1]))
            first = decision.question_by_id[error.args[1][-1]]
            text = f"路径绕回了问过的问题：{way}；请改掉其中一个 next"
            yield Problem(first.place, ID, text, LEVEL)
