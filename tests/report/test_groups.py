"""Completion by department and by role."""

from __future__ import annotations

import json

from record_builder import Learner, right
from report_builder import file_of, result

from coursemark.report import Person, Roster, as_json

FIVE = right("q0", "q1", "q2", "q3", "q4")


def rep():
    done, begun = Learner("001", "甲"), Learner("002", "乙")
    done.read()
    done.attempt(FIVE)
    begun.read()
    stranger = Learner("009", "外人")
    stranger.read()
    people = [
        Person("001", "甲", "内科", "护士", None, 2),
        Person("002", "乙", "外科", "护士", None, 3),
        Person("003", "丙", "内科", "", None, 4),
    ]
    files = [file_of(who, f"{who.id}.jsonl") for who in (done, begun, stranger)]
    return result(done, *files, roster=Roster({p.id: p for p in people}, ()))


def test_roles_are_counted_as_departments_are():
    found = rep()
    assert [
        (one.name, one.learners, one.finished, one.required, one.completed, one.absent, one.score)
        for one in found.roles
    ] == [("护士", 2, 1, 2, 1, 0, 10_000), ("未填岗位", 1, 0, 0, 0, 1, None)]
    assert [(one.name, one.learners, one.absent, one.rate) for one in found.departments] == [
        ("内科", 2, 1, 1.0),
        ("外科", 1, 0, 0.0),
    ]


def test_the_same_as_json():
    found = json.loads(as_json(rep()))
    assert found["roles"] == [
        {
            "role": "护士",
            "learners": 2,
            "finished": 1,
            "required": 2,
            "completed": 1,
            "rate": 0.5,
            "score": 100.0,
            "overdue": 0,
            "absent": 0,
        },
        {
            "role": "未填岗位",
            "learners": 1,
            "finished": 0,
            "required": 0,
            "completed": 0,
            "rate": None,
            "score": None,
            "overdue": 0,
            "absent": 1,
        },
    ]
    assert [one["department"] for one in found["departments"]] == ["内科", "外科"]
