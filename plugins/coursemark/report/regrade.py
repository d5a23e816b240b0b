"""Attempts graded again from the bank: the responses count, not what the record claims."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from coursemark.days import day_of
from coursemark.grading import Grade, gradable, grade, passes, with_points
from coursemark.model import Assessment, Definition, Item, Site, carried, in_revision
from coursemark.report.attempts import Attempt
from coursemark.report.draws import Drawing, Draws
from coursemark.report.merge import Logged
from coursemark.report.times import Fault, check_times
from coursemark.statements import Entry

_REMEMBERED = 100_000
"""Responses whose grades are kept."""


@dataclass(frozen=True)
class GradedAnswer:
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


class Regrader:
    """Grades for one site; definitions with an assessment's points are kept."""

    def __init__(self, site: Site, as_of: date) -> None:
        self._site = site
        self._as_of = as_of
        self._draws = Draws(site)
        self._weighted: dict[tuple[str, int | None], tuple[Definition, ...]] = {}
        self._right: dict[tuple[str, str, str | None], bool] = {}
        self._forms: dict[tuple[str, str], Item | None] = {}
        self._grades: dict[tuple[str, str, int, str | None], Grade] = {}
        self._revisions: dict[str, str] = {}

    @cached_property
    def owners(self) -> dict[str, Item]:
        """Leaf id to the item it belongs to."""
        return {leaf.id: item for item in self._site.items.values() for leaf in item.leaves}

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
        graded = self._graded(attempt, assessment, drawing)
        self._compare(graded, current, fault)
        check_times(attempt, assessment, len(graded.answers), fault)
        return graded

    def answer(self, answer: Logged, fault: Fault) -> Grade | None:
        """One answer held against its claim; None when the bank has no such item."""
        leaf = self._leaf(answer.entry)
        if leaf is None:
            fault(answer, "unknown-item", f"题库里没有题目 {answer.entry.target}")
            return None
        graded = self._grade(leaf.definition, leaf, answer.entry)
        self._compare_answer(answer, leaf, graded, fault)
        return graded

    def right(self, entry: Entry) -> bool:
        """Whether a response is right by the bank of today; nobody is blamed for it."""
        key = (entry.target, entry.revision, entry.response)
        if key not in self._right:
            leaf = self._leaf(entry)
            graded = self._grade(leaf.definition, leaf, entry) if leaf else None
            self._right[key] = graded is not None and graded.success is True
        return self._right[key]

    def _grade(self, definition: Definition, leaf: Item | None, entry: Entry) -> Grade:
        """What a response earns; many give the same one."""
        key = (entry.target, entry.revision, definition["points"], entry.response)
        found = self._grades.get(key)
        if found is None:
            if len(self._grades) >= _REMEMBERED:
                self._grades.clear()
            found = self._grades[key] = grade(definition, _given(leaf, entry))
        return found

    def _revision_of(self, assessment: Assessment) -> str:
        if assessment.id not in self._revisions:
            self._revisions[assessment.id] = self._site.assessment_revision(assessment)
        return self._revisions[assessment.id]

    def _leaf(self, entry: Entry) -> Item | None:
        """The item of today that was answered, in the letters of the revision that was met."""
        key = (entry.target, entry.revision)
        if key not in self._forms:
            leaf = self._site.leaves.get(entry.target)
            self._forms[key] = leaf and in_revision(leaf, entry.revision)
        return self._forms[key]

    def _drawing(self, attempt: Attempt, assessment: Assessment, *, strict: bool) -> Drawing:
        drawn = [each.item for each in attempt.drawn]
        if not drawn:
            drawn = [*self._draws.literal(assessment), *attempt.answers]
        owners = [self.owners[i].id if i in self.owners else i for i in drawn]
        moment = attempt.started if attempt.started is not None else attempt.ended
        day = day_of(moment) if moment is not None else self._as_of
        return self._draws.drawing(assessment, owners, day, strict=strict)

    def _graded(self, attempt: Attempt, assessment: Assessment, drawing: Drawing) -> GradedAttempt:
        answers: list[GradedAnswer] = []
        raw = most = 0
        pending = False
        for unit in drawing.units:
            if unit.item is None:
                most += unit.points or 0
                continue
            for definition in self._definitions(unit.item, unit.points):
                item = definition["id"]
                given = attempt.answers.get(item)
                leaf = self._leaf(given.entry) if given else None
                if leaf is not None and leaf is not self._site.leaves.get(item):
                    definition = {**leaf.definition, "points": definition["points"]}
                entry = given.entry if given else None
                result = self._grade(definition, leaf, entry) if entry else grade(definition, None)
                raw, most = raw + (result.raw or 0), most + result.max
                pending = pending or not gradable(definition)
                answers.append(self._answer(attempt, item, result))
        success = None if pending else passes(raw, most, assessment.pass_mark)
        return GradedAttempt(attempt, raw, most, success, tuple(answers))

    def _answer(self, attempt: Attempt, item: str, result: Grade) -> GradedAnswer:
        given = attempt.answers.get(item)
        revision = given.entry.revision if given else ""
        if not revision:
            revision = next((d.revision for d in attempt.drawn if d.item == item), "")
        revision = revision or self.revision(item)
        if given is None:
            return GradedAnswer(item, revision, result, None)
        return GradedAnswer(item, revision, result, given.entry.response, given.entry.seconds)

    def _definitions(self, item: Item, points: int | None) -> tuple[Definition, ...]:
        key = (item.id, points)
        if key not in self._weighted:
            whole = with_points(item.definition, points)
            self._weighted[key] = tuple(whole.get("parts", (whole,)))
        return self._weighted[key]

    def _compare(self, graded: GradedAttempt, current: bool, fault: Fault) -> None:
        """Claims against what was graded; an answer to an older revision claims nothing."""
        attempt = graded.attempt
        grades = {answer.item: answer.grade for answer in graded.answers}
        for item, answer in attempt.answers.items():
            leaf = self._leaf(answer.entry)
            if leaf is None:
                fault(answer, "unknown-item", f"题库里没有题目 {item}，按 0 分计")
            elif item in grades:
                current = self._compare_answer(answer, leaf, grades[item], fault) and current
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

    def _compare_answer(self, answer: Logged, leaf: Item, graded: Grade, fault: Fault) -> bool:
        """Whether the answer was to the current revision."""
        claimed = answer.entry
        if claimed.revision and claimed.revision != leaf.revision:
            fault(answer, "outdated-item", leaf.id)
            return False
        if graded.pending:
            return True
        differs = claimed.success is not None and claimed.success != bool(graded.success)
        differs = differs or not _same_share(claimed, graded.raw or 0, graded.max)
        if differs:
            own = f"{_points(graded.raw or 0)}/{_points(graded.max)} {_right(bool(graded.success))}"
            said = f"{_claim(claimed.raw, claimed.max)} {_right(claimed.success)}"
            fault(answer, "score-mismatch", f"{leaf.id} 自报 {said}，重新判分为 {own}")
        return True


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


def _given(leaf: Item | None, entry: Entry) -> str | None:
    """The response, in the letters of the item."""
    if leaf is None or entry.response is None:
        return entry.response
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
