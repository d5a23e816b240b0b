"""Attempts graded again from the bank: the responses count, not what the record claims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import msgspec

from coursemark.days import day_of
from coursemark.grading import Grade, gradable, grade, passes, with_points
from coursemark.model import Assessment, Item, Site, carried, in_revision
from coursemark.report.attempts import Attempt
from coursemark.report.draws import Drawing, Draws
from coursemark.report.merge import Logged
from coursemark.report.times import Fault, check_times
from coursemark.statements import Entry

_REMEMBERED = 50_000
"""Claims whose verdicts are kept."""


class GradedAnswer(msgspec.Struct, frozen=True, gc=False):
    """One leaf of an attempt: graded, or blank."""

    item: str
    revision: str
    grade: Grade
    response: str | None
    """What was graded: the last response of the attempt; None when blank."""
    seconds: float | None = None
    """Spent on it, where the record says so."""


@dataclass(frozen=True)
class GradedAttempt:
    """An attempt with the result that counts."""

    attempt: Attempt
    raw: int
    max: int
    success: bool | None
    """None while an item has no key to grade it by."""
    answers: tuple[GradedAnswer, ...]

    @property
    def points(self) -> tuple[int, int]:
        return self.raw, self.max

    @property
    def scaled(self) -> int | None:
        """Hundredths of a percent."""
        if self.success is None or not self.max:
            return None
        return (20_000 * self.raw + self.max) // (2 * self.max)


class _Leaf(msgspec.Struct, frozen=True, gc=False):
    """What there is to answer at a place of an attempt, with the points of the place."""

    id: str
    points: int
    revision: str
    blank: Grade
    """When it was not answered."""
    gradable: bool


class _Verdict(msgspec.Struct, frozen=True, gc=False):
    """What a response earns, and what is wrong with what its statement claims."""

    grade: Grade
    gradable: bool
    fault: str = ""
    """Kind; empty when nothing is wrong."""
    text: str = ""

    @property
    def current(self) -> bool:
        """Whether the answer was to the current revision."""
        return self.fault != "outdated-item"


_Claim = tuple[str, str, str | None, int | None, int | None, bool | None, int | None]
"""Item, revision, response, points, most points and success of an answer, and the points that the
place gives."""


class Regrader:
    """Grades for one site; definitions with an assessment's points are kept."""

    def __init__(self, site: Site, as_of: date) -> None:
        self._site = site
        self._as_of = as_of
        self._draws = Draws(site)
        self._weighted: dict[tuple[str, int | None], tuple[_Leaf, ...]] = {}
        self._verdicts: dict[_Claim, _Verdict] = {}
        self._revisions: dict[str, str] = {}

    @cached_property
    def owners(self) -> dict[str, str]:
        """Leaf to the item it belongs to, by id."""
        return {leaf.id: item.id for item in self._site.items.values() for leaf in item.leaves}

    @cached_property
    def modes(self) -> dict[str, dict[str, str]]:
        """Assessments by id, as `statements.is_practice` asks for them."""
        return {one.id: {"mode": one.mode} for one in self._site.assessments.values()}

    def revision(self, leaf: str) -> str:
        """Of an item the bank holds, as it is."""
        return self._site.leaves[leaf].revision

    def attempt(self, attempt: Attempt, assessment: Assessment, fault: Fault) -> GradedAttempt:
        """The attempt graded by the current bank and rules."""
        current = attempt.revision in ("", self._revision_of(assessment))
        late = attempt.close() if assessment.mode == "exam" else []
        if late:
            text = f"测评 {assessment.id} 交卷之后还有 {len(late)} 条作答，没有计入"
            fault(late[0], "implausible-time", text)
        drawing = self._drawing(attempt, assessment, strict=current)
        if not current:
            text = f"测评 {assessment.id} 的规则在作答后改过{_sizes(drawing)}"
            fault(attempt.anchor, "outdated-assessment", text)
        if drawing.missing:
            text = (
                f"抽题清单比测评 {assessment.id} 的要求少 {drawing.missing} 题，缺的按 0 分计"
                "（记录被改动，或题库在作答后加了题）"
            )
            fault(attempt.anchor, "incomplete-attempt", text)
        if drawing.extra:
            listed = "、".join(drawing.extra[:5])
            text = f"测评 {assessment.id} 不会抽到 {listed}，没有计分"
            fault(attempt.anchor, "incomplete-attempt", text)
        if drawing.retagged:
            listed = "、".join(drawing.retagged[:5])
            text = (
                f"按现在的标签，测评 {assessment.id} 抽不到 {listed}，照常计分"
                "（题目的标签或有效期在作答后改过，或记录被改动）"
            )
            fault(attempt.anchor, "incomplete-attempt", text)
        graded, verdicts = self._graded(attempt, assessment, drawing)
        self._compare(graded, verdicts, current, fault)
        check_times(attempt, assessment, len(graded.answers), fault)
        return graded

    def answer(self, answer: Logged, fault: Fault) -> Grade | None:
        """One answer held against its claim; None when the bank has no such item."""
        verdict = self._verdict(answer.entry)
        if verdict is None:
            fault(answer, "unknown-item", f"题库里没有题目 {answer.entry.target}")
            return None
        if verdict.fault:
            fault(answer, verdict.fault, verdict.text)
        return verdict.grade

    def right(self, entry: Entry) -> bool:
        """Whether a response is right by the bank of today; nobody is blamed for it."""
        verdict = self._verdict(entry)
        return verdict is not None and verdict.grade.success is True

    def _verdict(self, entry: Entry, points: int | None = None) -> _Verdict | None:
        """Of an answer, for the points of a place or the item's own; None without such an item.

        Many learners claim the same.
        """
        claim = (
            entry.target,
            entry.revision,
            entry.response,
            entry.raw,
            entry.max,
            entry.success,
            points,
        )
        found = self._verdicts.get(claim)
        if found is None:
            leaf = self._site.leaves.get(entry.target)
            if leaf is None:
                return None
            if len(self._verdicts) >= _REMEMBERED:
                self._verdicts.clear()
            found = _judged(in_revision(leaf, entry.revision), entry, points)
            self._verdicts[claim] = found
        return found

    def _revision_of(self, assessment: Assessment) -> str:
        if assessment.id not in self._revisions:
            self._revisions[assessment.id] = self._site.assessment_revision(assessment)
        return self._revisions[assessment.id]

    def _drawing(self, attempt: Attempt, assessment: Assessment, *, strict: bool) -> Drawing:
        drawn = [each.item for each in attempt.drawn]
        if not drawn:
            drawn = [*self._draws.literal(assessment), *attempt.answers]
        owners = [self.owners.get(i, i) for i in drawn]
        moment = attempt.started if attempt.started is not None else attempt.ended
        day = day_of(moment) if moment is not None else self._as_of
        return self._draws.drawing(assessment, owners, day, strict=strict)

    def _graded(
        self, attempt: Attempt, assessment: Assessment, drawing: Drawing
    ) -> tuple[GradedAttempt, dict[str, _Verdict]]:
        """The attempt, and the verdicts on its answers by item."""
        answers: list[GradedAnswer] = []
        verdicts: dict[str, _Verdict] = {}
        raw = most = 0
        pending = False
        for unit in drawing.units:
            if unit.item is None:
                most += unit.points or 0
                continue
            for leaf in self._leaves(unit.item, unit.points):
                given = attempt.answers.get(leaf.id)
                verdict = self._verdict(given.entry, leaf.points) if given else None
                if given is None or verdict is None:
                    revision = attempt.drawn_revision(leaf.id) or leaf.revision
                    grade, gradable = leaf.blank, leaf.gradable
                    answers.append(GradedAnswer(leaf.id, revision, grade, None))
                else:
                    entry = given.entry
                    revision = entry.revision or attempt.drawn_revision(leaf.id) or leaf.revision
                    grade, gradable = verdict.grade, verdict.gradable
                    answers.append(
                        GradedAnswer(leaf.id, revision, grade, entry.response, entry.seconds)
                    )
                    verdicts[leaf.id] = verdict
                raw, most = raw + (grade.raw or 0), most + grade.max
                pending = pending or not gradable
        success = None if pending else passes(raw, most, assessment.pass_mark)
        return GradedAttempt(attempt, raw, most, success, tuple(answers)), verdicts

    def _leaves(self, item: Item, points: int | None) -> tuple[_Leaf, ...]:
        """What is answered one by one, when a rule gives the item these points."""
        key = (item.id, points)
        if key not in self._weighted:
            whole = with_points(item.definition, points)
            self._weighted[key] = tuple(
                _Leaf(
                    definition["id"],
                    definition["points"],
                    self.revision(definition["id"]),
                    grade(definition, None),
                    gradable(definition),
                )
                for definition in whole.get("parts", (whole,))
            )
        return self._weighted[key]

    def _compare(
        self, graded: GradedAttempt, verdicts: Mapping[str, _Verdict], current: bool, fault: Fault
    ) -> None:
        """Claims against what was graded; an answer to an older revision claims nothing."""
        attempt = graded.attempt
        for item, answer in attempt.answers.items():
            verdict = verdicts.get(item)
            if verdict is None:
                if item not in self.owners:
                    fault(answer, "unknown-item", f"题库里没有题目 {item}，按 0 分计")
            elif verdict.fault:
                fault(answer, verdict.fault, verdict.text)
                current = current and verdict.current
        for drawn in attempt.drawn:
            if drawn.item not in self.owners and drawn.item not in attempt.answers:
                text = f"抽到的题目 {drawn.item} 已不在题库，按 0 分计"
                fault(attempt.anchor, "unknown-item", text)
        outcome = attempt.outcome
        if outcome is None or outcome.entry.kind == "completed" or graded.success is None:
            return
        claimed = outcome.entry
        said = claimed.kind == "passed"
        if said and not attempt.answers:
            text = "自报通过，但没有作答可以核对，按未通过计"
            fault(outcome, "score-mismatch", text)
            return
        same = said == graded.success
        if same and (not current or _same_share(claimed, *graded.points)):
            return
        own = f"{_points(graded.raw)}/{_points(graded.max)} {_result(graded.success)}"
        why = "" if current else "（题目或规则在作答后改过）"
        text = f"自报 {_claim(claimed.raw, claimed.max)} {_result(said)}，重新判分为 {own}{why}"
        fault(outcome, "score-mismatch", text)


def _judged(leaf: Item, entry: Entry, points: int | None) -> _Verdict:
    """The verdict on an answer to an item in the letters of the revision that was met."""
    definition = with_points(leaf.definition, points)
    graded = grade(definition, _given(leaf, entry))
    known = gradable(definition)
    if entry.revision and entry.revision != leaf.revision:
        return _Verdict(graded, known, "outdated-item", leaf.id)
    if graded.pending:
        return _Verdict(graded, known)
    raw, most = graded.raw or 0, graded.max
    differs = entry.success is not None and entry.success != bool(graded.success)
    if not differs and _same_share(entry, raw, most):
        return _Verdict(graded, known)
    own = f"{_points(raw)}/{_points(most)} {_right(bool(graded.success))}"
    said = f"{_claim(entry.raw, entry.max)} {_right(entry.success)}"
    text = f"{leaf.id} 自报 {said}，重新判分为 {own}"
    return _Verdict(graded, known, "score-mismatch", text)


def _sizes(drawing: Drawing) -> str:
    """What the rules of today would ask for, where that is another number of items."""
    had = len(drawing.units)
    if had == drawing.places:
        return ""
    return f"：这次抽了 {had} 题，现在要抽 {drawing.places} 题；按抽到的题判分，请核实"


def _same_share(claimed: Entry, raw: int, most: int) -> bool:
    """Whether the claimed points are the same share, within a hundredth.

    By cross-multiplying, because the points that the rule gives may have changed.
    """
    if claimed.raw is None:
        return True
    said = most if claimed.max is None else claimed.max
    return abs(claimed.raw * most - raw * said) <= max(said, most)


def _given(leaf: Item, entry: Entry) -> str | None:
    """The response, in the letters of the item."""
    if entry.response is None:
        return None
    return carried(leaf, entry.revision, entry.response)


def _points(hundredths: int) -> str:
    return f"{hundredths / 100:g}"


def _claim(raw: int | None, most: int | None) -> str:
    if raw is None:
        return ""
    return _points(raw) + (f"/{_points(most)}" if most is not None else " 分")


def _result(success: bool | None) -> str:
    return "通过" if success else "未通过"


def _right(success: bool | None) -> str:
    return "未判" if success is None else "正确" if success else "错误"
