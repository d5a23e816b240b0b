"""What a site keeps as data beside its pages: one file of the data folder each.

A register is a field of `Registers`; the file is `data/<field>.yml`, with hyphens for underscores.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from coursemark.model.references import Reference
from coursemark.model.registers.agreement import Deadline, OwnAgreement, Successor
from coursemark.model.registers.campaigns import Campaign, Evidence
from coursemark.model.registers.checklists import Checklist, ChecklistItem
from coursemark.model.registers.clauses import Agreement, Clause, Clauses, ClauseVersion
from coursemark.model.registers.competences import Competence
from coursemark.model.registers.decisions import Answer, Decision, DecisionQuestion, Outcome
from coursemark.model.registers.documents import AgreementDocument
from coursemark.model.registers.facts import Fact
from coursemark.model.registers.glossary import Term, is_word
from coursemark.model.registers.monitoring import WatchedSource
from coursemark.model.registers.plan import Plan, PlanMonth
from coursemark.model.registers.publicity import Activity
from coursemark.model.registers.questions import OpenQuestion


@dataclass(frozen=True)
class Registers:
    """The data files of a site; each is empty where the site has none."""

    agreement: OwnAgreement | None = None
    campaigns: tuple[Campaign, ...] = ()
    checklists: tuple[Checklist, ...] = ()
    clauses: Clauses = field(default_factory=Clauses)
    competences: tuple[Competence, ...] = ()
    decisions: tuple[Decision, ...] = ()
    documents: tuple[AgreementDocument, ...] = ()
    facts: tuple[Fact, ...] = ()
    glossary: tuple[Term, ...] = ()
    monitoring: tuple[WatchedSource, ...] = ()
    plan: Plan = field(default_factory=Plan)
    publicity: tuple[Activity, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()

    references: tuple[Reference, ...] = ()
    """All that the registers name, in the order of the files."""


__all__ = [
    "Activity",
    "Agreement",
    "AgreementDocument",
    "Answer",
    "Campaign",
    "Checklist",
    "ChecklistItem",
    "Clause",
    "ClauseVersion",
    "Clauses",
    "Competence",
    "Deadline",
    "Decision",
    "DecisionQuestion",
    "Evidence",
    "Fact",
    "OpenQuestion",
    "Outcome",
    "OwnAgreement",
    "Plan",
    "PlanMonth",
    "Reference",
    "Registers",
    "Successor",
    "Term",
    "WatchedSource",
    "is_word",
]
