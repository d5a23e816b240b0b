"""Assessment statistics: the scores of the first attempts, and how far they can be relied on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from coursemark.analysis import Reliability, Sittings, Spread, spread_of
from coursemark.model import Site
from coursemark.report.findings import AssessmentStatistics
from coursemark.report.learners import Outcome
from coursemark.report.regrade import GradedAttempt

_NOTHING = (0, 0)
_FEW, _LOW, _ALIKE = 30, 0.6, 0.9
_LONGEST_SECONDS = 7 * 86_400
_METHODS = {
    "kr20": "所有题目非对即错，α 就是 KR-20",
    "nested": "每人抽到的题不同，α 没有意义：这里是概化系数，同一规则抽到的题有难有易也算误差",
}
_REASONS = {
    "few": "只有 {n} 人作答，人太少，不计算信度",
    "one-item": "每人只有一题，谈不上信度",
    "no-spread": "各人得分一样，算不出信度",
}


@dataclass
class _Tally:
    """The first attempts at one revision."""

    sittings: Sittings = field(default_factory=Sittings)
    shares: Counter[float] = field(default_factory=Counter)
    passed: int = 0
    pending: int = 0
    questions: int = 0
    blank: int = 0
    seconds: Counter[int] = field(default_factory=Counter)
    paces: Counter[float] = field(default_factory=Counter)

    def add(self, attempt: GradedAttempt, strata: Mapping[str, str]) -> None:
        if attempt.success is None or not attempt.max:
            self.pending += 1
            return
        self.shares[attempt.raw / attempt.max] += 1
        self.passed += attempt.success
        self.questions += len(attempt.answers)
        self.blank += [answer.grade.raw for answer in attempt.answers].count(None)
        self.sittings.add(_scores(attempt), strata)
        seconds = attempt.attempt.seconds
        if seconds is not None and 0 < seconds <= _LONGEST_SECONDS and attempt.answers:
            self.seconds[round(seconds)] += 1
            self.paces[round(seconds / len(attempt.answers), 1)] += 1

    def join(self, other: _Tally) -> None:
        self.sittings.join(other.sittings)
        self.shares.update(other.shares)
        self.passed += other.passed
        self.pending += other.pending
        self.questions += other.questions
        self.blank += other.blank
        self.seconds.update(other.seconds)
        self.paces.update(other.paces)


class AssessmentTallies:
    """Adds up first attempts, one learner after the other; two of these can be joined."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._tallies: dict[tuple[str, str], _Tally] = {}
        self._strata: dict[str, dict[str, str]] = {}

    def add(self, outcome: Outcome) -> None:
        """One learner: of every assessment the first attempt that counts.

        Later attempts have seen questions and keys; they are not another learner's.
        """
        first: dict[str, GradedAttempt] = {}
        for attempt in outcome.attempts:
            first.setdefault(attempt.attempt.assessment, attempt)
        for name, attempt in first.items():
            key = (name, attempt.attempt.revision)
            if key not in self._tallies:
                self._tallies[key] = _Tally()
            self._tallies[key].add(attempt, self._rules(name))

    def join(self, other: AssessmentTallies) -> None:
        for key, tally in other._tallies.items():
            self._tallies.setdefault(key, _Tally()).join(tally)

    def __getstate__(self) -> dict[str, object]:
        """Without the site: who joins them has it."""
        return {**self.__dict__, "_site": None, "_strata": {}}

    def results(self) -> tuple[AssessmentStatistics, ...]:
        found = [self._result(*key, tally) for key, tally in self._tallies.items()]
        return tuple(sorted(found, key=lambda o: (o.assessment, not o.current, o.revision)))

    def _rules(self, name: str) -> Mapping[str, str]:
        """Item to the rules of the assessment that may draw it."""
        if name not in self._strata:
            found: dict[str, list[str]] = {}
            for place, draw in enumerate(self._site.assessments[name].draw):
                for item in self._site.candidates(draw):
                    if draw.matches(item):
                        found.setdefault(item.id, []).append(str(place))
            self._strata[name] = {item: ",".join(places) for item, places in found.items()}
        return self._strata[name]

    def _result(self, name: str, revision: str, tally: _Tally) -> AssessmentStatistics:
        assessment = self._site.assessments[name]
        shares, times, paces = (
            spread_of(counts) for counts in (tally.shares, tally.seconds, tally.paces)
        )
        reliability = tally.sittings.reliability()
        sem, mark = reliability.sem, float(assessment.pass_mark) / 100
        near = None
        if sem is not None:
            near = sum(n for share, n in tally.shares.items() if abs(share - mark) <= sem)
        graded = shares.n if shares else 0
        return AssessmentStatistics(
            assessment=name,
            title=assessment.title,
            revision=revision,
            current=revision == self._site.assessment_revision(assessment),
            n=graded + tally.pending,
            pending=tally.pending,
            shares=shares,
            passed=tally.passed,
            blank=tally.blank / tally.questions if tally.questions else None,
            seconds=times.median if times else None,
            pace=paces.median if paces else None,
            reliability=reliability,
            near=near,
            notes=_notes(graded, tally.pending, shares, reliability),
        )


def _scores(attempt: GradedAttempt) -> dict[str, tuple[int, int]]:
    """Item or whole case to its points; a blank earns nothing."""
    scores: dict[str, tuple[int, int]] = {}
    for answer in attempt.answers:
        unit, grade = answer.item, answer.grade
        if unit.count("/") > 1:
            unit = "/".join(unit.split("/")[:2])
        earned, most = scores.get(unit, _NOTHING)
        scores[unit] = earned + (grade.raw or 0), most + grade.max
    return scores


def _notes(
    n: int, pending: int, shares: Spread | None, reliability: Reliability
) -> tuple[str, ...]:
    notes = []
    if pending:
        notes.append(f"{pending} 人还没有判分，不在各项数字里")
    if not n:
        return tuple(notes)
    if reliability.reason:
        notes.append(_REASONS[reliability.reason].format(n=n))
    if reliability.method in _METHODS:
        notes.append(_METHODS[reliability.method])
    if reliability.method and reliability.n < n:
        notes.append(f"{n - reliability.n} 人的题目与多数人不同，没有算进信度")
    coefficient = reliability.coefficient
    if coefficient is not None:
        if reliability.n < _FEW:
            notes.append(f"不足 {_FEW} 人，信度只作参考")
        if coefficient < 0:
            notes.append("信度为负：题目互相矛盾，先看题目分析里高分者反而错的题")
        elif coefficient < _LOW:
            text = f"信度低于 {_LOW}：几分之差说明不了谁学得好"
            if shares and shares.mean >= _ALIKE:
                text += "；得分普遍很高时信度自然偏低，不等于题目不好"
            notes.append(text)
    return tuple(notes)
