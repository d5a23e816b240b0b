"""What a report must say of a cohort, put together learner by learner."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cohort.attempts import attempts_of, events_of, in_order, result_of, rows_of
from cohort.courses import required_of, states_of
from cohort.figures import Tallies
from cohort.handed import Handed, Said
from cohort.journal import Fact
from cohort.moments import stamp
from cohort.people import Person
from cohort.school import SURVEY, TESTS, UNITS, Revisions

_CHECKS = {
    "校验不符": {"digest-mismatch"},
    "身份冲突": {"identity-conflict"},
    "不完整": {"truncated", "bad-line", "incomplete-text", "incomplete-attempt", "sealed"},
    "时间异常": {"implausible-time"},
    "已重新判分": {"score-mismatch"},
    "版本过期": {"outdated-item", "outdated-assessment", "unknown-item", "unknown-assessment"},
}

Problem = tuple[str, int | None, str, str]
"""File as shown, line, kind, learner."""


@dataclass
class Group:
    """A department or role."""

    learners: int = 0
    finished: int = 0
    required: int = 0
    completed: int = 0
    overdue: int = 0
    absent: int = 0
    scores: list[int] = field(default_factory=list)
    """Hundredths of a percent: their sum and number."""

    def join(self, other: Group) -> None:
        for name in ("learners", "finished", "required", "completed", "overdue", "absent"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.scores += other.scores

    def told(self) -> dict[str, Any]:
        n, whole = len(self.scores), sum(self.scores)
        return {
            "learners": self.learners,
            "finished": self.finished,
            "required": self.required,
            "completed": self.completed,
            "rate": self.completed / self.required if self.required else None,
            "score": (whole + n // 2) // n / 100 if n else None,
            "overdue": self.overdue,
            "absent": self.absent,
        }


@dataclass
class Truth:
    """Of a part of a cohort; parts can be put together."""

    learners: list[dict[str, Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    identities: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    """Kind and learners of each question."""
    tallies: Tallies = field(default_factory=Tallies)
    departments: dict[str, Group] = field(default_factory=dict)
    roles: dict[str, Group] = field(default_factory=dict)
    replies: dict[str, Counter[str]] = field(default_factory=dict)
    """By question."""
    notes: list[dict[str, Any]] = field(default_factory=list)
    files: int = 0
    statements: int = 0
    read: int = 0
    faulty: int = 0
    repeated: int = 0
    incomplete: int = 0

    def join(self, other: Truth) -> None:
        self.learners += other.learners
        self.problems += other.problems
        self.identities += other.identities
        self.tallies.join(other.tallies)
        for own, theirs in ((self.departments, other.departments), (self.roles, other.roles)):
            for name, group in theirs.items():
                own.setdefault(name, Group()).join(group)
        for question, counts in other.replies.items():
            self.replies.setdefault(question, Counter()).update(counts)
        self.notes += other.notes
        for name in ("files", "statements", "read", "faulty", "repeated", "incomplete"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def take_files(self, files: list[Handed]) -> None:
        """What is said of files alone; their names are as shown."""
        for file in files:
            self.files += file.counted
            self.read += file.read
            self.faulty += file.faulty
            self.incomplete += file.incomplete
            self.repeated += file.repeated
            self.problems += [(file.name, *problem) for problem in file.problems]

    def take(self, who: Person, files: list[Handed], damage: str, revisions: Revisions) -> None:
        """A person of the roster, and whoever else is in the files, which are in reading order."""
        self.take_files(files)
        logs: dict[str, list[Said]] = {who.id: []}
        for file in files:
            fresh = False
            for one in file.statements:
                log = logs.setdefault(one.learner, [])
                log.append(one)
            ids = {(one.learner, one.id) for one in file.statements}
            known = {
                (each.learner, each.id)
                for earlier in files[: files.index(file)]
                for each in earlier.statements
            }
            fresh = bool(ids - known)
            self.repeated += len(ids & known)
            if ids and not fresh:
                self.problems.append((file.name, None, "duplicate", file.owner))
        self._ask(who, files, damage)
        for learner, log in logs.items():
            self._learner(who, learner, log, files, revisions)

    def _ask(self, who: Person, files: list[Handed], damage: str) -> None:
        asked = {
            "two_names": ("names", (who.id,), (who.id,)),
            "lost_zeros": ("similar", (who.id, who.id.lstrip("0")), (who.id.lstrip("0"),)),
            "second_number": ("numbers", (who.id, f"T{who.id}"), (who.id, f"T{who.id}")),
            "copied": ("copied", (who.id, f"C{who.id}"), ()),
        }
        if damage not in asked:
            return
        kind, learners, told = asked[damage]
        self.identities.append((kind, tuple(sorted(learners)) if kind != "similar" else learners))
        for learner in told:
            file = min(f.name for f in _of(learner, files))
            self.problems.append((file, None, "identity-conflict", learner))

    def _learner(
        self, who: Person, id_: str, log: list[Said], files: list[Handed], revisions: Revisions
    ) -> None:
        listed = id_ == who.id
        own = _of(id_, files)
        headed = any(file.owner == id_ for file in own)
        says = _headers(id_, who, files)
        department, role = who.department, who.role
        if (listed and who.says_more and not headed) or (not listed and not headed):
            department = role = ""
        if id_.startswith("G"):
            department = role = ""
        start = who.start if listed else None
        start = start or (who.own_start if headed else None)
        facts = in_order(log)
        by_test = attempts_of(facts, revisions)
        results = {
            name: told
            for name, those in by_test.items()
            if name in TESTS and (told := result_of(name, those)) is not None
        }
        required = required_of(role, department)
        courses = states_of(events_of(facts, by_test), start, results, required)
        kinds = (
            {kind for _, _, kind, learner in self.problems if learner == id_} if files else set()
        )
        checks = [name for name, those in _CHECKS.items() if kinds & those]
        rows = [row for name in sorted(by_test) for row in rows_of(name, by_test[name])]
        self.learners.append(
            {
                "id": id_,
                "name": says,
                "department": department,
                "role": role,
                "on_roster": listed,
                "files": len(own),
                "start": start.isoformat() if start else None,
                "checks": (checks or ["通过"]) if own else [],
                "courses": courses,
                "assessments": [results[name] for name in sorted(results)],
                "attempts": rows,
                "sessions": _sessions(facts),
            }
        )
        self.statements += len(facts)
        self.tallies.add(by_test, revisions)
        if listed:
            self._count(department, role, courses, len(own))
        self._replies(facts)
        self._notes(id_, facts, revisions)

    def _count(self, department: str, role: str, courses: list[dict[str, Any]], files: int) -> None:
        asked = [one for one in courses if one["required"]]
        for groups, name in ((self.departments, department), (self.roles, role)):
            group = groups.setdefault(name, Group())
            group.learners += 1
            group.required += len(asked)
            group.completed += sum(one["status"] == "completed" for one in asked)
            group.finished += bool(asked) and all(o["status"] == "completed" for o in asked)
            group.overdue += sum(one["status"] == "overdue" for one in asked)
            group.absent += not files
            group.scores += [round(o["score"] * 100) for o in asked if o["score"] is not None]

    def _replies(self, facts: list[Fact]) -> None:
        """Of one learner the latest reply to a question."""
        latest = {fact.target: fact.value for fact in facts if fact.kind == "reply"}
        for question, answer in latest.items():
            self.replies.setdefault(question.removeprefix(f"{SURVEY}/"), Counter())[answer] += 1

    def _notes(self, id_: str, facts: list[Fact], revisions: Revisions) -> None:
        for fact in facts:
            if fact.kind == "note":
                current = fact.revision == revisions.items[fact.target]
                self.notes.append(
                    {
                        "at": stamp(fact.moment or 0),
                        "activity": "item",
                        "target": fact.target,
                        "title": UNITS[fact.target].stem,
                        "state": "current" if current else "changed",
                        "text": fact.value,
                        "learner": id_,
                    }
                )


def _of(learner: str, files: list[Handed]) -> list[Handed]:
    """The files that are of a learner, or hold something of theirs."""
    return [
        file
        for file in files
        if file.owner == learner or any(one.learner == learner for one in file.statements)
    ]


def _headers(id_: str, who: Person, files: list[Handed]) -> str:
    if id_ == who.id:
        return who.name
    return next(name for file in files for learner, name in file.names if learner == id_)


def _sessions(facts: list[Fact]) -> list[dict[str, Any]]:
    return [
        {
            "session": fact.target,
            "held": date.fromisoformat(fact.value[0]).isoformat(),
            "hours": fact.value[1],
            "evidence": fact.value[2],
            "registrar": "",
        }
        for fact in facts
        if fact.kind == "attend"
    ]
