"""The versions of assessments and items that a period's attempts met, as they were then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from coursemark.loading.history import Commit, commits, quizzes_at
from coursemark.model import Assessment, Item, Site, in_revision
from coursemark.report.attempts import Attempt

Key = tuple[str, str]
"""Id and revision."""


@dataclass
class Met:
    """One version of an assessment as attempts met it."""

    assessment: str
    revision: str
    attempts: int = 0
    learners: set[str] = field(default_factory=set)
    drawn: Counter[Key] = field(default_factory=Counter)
    """Leaf items and their revisions to the attempts that had them."""


@dataclass(frozen=True)
class FoundAssessment:
    """A version of an assessment with the site it stood in."""

    assessment: Assessment
    site: Site
    commit: Commit | None
    """None for the site as it is."""


@dataclass(frozen=True)
class FoundItem:
    """A version of a leaf item, and the item it is part of: itself unless that is a case."""

    leaf: Item
    item: Item
    commit: Commit | None
    before: Item | None = None
    """As it was at the period's end, where its withheld key was corrected since: a revision does
    not tell."""


@dataclass
class Versions:
    """What was found; what is in neither mapping was not."""

    assessments: dict[Key, FoundAssessment] = field(default_factory=dict)
    items: dict[Key, FoundItem] = field(default_factory=dict)
    searched: int = 0
    """Commits that were looked at."""


def met_versions(attempts: Mapping[str, Iterable[Attempt]]) -> list[Met]:
    """By assessment and revision, in the order of their ids."""
    found: dict[Key, Met] = {}
    for learner, own in sorted(attempts.items()):
        for attempt in own:
            key = (attempt.assessment, attempt.revision)
            met = found.setdefault(key, Met(*key))
            met.attempts += 1
            met.learners.add(learner)
            met.drawn.update(_items(attempt))
    return [found[key] for key in sorted(found)]


def find_versions(site: Site, root: Path, met: Iterable[Met], end: date) -> Versions:
    """Every version from the site as it is, else from its git history, newest commit first.

    `end`: the period's last day.
    """
    asked = list(met)
    assessments = {(m.assessment, m.revision) for m in asked if m.revision}
    items = {key for m in asked for key in m.drawn if key[1]}
    found = Versions()
    _take(found, site, None, assessments, items)
    history = commits(root, site.config.quizzes)
    for commit in history:
        if not assessments and not items:
            break
        found.searched += 1
        older = quizzes_at(root, site.config, commit.id)
        if older is not None:
            _take(found, older, commit, assessments, items)
    _note_corrected_keys(found, site, root, [c for c in history if c.day <= end.isoformat()])
    return found


def _note_corrected_keys(found: Versions, site: Site, root: Path, until: Sequence[Commit]) -> None:
    """Looks at the last commit of the period for withheld keys that were others then."""
    withheld = [key for key, one in found.items.items() if one.leaf.withheld]
    then = quizzes_at(root, site.config, until[0].id) if withheld and until else None
    if then is None:
        return
    for key in withheld:
        leaf = then.leaves.get(key[0])
        before = leaf and in_revision(leaf, key[1])
        if before and before.revision == key[1] and before.key != found.items[key].leaf.key:
            found.items[key] = replace(found.items[key], before=before)


def _take(
    found: Versions, site: Site, commit: Commit | None, assessments: set[Key], items: set[Key]
) -> None:
    """Moves what this version of the site has from the wanted to the found."""
    for id_, revision in list(assessments):
        assessment = site.assessments.get(id_)
        if assessment and revision in (site.assessment_revision(assessment), assessment.revision):
            found.assessments[id_, revision] = FoundAssessment(assessment, site, commit)
            assessments.discard((id_, revision))
    for id_, revision in list(items):
        leaf = site.leaves.get(id_)
        form = leaf and in_revision(leaf, revision)
        if form and form.revision == revision:
            found.items[id_, revision] = FoundItem(form, _owner(site, id_, form), commit)
            items.discard((id_, revision))


def _owner(site: Site, leaf: str, form: Item) -> Item:
    """The case that a part belongs to, else the leaf itself."""
    case = site.items.get(leaf.rpartition("/")[0])
    return case if case and case.parts else form


def _items(attempt: Attempt) -> set[Key]:
    """What was drawn; of a record without a list, what was answered."""
    drawn = {(each.item, each.revision) for each in attempt.drawn}
    listed = {item for item, _ in drawn}
    answered = {(i, one.entry.revision) for i, one in attempt.answers.items() if i not in listed}
    return drawn | answered
