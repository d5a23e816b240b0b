"""A decision path as nested folds: each answer opens the next question or what follows.

A question that several answers lead to stands under the first of them; the others lead there.
"""

from __future__ import annotations

from html import escape

from coursemark.model.registers import Answer, Decision, Outcome
from coursemark.render.links import page_link
from coursemark.render.views import ViewContext

LINES = (
    ("协议", "contract"),
    ("行政", "administrative"),
    ("刑事", "criminal"),
    ("本人", "personal"),
    ("现在做", "action"),
    ("依据", "basis"),
)


def render(view: ViewContext) -> str:
    wanted = view.options["id"]
    decision = next((d for d in view.site.registers.decisions if d.id == wanted), None)
    if decision is None or not decision.questions:
        return ""  # reported by broken-reference, and while reading
    path = _Path(decision)
    return f'<section class="cm-path" data-path>{path.question(decision.questions[0].id)}</section>'


class _Path:
    """The path under rendering."""

    def __init__(self, decision: Decision) -> None:
        self.decision = decision
        self.shown: set[str] = set()

    def question(self, id: str) -> str:
        question = self.decision.question_by_id.get(id)
        if question is None:
            return ""  # reported by dead-end
        anchor = escape(f"path-{self.decision.id}-{id}")
        if id in self.shown:
            return f'<p>接着看：<a href="#{anchor}">{escape(question.text)}</a></p>'
        self.shown.add(id)
        note = f'<p class="cm-path__note">{escape(question.note)}</p>' if question.note else ""
        answers = "".join(self.answer(answer) for answer in question.answers)
        return (
            f'<div class="cm-path__question" id="{anchor}">'
            f"<p><strong>{escape(question.text)}</strong></p>{note}{answers}</div>"
        )

    def answer(self, answer: Answer) -> str:
        outcome = self.decision.outcome_by_id.get(answer.outcome)
        inner = _outcome(outcome) if outcome else self.question(answer.next)
        return (
            f'<details class="cm-fold cm-path__answer"><summary>{escape(answer.text)}</summary>'
            f"{inner}</details>"
        )


def _outcome(outcome: Outcome) -> str:
    told = "".join(
        f"<div><dt>{name}</dt><dd>{escape(getattr(outcome, line))}</dd></div>"
        for name, line in LINES
        if getattr(outcome, line)
    )
    more = page_link(outcome.page, "详细说明")
    return (
        f'<div class="cm-path__outcome"><p><strong>{escape(outcome.title)}</strong></p>'
        f"<dl>{told}</dl><p>{more}</p></div>"
    )
