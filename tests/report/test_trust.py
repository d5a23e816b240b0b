"""核验: what is said of a learner's records, and what is asked about who is who."""

from __future__ import annotations

import copy
import dataclasses
import json
from pathlib import Path

import pytest
from record_builder import Learner, right
from report_builder import file_of, result

from coursemark.records import Anomaly
from coursemark.report import Person, Roster, as_json
from coursemark.report.sheets import SHEETS
from coursemark.report.trust import CHECKS, Trust, trust_of
from coursemark.report.words import KIND_NAMES

FIVE = right("q0", "q1", "q2", "q3", "q4")
NUMBERS = "没有合并，请核实是一个人用了不同的工号，还是同名的人"
CASES = json.loads((Path(__file__).parent.parent / "spec/checks.json").read_text("utf-8"))


def roster_of(*people):
    """Id, name and department of each."""
    found = [Person(i, n, d, "护士", None, line) for line, (i, n, d) in enumerate(people, 2)]
    return Roster({one.id: one for one in found}, ())


def asked(rep):
    return [(one.kind, one.learners, one.names) for one in rep.identities]


def checks(rep):
    return {one.id: one.checks for one in rep.learners}


@pytest.mark.parametrize("case", CASES, ids=lambda case: "+".join(case["checks"]))
def test_kinds_of_problems_to_checks(case):
    found = [Anomaly("a.jsonl", None, kind, "", "10023") for kind in case["kinds"]]
    assert list(trust_of(found, 1).checks) == case["checks"]


def test_the_kinds_are_kinds_of_problems_and_each_stands_once():
    kinds = [kind for check in CHECKS.values() for kind in check.kinds]
    assert set(kinds) <= set(KIND_NAMES)
    assert len(kinds) == len(set(kinds))


def test_sound_records_pass_and_no_records_say_nothing():
    learner = Learner()
    learner.attempt(FIVE)
    rep = result(learner, roster=roster_of(("10023", "张三", "心内科"), ("2", "王五", "外科")))
    assert checks(rep) == {"10023": ("通过",), "2": ()}
    assert rep.learners[0].check_note == "没有发现问题；成绩由作答重新判分得出。"
    assert rep.learners[1].check_note == ""
    assert trust_of([], 0) == Trust()


def test_a_forged_score_and_a_broken_digest():
    learner = Learner()
    learner.attempt({**FIVE, "bank/q1": "A", "bank/q2": "A"})
    log = copy.deepcopy(learner.log)
    log[-2]["verb"]["id"] = "http://adlnet.gov/expapi/verbs/passed"
    text = "校验值不符：文件在导出后被改动过"
    changed = Anomaly("a.jsonl", 9, "digest-mismatch", text, "10023")
    rep = result(learner, dataclasses.replace(file_of(learner, log=log), problems=(changed,)))
    (one,) = rep.learners
    assert one.checks == ("校验不符", "已重新判分")
    assert one.check_note == (
        "有 1 个文件的内容与导出时不一致（用编辑器另存过也会这样），成绩已按里面的作答重新判分；"
        "有疑问时请本人重新导出一份。"
        "有 1 处成绩与按作答重新判分的不同，以重新判分为准；题目改过之后也会这样。"
        "详见“异常记录”。"
    )
    row = next(iter(SHEETS["完成情况"][1](rep)))
    assert row[-2:] == ["校验不符、已重新判分", one.check_note]


def test_no_explanation_accuses_anybody():
    words = ("作弊", "伪造", "造假", "篡改", "违规", "抄袭", "冒名", "代考")
    texts = [check.text for check in CHECKS.values()]
    assert [text for text in texts if any(word in text for word in words)] == []


def test_one_number_with_two_names_is_asked_about():
    zhang, li = Learner(), Learner(name="李四", seed=7)
    zhang.read()
    li.read()
    rep = result(zhang, file_of(zhang), file_of(li, "b.jsonl"))
    assert asked(rep) == [("names", ("10023",), ("张三", "李四"))]
    assert checks(rep) == {"10023": ("身份冲突",)}
    assert json.loads(as_json(rep))["identities"] == [
        {
            "kind": "names",
            "question": "工号 10023 有不同的姓名：张三、李四；记录合在一起计，请核实是不是两个人",
            "learners": ["10023"],
            "names": ["张三", "李四"],
        }
    ]


def test_one_name_with_two_numbers_is_asked_about_and_not_merged():
    one, other = Learner("10023"), Learner("20023")
    one.read()
    other.attempt(FIVE)
    rep = result(one, file_of(one), file_of(other, "b.jsonl"))
    assert asked(rep) == [("numbers", ("10023", "20023"), ("张三",))]
    assert checks(rep) == {"10023": ("身份冲突",), "20023": ("身份冲突",)}
    assert [problem.detail for problem in rep.problems] == [
        f"张三有 2 个工号：10023、20023；{NUMBERS}"
    ] * 2
    assert [len(each.assessments) for each in rep.learners] == [0, 1]
    rows = SHEETS["身份待核实"][1](rep)
    assert [row[2:5] for row in rows] == [["10023", "张三", "心内科"], ["20023", "张三", "心内科"]]
    assert rows[0][-1] is None


def test_namesakes_of_other_departments_are_not_asked_about():
    one, other = Learner("10023"), Learner("20023")
    one.read()
    other.read()
    elsewhere = {"id": "20023", "name": "张三", "department": "外科"}
    rep = result(one, file_of(one), file_of(other, "b.jsonl", learner=elsewhere))
    assert asked(rep) == []
    unknown = {"id": "20023", "name": "张三"}
    rep = result(one, file_of(one), file_of(other, "b.jsonl", learner=unknown))
    assert asked(rep) == [("numbers", ("10023", "20023"), ("张三",))]


def test_the_roster_settles_who_are_namesakes():
    one, other = Learner("10023"), Learner("20023")
    one.read()
    other.read()
    files = (file_of(one), file_of(other, "b.jsonl"))
    both = roster_of(("10023", "张三", "心内科"), ("20023", "张三", "心内科"))
    assert asked(result(one, *files, roster=both)) == []
    rep = result(one, *files, roster=roster_of(("10023", "张三", "骨科")))
    assert asked(rep) == [("numbers", ("10023", "20023"), ("张三",))]


def test_records_that_two_people_have_are_asked_about_in_any_order_of_the_files():
    one, other = Learner(), Learner("10024", "李四")
    one.attempt(FIVE)
    log = json.dumps(one.log, ensure_ascii=False).replace("10023", "10024").replace("张三", "李四")
    other.log = json.loads(log)
    for names in (("a", "b"), ("b", "a")):
        files = sorted(
            [file_of(one, names[0]), file_of(other, names[1])], key=lambda file: file.name
        )
        rep = result(one, *files)
        assert checks(rep) == {"10023": ("身份冲突",), "10024": ("身份冲突",)}
        assert asked(rep) == [("copied", ("10023", "10024"), ("张三", "李四"))]
        assert rep.identities[0].question == (
            "10023 和 10024 有 8 条记录的编号相同；两人的都计入了，"
            "请核实是谁做的，或是不是一个人用了两个工号"
        )
        assert len(SHEETS["身份待核实"][1](rep)) == 2


def test_a_number_that_lost_its_zero_is_asked_about_once():
    learner = Learner("7", "张三")
    learner.read()
    rep = result(learner, roster=roster_of(("007", "张三", "心内科")))
    assert asked(rep) == [("similar", ("007", "7"), ("张三",))]
    assert checks(rep) == {"007": (), "7": ("身份冲突",)}
