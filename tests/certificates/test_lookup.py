"""A code looked up: verified, only claimed, or nowhere."""

from __future__ import annotations

import copy

from record_builder import Learner, right
from report_builder import DAY, file_of

from coursemark.certificates.completions import Completions
from coursemark.certificates.lookup import Found, look_up, names_of
from coursemark.report.compose import evidence
from coursemark.report.roster import Person, Roster

ALL = ("q0", "q1", "q2", "q3", "q4")


def finished(id_: str = "10023", name: str = "张三") -> Learner:
    learner = Learner(id_, name)
    learner.read()
    learner.attempt(right(*ALL))
    return learner


def code_of(learner: Learner, name: str | None = None) -> str:
    whole = evidence(learner.site, [file_of(learner)], None, DAY)
    (result,) = whole.report.learners
    (one,) = Completions(learner.site).of(result, whole.outcomes[result.id], name=name)
    return one.code


def searched(code: str, *learners: Learner, roster: Roster | None = None) -> Found | None:
    files = [file_of(each, f"{each.id}.jsonl") for each in learners]
    site = learners[0].site
    return look_up(code, site, evidence(site, files, roster, DAY), files)


def test_the_completion_behind_a_code() -> None:
    zhang, li = finished(), finished("10024", "李四")

    found = searched(code_of(li), zhang, li)

    assert found is not None
    assert (found.learner.id, found.completion.course, found.basis) == (
        "10024",
        "newcomer",
        "verified",
    )
    assert found.result is not None
    assert found.result.status == "completed"


def test_nobody_has_it() -> None:
    assert searched(code_of(finished("10024", "李四")), finished()) is None


def test_the_name_may_be_the_rosters_or_the_records() -> None:
    learner = finished(name="张三")
    person = Person("10023", "张三丰", "内科", "护士", None, 2)
    roster = Roster({"10023": person}, ())
    for name in ("张三", "张三丰"):
        found = searched(code_of(learner, name), learner, roster=roster)
        assert found is not None
        assert found.completion.name == name


def test_names_of_before_count() -> None:
    learner = finished(name="张三")
    before = code_of(learner)
    for statement in learner.log[1:]:
        statement["actor"]["name"] = "张三丰"
    learner.name = "张三丰"
    whole = evidence(learner.site, [file_of(learner)], None, DAY)

    assert names_of(whole.report.learners[0], whole, [file_of(learner)]) == ["张三丰", "张三"]
    found = searched(before, learner)
    assert found is not None
    assert found.completion.name == "张三"


def test_what_the_responses_do_not_earn_is_only_claimed() -> None:
    """A slip printed by a browser that was told lies has the code of its own claims."""
    learner = finished()
    honest = code_of(learner)
    forged = copy.deepcopy(learner)
    for statement in forged.log:
        if statement["verb"]["id"].endswith("/answered"):
            statement["result"]["response"] = "A"

    found = searched(honest, forged)

    assert found is not None
    assert found.basis == "claimed"
    assert found.result is not None
    assert found.result.status == "in-progress"
