"""`data/decisions.yml`."""

from __future__ import annotations

from coursemark.loading.registers.rows import Rows
from coursemark.loading.schema import Entry, Field, table
from coursemark.model.registers import Answer, Decision, DecisionQuestion, Outcome

MAX_QUESTIONS = 100
"""Of a path: they may all stand within one another, and nobody answers more."""

FIELDS = table(Field("decisions", "node", required=True))

DECISION = table(
    Field("id", "identifier", required=True),
    Field("title", required=True),
    Field("questions", "node", required=True),
    Field("outcomes", "node", required=True),
)

QUESTION = table(
    Field("id", "identifier", required=True),
    Field("text", required=True),
    Field("note"),
    Field("answers", "node", required=True),
)

ANSWER = table(Field("text", required=True), Field("next"), Field("outcome"))

OUTCOME = table(
    Field("id", "identifier", required=True),
    Field("title", required=True),
    Field("contract"),
    Field("administrative"),
    Field("criminal"),
    Field("personal"),
    Field("action"),
    Field("basis", required=True),
    Field("page", required=True, refers="page"),
)


def read(entry: Entry, rows: Rows) -> tuple[Decision, ...]:
    return tuple(
        Decision(
            place=row.place,
            questions=tuple(
                DecisionQuestion(
                    place=question.place,
                    answers=tuple(
                        Answer(place=answer.place, **answer.values)
                        for answer in rows.of(question, "answers", ANSWER, "回答")
                    ),
                    **question.values,
                )
                for question in rows.of(row, "questions", QUESTION, "问题", MAX_QUESTIONS)
            ),
            outcomes=tuple(
                Outcome(place=outcome.place, **outcome.values)
                for outcome in rows.of(row, "outcomes", OUTCOME, "结果")
            ),
            **row.values,
        )
        for row in rows.of(entry, "decisions", DECISION, "路径")
    )
