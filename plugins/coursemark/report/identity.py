"""Doubts about who is who: found and asked about, never settled by a guess."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coursemark.records import Anomaly
from coursemark.records.read import normal_id, normal_name
from coursemark.report.people import Learner
from coursemark.report.roster import Person, Roster
from coursemark.report.words import IdentityQuestion

_LISTED = 10


@dataclass(frozen=True)
class Doubts:
    questions: tuple[IdentityQuestion, ...]
    """Those about one 工号 first, then namesakes, then records that two people have."""
    problems: tuple[Anomaly, ...]


def doubts_of(
    learners: Sequence[Learner], roster: Roster | None, copied: Mapping[tuple[str, str], int]
) -> Doubts:
    """What the records, the roster and the names of the learners do not agree on."""
    questions: list[IdentityQuestion] = []
    problems: list[Anomaly] = []
    people = roster.people if roster else {}
    near = _loosely(people.values())
    for learner in learners:
        if learner.file is None:
            continue
        person = people.get(learner.id)
        found = [_names(learner, person.name if person else "")]
        if roster is not None and person is None:
            found.append(_stranger(learner, near.get(_loose(learner.id), []), problems))
        for question in (one for one in found if one is not None):
            questions.append(question)
            problems += _problems(question, learner)
    for question, those in _namesakes(learners, has_roster=roster is not None):
        questions.append(question)
        for learner in those:
            problems += _problems(question, learner)
    named = {one.id: one.name for one in learners} if copied else {}
    questions += [_copied(pair, n, named) for pair, n in sorted(copied.items())]
    return Doubts(tuple(questions), tuple(problems))


def _copied(pair: tuple[str, str], n: int, names: Mapping[str, str]) -> IdentityQuestion:
    """Reported while the files were merged; here it is asked."""
    text = (
        f"{pair[0]} 和 {pair[1]} 有 {n} 条记录的编号相同；两人的都计入了，"
        "请核实是谁做的，或是不是一个人用了两个工号"
    )
    return IdentityQuestion("copied", text, pair, tuple(names.get(id_, "") for id_ in pair))


def _names(learner: Learner, on_roster: str) -> IdentityQuestion | None:
    id_, names = learner.id, {*learner.said}
    official = normal_name(on_roster)
    if official and names - {official}:
        others = sorted(names - {official})
        text = f"工号 {id_} 在名册上是{official}，记录里是{'、'.join(others)}"
        names_ = (official, *others)
    elif len(names) > 1:
        names_ = tuple(sorted(names))
        text = f"工号 {id_} 有不同的姓名：{'、'.join(names_)}；记录合在一起计，请核实是不是两个人"
    else:
        return None
    return IdentityQuestion("names", text, (id_,), names_)


def _stranger(
    learner: Learner, near: Sequence[Person], problems: list[Anomaly]
) -> IdentityQuestion | None:
    """A question where exactly one number of the roster looks alike; else only a problem."""
    if len(near) != 1:
        text = f"名册里没有工号 {learner.id}"
        problems.append(Anomaly(learner.file or "", None, "not-on-roster", text, learner.id))
        return None
    text = (
        f"名册里没有工号 {learner.id}，但有 {near[0].id}（{near[0].name}），"
        "可能漏了前导零或大小写不同；请核实后改正，没有自动合并"
    )
    names = tuple(dict.fromkeys(name for name in (near[0].name, learner.name) if name))
    return IdentityQuestion("similar", text, (near[0].id, learner.id), names)


def _namesakes(
    learners: Sequence[Learner], *, has_roster: bool
) -> list[tuple[IdentityQuestion, list[Learner]]]:
    """One name under several numbers, unless the roster has them all: then they are namesakes.

    Without a roster only people of one department are asked about, or of an unknown one: every
    large hospital has namesakes.
    """
    groups: dict[str, list[Learner]] = {}
    for learner in learners:
        name = "".join(normal_id(learner.name).split())
        if name:
            groups.setdefault(name, []).append(learner)
    found = []
    for name in sorted(name for name, those in groups.items() if len(those) > 1):
        those = groups[name]
        if has_roster:
            listed = {_loose(one.id) for one in those if one.on_roster}
            strangers = [one for one in those if not one.on_roster]
            asked = [one for one in strangers if _loose(one.id) not in listed]
            clusters = [those] if asked else []
        else:
            clusters = _by_department(those)
        for cluster in clusters:
            each = sorted(cluster, key=lambda one: one.id)
            ids = tuple(one.id for one in each)
            more = "等" if len(ids) > _LISTED else ""
            text = (
                f"{name}有 {len(ids)} 个工号：{'、'.join(ids[:_LISTED])}{more}；"
                "没有合并，请核实是一个人用了不同的工号，还是同名的人"
            )
            found.append((IdentityQuestion("numbers", text, ids, (name,)), each))
    return found


def _by_department(those: Sequence[Learner]) -> list[list[Learner]]:
    """Groups of two or more that may be one person."""
    departments = {one.department for one in those if one.department}
    unknown = [one for one in those if not one.department]
    if unknown:
        return [list(those)]
    groups = [[one for one in those if one.department == each] for each in sorted(departments)]
    return [group for group in groups if len(group) > 1]


def _problems(question: IdentityQuestion, learner: Learner) -> list[Anomaly]:
    """Of a learner without a record there is no file to point to."""
    if learner.file is None:
        return []
    return [Anomaly(learner.file, None, "identity-conflict", question.question, learner.id)]


def _loosely(people: Iterable[Person]) -> dict[str, list[Person]]:
    found: dict[str, list[Person]] = {}
    for person in people:
        found.setdefault(_loose(person.id), []).append(person)
    return found


def _loose(id_: str) -> str:
    """A number without what is often lost of it."""
    return id_.lstrip("0").casefold()
