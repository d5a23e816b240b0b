"""The same records graded under two states of a site: whose score and result would change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coursemark.days import end_of, instant
from coursemark.intake import PARTS, Holdings, InMemory
from coursemark.model import Item, Json, Site
from coursemark.records import RecordFile
from coursemark.report.courses import courses_of, plans_of_site
from coursemark.report.items import plain
from coursemark.report.learners import Outcome, outcome_of
from coursemark.report.merge import Log, merged
from coursemark.report.people import Learner, learner_of
from coursemark.report.regrade import GradedAttempt, Regrader
from coursemark.report.roster import Roster
from coursemark.report.words import AssessmentResult

_FIELDS = {
    "type": "题型",
    "key": "答案",
    "tolerance": "容差",
    "unit": "单位",
    "scoring": "计分方式",
    "points": "分值",
    "options": "选项",
    "sources": "左列",
    "targets": "右列",
}


@dataclass(frozen=True)
class ScoreChange:
    """One learner in one assessment; None on the side that has no such assessment or attempt."""

    learner: Learner
    assessment: str
    title: str
    before: AssessmentResult | None
    after: AssessmentResult | None

    @property
    def result_changes(self) -> bool:
        return _passed(self.before) != _passed(self.after)


@dataclass(frozen=True)
class ItemChange:
    """One leaf item that either side defines otherwise, or grades otherwise."""

    item: str
    stem: str
    what: str
    """What was changed, in Chinese: 答案 A → B."""
    answers: int
    """In attempts that count on both sides, blanks included."""
    changed: int
    """Of those, graded otherwise."""
    up: int
    down: int


@dataclass(frozen=True)
class CourseChange:
    """One learner in one course, whose status changes."""

    learner: Learner
    course: str
    title: str
    before: str | None
    """Status; None when the course does not concern the learner on this side."""
    after: str | None


@dataclass(frozen=True)
class Comparison:
    """What `coursemark regrade` shows: `before` was in force, `after` is the corrected state."""

    site: str
    title: str
    as_of: date
    files: int
    statements: int
    learners: int
    """Who have an attempt that counts on either side."""
    attempts: int
    """Those that count on either side."""
    compared: int
    """Pairs of learner and assessment."""
    scores: tuple[ScoreChange, ...]
    """Where score or result change, by assessment and learner."""
    items: tuple[ItemChange, ...]
    courses: tuple[CourseChange, ...]

    @property
    def gained(self) -> int:
        """Passed only after."""
        return sum(_passed(c.after) is True and _passed(c.before) is not True for c in self.scores)

    @property
    def lost(self) -> int:
        """Passed only before."""
        return sum(_passed(c.before) is True and _passed(c.after) is not True for c in self.scores)

    @property
    def up(self) -> int:
        return sum(_score(c.after) > _score(c.before) for c in self.scores)

    @property
    def down(self) -> int:
        return sum(_score(c.after) < _score(c.before) for c in self.scores)


def compare(
    before: Site,
    after: Site,
    records: Iterable[RecordFile],
    as_of: date,
    roster: Roster | None = None,
) -> Comparison:
    """Every attempt graded on both sides, each with its own banks and rules.

    Both sides have one site id: records belong to a site.
    """
    now = end_of(as_of)
    holdings = InMemory(records, after.config.id)
    logs = _logs(holdings, instant(now) or 0)
    learners = _learners(logs, roster)
    old, new = _Side(before, as_of, now), _Side(after, as_of, now)
    scores: list[ScoreChange] = []
    courses: list[CourseChange] = []
    tally = _Tally()
    sat = attempts = compared = 0
    for learner in learners:
        ordered = logs[learner.id].ordered()
        one, two = old.outcome(learner, ordered), new.outcome(learner, ordered)
        pairs = list(_pairs(learner, one, two))
        attempts += max(len(one.attempts), len(two.attempts))
        compared += len(pairs)
        sat += bool(pairs)
        scores += [pair for pair in pairs if _differs(pair)]
        tally.add(one.attempts, two.attempts)
        courses += _course_changes(learner, old.courses(learner, one), new.courses(learner, two))
    return Comparison(
        site=after.config.id,
        title=after.config.title,
        as_of=as_of,
        files=sum(1 for _ in holdings.files()),
        statements=sum(len(log.statements) for log in logs.values()),
        learners=sat,
        attempts=attempts,
        compared=compared,
        scores=tuple(sorted(scores, key=lambda c: (c.assessment, c.learner.id))),
        items=tally.changes(before, after),
        courses=tuple(sorted(courses, key=lambda c: (c.course, c.learner.id))),
    )


def _logs(holdings: Holdings, now: int) -> dict[str, Log]:
    found = {id_: merged(id_, given, now).log for id_, given in holdings.learners(range(PARTS))}
    return {id_: log for id_, log in found.items() if log is not None}


def _learners(logs: Mapping[str, Log], roster: Roster | None) -> list[Learner]:
    """Those with a record: of the roster in its order, then the others by id."""
    people = roster.people if roster else {}
    order = [*(id_ for id_ in people if id_ in logs), *sorted(logs.keys() - people.keys())]
    return [
        learner_of(id_, logs[id_], people.get(id_), has_roster=roster is not None) for id_ in order
    ]


class _Side:
    """One state of the site, and what it makes of a log."""

    def __init__(self, site: Site, as_of: date, now: str) -> None:
        self._site, self._now = site, now
        self._regrader, self._plans = Regrader(site, as_of), plans_of_site(site)

    def outcome(self, learner: Learner, log: Sequence[Json]) -> Outcome:
        return outcome_of(learner.id, log, self._site, self._regrader)

    def courses(self, learner: Learner, outcome: Outcome) -> dict[str, tuple[str, str]]:
        """Course id to title and status."""
        found = courses_of(self._site, self._plans, learner, outcome, self._now)
        return {course.course: (course.title, course.status) for course in found}


class _Tally:
    """How the answers of attempts that count on both sides are graded here and there."""

    def __init__(self) -> None:
        self._counts: dict[str, list[int]] = {}

    def add(self, before: Sequence[GradedAttempt], after: Sequence[GradedAttempt]) -> None:
        old = {_key(attempt): attempt for attempt in before}
        for attempt in after:
            if _key(attempt) in old:
                self._attempt(_shares(old[_key(attempt)]), _shares(attempt))

    def _attempt(
        self, before: Mapping[str, float | None], after: Mapping[str, float | None]
    ) -> None:
        for item in dict.fromkeys([*before, *after]):
            counts = self._counts.setdefault(item, [0, 0, 0, 0])
            one, two = before.get(item, 0.0), after.get(item, 0.0)
            counts[0] += 1
            counts[1] += one != two
            counts[2] += (two or 0) > (one or 0)
            counts[3] += (two or 0) < (one or 0)

    def changes(self, before: Site, after: Site) -> tuple[ItemChange, ...]:
        """Items graded otherwise, and items that were answered and have another revision."""
        found = []
        for id_, (answers, changed, up, down) in sorted(self._counts.items()):
            old, new = before.leaves.get(id_), after.leaves.get(id_)
            what = _what(old, new)
            if changed or what:
                stem = plain((new or old or _NO_ITEM).stem)
                found.append(ItemChange(id_, stem, what, answers, changed, up, down))
        return tuple(sorted(found, key=lambda item: (-item.changed, item.item)))


_NO_ITEM = Item("", "", "")


def _pairs(learner: Learner, before: Outcome, after: Outcome) -> Iterator[ScoreChange]:
    old = {result.assessment: result for result in before.assessments}
    new = {result.assessment: result for result in after.assessments}
    for id_ in sorted(old.keys() | new.keys()):
        one, two = old.get(id_), new.get(id_)
        either = new[id_] if two else old[id_]
        yield ScoreChange(learner, id_, either.title, one, two)


def _differs(change: ScoreChange) -> bool:
    one, two = change.before, change.after
    if one is None or two is None:
        return True
    return (one.score, one.passed) != (two.score, two.passed)


def _course_changes(
    learner: Learner, before: Mapping[str, tuple[str, str]], after: Mapping[str, tuple[str, str]]
) -> Iterator[CourseChange]:
    for id_ in before.keys() | after.keys():
        one, two = before.get(id_), after.get(id_)
        if (one and one[1]) != (two and two[1]):
            title = (two or one or ("", ""))[0]
            yield CourseChange(learner, id_, title, one and one[1], two and two[1])


def _key(graded: GradedAttempt) -> tuple[str, str, str, int]:
    anchor = graded.attempt.anchor
    return graded.attempt.assessment, graded.attempt.registration, anchor.file, anchor.line


def _shares(graded: GradedAttempt) -> dict[str, float | None]:
    """Leaf item to the share of its points; None while pending, 0 for a blank."""
    return {
        answer.item: None
        if answer.grade.pending
        else (answer.grade.raw or 0) / answer.grade.max
        if answer.grade.max
        else 0.0
        for answer in graded.answers
    }


def _what(old: Item | None, new: Item | None) -> str:
    """How the definitions differ, in words; empty when nothing that bears on grading does."""
    if old is None or new is None:
        return "已删除" if new is None else "新增"
    # As their author wrote them: the revision of a withheld item says nothing of its key.
    old, new = old.written or old, new.written or new
    if old.revision == new.revision:
        return ""
    one, two = old.definition, new.definition
    paired = _pairing(old, new)
    passed = ("points", "key") if paired else ("points",)
    said = [f"配对 {paired}"] if paired else []
    said += [
        f"{name} {key_text(one.get(field))} → {key_text(two.get(field))}"
        for field, name in _FIELDS.items()
        if one.get(field) != two.get(field) and field not in passed
    ]
    if one["points"] != two["points"]:
        said.append(f"{_FIELDS['points']} {one['points'] / 100:g} → {two['points'] / 100:g}")
    return "；".join(said) or "文字改动"


def _pairing(old: Item, new: Item) -> str:
    """Pairs that were changed, in words: their letters follow the order in which pairs stand."""
    was, now = _pairs_of(old), _pairs_of(new)
    return "；".join(
        f"{plain(left)}：{plain(right)} → {plain(now[left])}"
        for left, right in was.items()
        if left in now and now[left] != right
    )


def _pairs_of(item: Item) -> dict[str, str]:
    """Left to right of a matching item; nothing of any other."""
    if not item.match_sources:
        return {}
    return {
        item.match_sources.get(left, left): item.match_targets.get(right, right)
        for left, right in item.key or ()
    }


def key_text(value: Json) -> str:
    """A key or another field of a definition as people read it."""
    if isinstance(value, bool):
        return "正确" if value else "错误"
    if isinstance(value, Mapping):
        if "min" in value:
            return f"{value['min']} 至 {value['max']}"
        unit = "%" if "percent" in value else ""
        return "、".join(str(each) + unit for each in value.values())
    if isinstance(value, list | tuple):
        nested = any(isinstance(each, list | tuple) for each in value)
        return (
            "；".join("/".join(map(str, each)) for each in value)
            if nested
            else "、".join(map(str, value))
        )
    return "无" if value is None else str(value)


def _passed(result: AssessmentResult | None) -> bool | None:
    return result.passed if result else None


def _score(result: AssessmentResult | None) -> int:
    return -1 if result is None or result.score is None else result.score
