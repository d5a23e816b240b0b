"""Records to verified results: what counts, what does not, and what is said about it."""

from __future__ import annotations

import copy
import dataclasses
import itertools
import json
from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from record_builder import SITE_ID, Learner, a_site, record, right
from report_builder import DAY, file_of, result, said

from coursemark.model import Assessment, Bank, Draw
from coursemark.records import Anomaly
from coursemark.records.read import Line, RecordFile
from coursemark.report import Person, Roster, as_json, report
from coursemark.report.quality import Rate
from coursemark.report.sheets import SHEETS
from coursemark.report.workbook import write_workbook

FIVE = right("q0", "q1", "q2", "q3", "q4")
EXTENSION = SITE_ID + "x/"


def exam(rep, n=0):
    return rep.learners[n].assessments[0]


def changed(learner, kind, change):
    """The log with a change made to each statement of a verb."""
    log = copy.deepcopy(learner.log)
    for statement in log:
        if statement["verb"]["id"].endswith("/" + kind):
            change(statement)
    return log


@pytest.fixture
def zhang():
    return Learner()


def test_an_honest_learner_passes_and_completes_the_course(zhang):
    zhang.read()
    zhang.attempt(FIVE)
    rep = result(zhang)
    (learner,) = rep.learners
    assert (learner.id, learner.name, learner.department, learner.role) == (
        "10023",
        "张三",
        "心内科",
        "护士",
    )
    assert learner.on_roster is None
    assert said(rep) == []
    assert (exam(rep).score, exam(rep).passed, exam(rep).attempts) == (10000, True, 1)
    (course,) = learner.courses
    assert (course.status, course.score, course.passed, course.attempts) == (
        "completed",
        10000,
        True,
        1,
    )


def test_a_failed_attempt_shows_its_score(zhang):
    zhang.attempt({**FIVE, "bank/q1": "A", "bank/q2": "", "bank/q3": "C"})
    rep = result(zhang)
    assert said(rep) == []
    assert (exam(rep).score, exam(rep).passed) == (4000, False)
    (course,) = rep.learners[0].courses
    assert (course.status, course.score, course.passed) == ("in-progress", 4000, False)


def test_claims_do_not_count(zhang):
    zhang.attempt({**FIVE, "bank/q1": "A", "bank/q2": "A"})

    def forge(statement):
        statement["verb"]["id"] = "http://adlnet.gov/expapi/verbs/passed"
        statement["result"]["success"] = True
        statement["result"]["score"] = {"raw": 5, "min": 0, "max": 5, "scaled": 1}

    rep = result(zhang, file_of(zhang, log=changed(zhang, "failed", forge)))
    assert (exam(rep).score, exam(rep).passed) == (6000, False)
    assert said(rep) == [("score-mismatch", "自报 5/5 通过，重新判分为 3/5 未通过")]


def test_a_forged_answer(zhang):
    zhang.attempt({"bank/q0": "A", **right("q1", "q2", "q3", "q4")})

    def forge(statement):
        statement["result"]["success"] = True
        statement["result"]["score"] = {"raw": 1, "min": 0, "max": 1, "scaled": 1}

    rep = result(zhang, file_of(zhang, log=changed(zhang, "answered", forge)))
    assert exam(rep).score == 8000
    assert said(rep) == [
        ("score-mismatch", "bank/q0 自报 1/1 正确，重新判分为 0/1 错误"),
    ]


def test_a_pass_without_answers(zhang):
    zhang.attempt(FIVE)
    log = [s for s in zhang.log if not s["verb"]["id"].endswith("answered")]
    rep = result(zhang, file_of(zhang, log=log))
    assert exam(rep).passed is False
    assert said(rep) == [("score-mismatch", "自报通过，但没有作答可以核对，按未通过计")]


def test_a_lone_pass_statement(zhang):
    zhang.attempt(FIVE)
    log = [s for s in zhang.log if s["verb"]["id"].endswith("passed")]
    rep = result(zhang, file_of(zhang, log=log))
    assert (exam(rep).raw, exam(rep).max, exam(rep).passed) == (0, 500, False)
    assert ("score-mismatch", "自报通过，但没有作答可以核对，按未通过计") in said(rep)


def test_deleting_wrong_answers_gains_nothing(zhang):
    zhang.attempt({**FIVE, "bank/q3": "A", "bank/q4": "A"})
    log = [
        s for s in zhang.log if "/q3" not in s["object"]["id"] and "/q4" not in s["object"]["id"]
    ]
    rep = result(zhang, file_of(zhang, log=log))
    assert (exam(rep).raw, exam(rep).max) == (300, 500)


def test_deleting_drawn_items_gains_nothing(zhang):
    zhang.attempt({**FIVE, "bank/q3": "A", "bank/q4": "A"})

    def forge(statement):
        extensions = statement["context"]["extensions"]
        extensions[EXTENSION + "draw"] = extensions[EXTENSION + "draw"][:3]

    log = changed(zhang, "initialized", forge)
    log = [s for s in log if not s["object"]["id"].endswith(("/q3", "/q4"))]
    rep = result(zhang, file_of(zhang, log=log))
    assert (exam(rep).raw, exam(rep).max, exam(rep).passed) == (300, 500, False)
    text = "抽题清单比测评 exam 的要求少 2 题，缺的按 0 分计（记录被改动，或题库在作答后加了题）"
    assert ("incomplete-attempt", text) in said(rep)


def test_adding_easy_items_gains_nothing(zhang):
    zhang.attempt({**FIVE, "bank/q1": "A", "bank/q2": "A", **right("q5", "q6", "q7", "q8", "q9")})
    rep = result(zhang)
    assert exam(rep).max == 500
    assert exam(rep).raw <= 500
    assert [kind for kind, _ in said(rep)].count("incomplete-attempt") == 1


def test_points_written_into_the_draw_are_not_believed(zhang):
    zhang.attempt({**FIVE, "bank/q1": "A", "bank/q2": "A"})

    def forge(statement):
        for drawn in statement["context"]["extensions"][EXTENSION + "draw"]:
            drawn["points"] = 100 if drawn["item"] == "bank/q0" else 0

    rep = result(zhang, file_of(zhang, log=changed(zhang, "initialized", forge)))
    assert exam(rep).score == 6000


def test_points_of_a_rule_and_the_parts_of_a_case():
    site = a_site()
    rules = (Draw(item="bank/case", points=600), Draw(item="bank/q0", points=400))
    site = a_site(assessments={"exam": Assessment("exam", "考试", rules, pass_mark="60")})
    learner = Learner(site=site)
    learner.attempt({"bank/case/1": "true", "bank/case/2": "A[,]B", "bank/q0": "B"})
    rep = result(learner)
    assert (exam(rep).raw, exam(rep).max, exam(rep).passed) == (600, 1000, True)


def test_a_case_drawn_in_part_counts_whole():
    rules = (Draw(item="bank/case"),)
    site = a_site(assessments={"exam": Assessment("exam", "考试", rules, pass_mark="60")})
    learner = Learner(site=site)
    learner.attempt({"bank/case/1": "true"})
    rep = result(learner)
    assert (exam(rep).raw, exam(rep).max, exam(rep).passed) == (100, 300, False)


def test_without_a_drawn_list_the_named_items_and_the_answered_count(zhang):
    zhang.attempt(FIVE)

    def strip(statement):
        statement["context"].pop("extensions", None)

    log = copy.deepcopy(zhang.log)
    for statement in log:
        strip(statement)
    rep = result(zhang, file_of(zhang, log=log))
    assert (exam(rep).raw, exam(rep).max, exam(rep).passed) == (500, 500, True)
    assert said(rep) == []


def test_a_withheld_key_is_graded_here(zhang):
    zhang.attempt(FIVE, withheld=True)
    rep = result(zhang)
    assert (exam(rep).score, exam(rep).passed) == (10000, True)
    assert said(rep) == []


def test_a_bank_without_keys_stays_pending():
    keyless = tuple(dataclasses.replace(i, key=None) for i in a_site().banks["bank"].items[:10])
    site = a_site(banks={"bank": Bank("bank", "题库", keyless)})
    learner = Learner(site=site)
    learner.attempt(FIVE, withheld=True)
    rep = result(learner)
    assert (exam(rep).score, exam(rep).passed) == (None, None)
    assert [item.facility for item in rep.items] == [None] * 5


def test_an_attempt_that_was_not_submitted_does_not_count(zhang):
    zhang.attempt(FIVE, submit=False)
    assert result(zhang).learners[0].assessments == ()


@pytest.mark.parametrize(
    ("grading", "score", "passed", "status"),
    [
        ("best", 10000, True, "completed"),
        ("last", 2000, False, "in-progress"),
        ("first", 4000, False, "in-progress"),
    ],
)
def test_which_attempt_counts(grading, score, passed, status):
    base = a_site()
    site = a_site(
        assessments={"exam": dataclasses.replace(base.assessments["exam"], grading=grading)}
    )
    learner = Learner(site=site)
    learner.read()
    learner.attempt({**FIVE, "bank/q1": "A", "bank/q2": "A", "bank/q3": "A"})
    learner.attempt(FIVE)
    learner.attempt({**dict.fromkeys(FIVE, "A"), "bank/q0": "B"})
    rep = result(learner)
    assert (exam(rep).score, exam(rep).passed, exam(rep).attempts) == (score, passed, 3)
    assert rep.learners[0].courses[0].status == status


def test_attempts_over_the_limit_do_not_count():
    base = a_site()
    site = a_site(assessments={"exam": dataclasses.replace(base.assessments["exam"], attempts=1)})
    learner = Learner(site=site)
    learner.attempt({**FIVE, "bank/q1": "A", "bank/q2": "A"})
    learner.attempt(FIVE)
    rep = result(learner)
    assert (exam(rep).score, exam(rep).attempts) == (6000, 1)
    assert said(rep) == [("attempt-limit", "测评 exam 限作答 1 次，这一次超出，没有计入")]


def test_an_item_edited_since_is_graded_by_the_bank_without_blame(zhang):
    zhang.attempt(FIVE)
    items = list(zhang.site.banks["bank"].items)
    items[1] = dataclasses.replace(items[1], key="C")
    site = a_site(banks={"bank": Bank("bank", "题库", tuple(items))})
    rep = result(zhang, site=site)
    assert exam(rep).score == 8000
    assert said(rep) == [("outdated-item", "1 道题在作答后改过，已按现在的题目重新判分：bank/q1")]


@pytest.mark.parametrize("seed", range(4))
def test_items_edited_since_are_named_by_line_whatever_the_ids_of_the_answers(seed):
    learner = Learner(seed=seed)
    learner.attempt(FIVE)
    items = list(learner.site.banks["bank"].items)
    items[1:4] = [dataclasses.replace(item, key="C") for item in items[1:4]]
    rep = result(learner, site=a_site(banks={"bank": Bank("bank", "题库", tuple(items))}))
    # The file has the answers in its lines 3 to 7, all of one moment.
    assert [(p.line, p.detail) for p in rep.problems if p.kind == "outdated-item"] == [
        (4, "3 道题在作答后改过，已按现在的题目重新判分：bank/q1、bank/q2、bank/q3")
    ]


def test_an_item_that_is_gone(zhang):
    zhang.attempt(FIVE)
    zhang.practise("bank/q9", "B")
    items = tuple(i for i in zhang.site.banks["bank"].items if i.id not in ("bank/q1", "bank/q9"))
    rep = result(zhang, site=a_site(banks={"bank": Bank("bank", "题库", items)}))
    assert ("unknown-item", "题库里没有题目 bank/q1，按 0 分计") in said(rep)
    assert ("unknown-item", "题库里没有题目 bank/q9") in said(rep)
    assert exam(rep).max == 500


def test_rules_changed_since(zhang):
    zhang.attempt(FIVE)
    base = a_site().assessments["exam"]
    bigger = dataclasses.replace(base, draw=(*base.draw, Draw(item="bank/case")))
    rep = result(zhang, site=a_site(assessments={"exam": bigger}))
    assert (exam(rep).raw, exam(rep).max, exam(rep).passed) == (500, 500, True)
    text = "测评 exam 的规则在作答后改过：这次抽了 5 题，现在要抽 6 题；按抽到的题判分，请核实"
    assert said(rep) == [("outdated-assessment", text)]


def test_a_pass_lost_by_a_change_since_is_said(zhang):
    zhang.attempt({**FIVE, "bank/q4": "A"})
    base = a_site().assessments["exam"]
    harder = dataclasses.replace(base, pass_mark="90")
    rep = result(zhang, site=a_site(assessments={"exam": harder}))
    assert exam(rep).passed is False
    why = "自报 4/5 通过，重新判分为 4/5 未通过（题目或规则在作答后改过）"
    assert said(rep) == [
        ("outdated-assessment", "测评 exam 的规则在作答后改过"),
        ("score-mismatch", why),
    ]


def test_tags_changed_since_take_nothing_away(zhang):
    base = a_site()
    tagged = tuple(dataclasses.replace(i, topics=("旧",)) for i in base.banks["bank"].items)
    draw = (Draw(item="bank/q0"), Draw(banks=("bank",), type="single", topics=("旧",), count=4))
    rules = {"exam": dataclasses.replace(base.assessments["exam"], draw=draw)}
    moved = tuple(dataclasses.replace(i, topics=()) if i.id == "bank/q1" else i for i in tagged)
    before = a_site(assessments=rules, banks={"bank": Bank("bank", "题库", tagged)})
    zhang = Learner(site=before)
    zhang.attempt(FIVE)
    rep = result(zhang, site=a_site(assessments=rules, banks={"bank": Bank("bank", "题库", moved)}))
    assert (exam(rep).raw, exam(rep).max) == (500, 500)
    text = (
        "按现在的标签，测评 exam 抽不到 bank/q1，照常计分"
        "（题目的标签或有效期在作答后改过，或记录被改动）"
    )
    assert said(rep) == [("incomplete-attempt", text)]


def test_an_unknown_assessment(zhang):
    zhang.attempt(FIVE)
    rep = result(zhang, site=a_site(assessments={}))
    assert said(rep) == [("unknown-assessment", "没有测评 exam，它的作答没有计入")]


# ---------------------------------------------------------------- times


def test_an_exam_faster_than_a_second_an_item(zhang):
    zhang.attempt(FIVE, seconds=3)
    assert said(result(zhang)) == [("implausible-time", "测评 exam 有 5 题，只用了 3 秒")]


def test_an_exam_that_ends_before_it_begins(zhang):
    zhang.attempt(FIVE, seconds=-100)
    assert said(result(zhang)) == [("implausible-time", "测评 exam 的结束早于开始")]


@pytest.mark.parametrize(("seconds", "problems"), [(720, 0), (721, 1)])
def test_longer_than_the_time_limit_and_two_minutes(seconds, problems):
    base = a_site().assessments["exam"]
    site = a_site(assessments={"exam": dataclasses.replace(base, minutes=10)})
    learner = Learner(site=site)
    learner.attempt(FIVE, seconds=seconds)
    expected = [("implausible-time", "测评 exam 限时 10 分钟，用了 12 分钟")]
    assert said(result(learner)) == expected[:problems]


def test_later_than_the_export(zhang):
    zhang.read()
    zhang.read()
    rep = result(zhang, file_of(zhang, exported="2026-02-28T09:00:00+08:00"))
    assert said(rep) == [("implausible-time", "时间晚于文件导出的时间（共 2 条）")]
    assert rep.learners[0].courses[0].status == "in-progress"


@pytest.mark.parametrize("today", [None, date(2026, 2, 27), date(2026, 2, 28)])
def test_later_than_the_day_on_which_the_report_is_made(zhang, today):
    zhang.read()
    rep = result(zhang, as_of=date(2026, 2, 28), today=today)
    assert said(rep) == [("implausible-time", "时间晚于出报表的日子，没有计入")]
    assert rep.quality.errors == Rate(1, 1)
    assert rep.learners[0].checks == ("时间异常",)
    assert rep.learners[0].courses[0].status == "not-started"


def test_what_was_done_after_a_past_day_is_no_fault(zhang):
    zhang.read()
    rep = result(zhang, as_of=date(2026, 2, 28), today=date(2026, 3, 1))
    assert said(rep) == []
    assert rep.quality.errors == Rate(0, 1)
    assert (rep.statements, rep.learners[0].checks) == (0, ("通过",))
    assert rep.learners[0].courses[0].status == "not-started"


def test_a_report_of_a_day_to_come_takes_what_lies_before_it(zhang):
    zhang.read()
    rep = result(zhang, as_of=date(2026, 3, 1), today=date(2026, 2, 28))
    assert (said(rep), rep.statements) == ([], 1)


def test_after_a_past_day_and_later_than_the_export(zhang):
    zhang.read()
    given = file_of(zhang, exported="2026-02-28T09:00:00+08:00")
    rep = result(zhang, given, as_of=date(2026, 2, 28), today=date(2026, 3, 5))
    assert said(rep) == [("implausible-time", "时间晚于文件导出的时间")]
    assert rep.statements == 0


def test_the_day_of_the_report_counts_whole(zhang):
    zhang.read()
    assert said(result(zhang, as_of=date(2026, 3, 1))) == []


def test_no_time_at_all(zhang):
    zhang.read()
    zhang.log[0]["timestamp"] = "昨天"
    assert said(result(zhang)) == [("implausible-time", "没有可用的时间，不计入课程进度")]


def test_an_attempt_without_a_time_has_no_date(zhang, tmp_path):
    zhang.attempt(FIVE)
    for statement in zhang.log:
        statement["timestamp"] = "0001-01-01T00:00:00Z"
    rep = result(zhang)
    assert (exam(rep).passed, exam(rep).submitted_at) == (True, None)
    write_workbook(rep, tmp_path / "o.xlsx")


def test_a_clock_that_lost_its_battery_is_said():
    learner = Learner(start="2000-01-01T08:00:00")
    learner.read()
    text = "时间早于 2013 年，电脑的时钟可能不对"
    assert said(result(learner)) == [("implausible-time", text)]


def test_answers_after_the_end_of_an_exam_gain_nothing(zhang):
    zhang.attempt({**FIVE, "bank/q3": "A", "bank/q4": "A"})
    for statement in zhang.log[4:6]:
        better = copy.deepcopy(statement)
        better["id"] = zhang.uuid()
        better["timestamp"] = "2026-03-01T10:00:00.000+08:00"
        better["result"] = {"response": "B"}
        zhang.log.append(better)
    rep = result(zhang, file_of(zhang, exported="2026-03-02T00:00:00+08:00"))
    assert (exam(rep).raw, exam(rep).passed) == (300, False)
    text = "测评 exam 交卷之后还有 2 条作答，没有计入"
    assert said(rep) == [("implausible-time", text)]


def test_without_a_registration_what_follows_an_end_is_another_attempt(zhang):
    zhang.attempt({**FIVE, "bank/q4": "A"})
    zhang.attempt(FIVE)
    for statement in zhang.log:
        del statement["context"]["registration"]
    rep = result(zhang)
    assert (exam(rep).attempts, exam(rep).score) == (2, 10000)
    assert said(rep) == []


# ---------------------------------------------------------------- merging and identity


def test_the_same_file_twice(zhang):
    zhang.attempt(FIVE)
    rep = result(zhang, file_of(zhang), file_of(zhang, "b.jsonl"))
    assert said(rep) == [("duplicate", "8 条记录都已在 a.jsonl 中，只计一次")]
    assert rep.problems[0].file == "b.jsonl"
    assert (exam(rep).attempts, rep.statements) == (1, 8)


def test_a_later_file_that_holds_more_is_no_duplicate(zhang):
    zhang.read()
    first = file_of(zhang)
    zhang.attempt(FIVE)
    rep = result(zhang, first, file_of(zhang, "b.jsonl"))
    assert said(rep) == []
    assert rep.learners[0].files == 2


def test_one_id_with_two_contents(zhang):
    zhang.attempt({**FIVE, "bank/q1": "A"})

    def forge(statement):
        statement["result"]["response"] = "B"

    forged = dataclasses.replace(
        file_of(zhang, "b.jsonl", changed(zhang, "answered", forge)), verified=False
    )
    for files in itertools.permutations([file_of(zhang), forged]):
        rep = result(zhang, *files)
        assert exam(rep).score == 8000
        duplicates = [d for k, d in said(rep) if k == "duplicate"]
        assert duplicates == [f"与 {files[0].name} 中编号相同的记录内容不同"]


def test_what_a_server_adds_is_no_difference(zhang):
    zhang.read()
    log = [{**s, "stored": "2026-03-01T01:00:00Z", "version": "1.0.0"} for s in zhang.log]
    rep = result(zhang, file_of(zhang), file_of(zhang, "b.jsonl", log))
    assert [kind for kind, _ in said(rep)] == ["duplicate"]
    assert "内容不同" not in rep.problems[0].detail


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_merging_is_a_union_in_any_order(data):
    learner = Learner()
    learner.read()
    learner.attempt(FIVE)
    learner.attempt({**FIVE, "bank/q0": "A"})
    parts = data.draw(
        st.lists(st.sets(st.integers(0, len(learner.log) - 1)), min_size=1, max_size=4)
    )
    parts.append(set(range(len(learner.log))))
    files = [
        file_of(learner, f"{n}.jsonl", [learner.log[i] for i in sorted(part)])
        for n, part in enumerate(parts)
    ]
    shuffled = data.draw(st.permutations(files))
    whole = result(learner)
    for merged in (result(learner, *files), result(learner, *shuffled, *shuffled)):
        assert merged.items == whole.items
        assert merged.statements == whole.statements
        assert [msgspec.structs.replace(one, files=1) for one in merged.learners] == list(
            whole.learners
        )


def test_the_same_number_under_two_names(zhang):
    zhang.read()
    li = Learner("10023", "李四", seed=2)
    li.read()
    rep = result(zhang, file_of(zhang), file_of(li, "b.jsonl"))
    assert said(rep) == [
        (
            "identity-conflict",
            "工号 10023 有不同的姓名：张三、李四；记录合在一起计，请核实是不是两个人",
        )
    ]


def test_statements_of_somebody_else_count_for_who_did_them(zhang):
    zhang.read()
    header = {"id": "10024", "name": "李四"}
    rep = result(zhang, file_of(zhang, learner=header))
    text = "文件属于 10024，其中的记录却是 10023 的，按记录里的工号计入"
    assert said(rep) == [("identity-conflict", text)]
    assert {one.id: len(one.courses) for one in rep.learners} == {"10023": 1, "10024": 0}


def test_a_copied_record_is_noticed(zhang):
    zhang.read()
    text = json.dumps(zhang.log, ensure_ascii=False)
    copied = json.loads(text.replace("10023", "10024").replace("张三", "李四"))
    rep = result(zhang, file_of(zhang), file_of(Learner("10024", "李四"), "b.jsonl", copied))
    said_of_both = "编号相同，可能是复制的；两人的都计入了，请核实"
    assert [(p.kind, p.learner, p.detail) for p in rep.problems] == [
        ("identity-conflict", "10024", f"与 10023 的记录（a.jsonl）{said_of_both}"),
        ("identity-conflict", "10023", f"与 10024 的记录{said_of_both}"),
    ]


def test_another_site(zhang):
    zhang.read()
    rep = result(zhang, file_of(zhang, site={"id": "https://other.example/"}))
    assert said(rep) == [
        ("wrong-format", "是另一个站点（https://other.example/）的记录，不计入本站")
    ]


def test_statements_of_other_tools_without_a_header(zhang):
    zhang.read()
    for statement in zhang.log:
        statement["actor"] = {"mbox": "mailto:zhang@hospital.example", "name": "张三"}
        del statement["context"]
    file = RecordFile(
        "x.json", None, (Line(1, zhang.log[0]), Line(2, {"verb": 1, "object": 2})), ()
    )
    rep = result(zhang, file)
    assert [one.id for one in rep.learners] == ["zhang@hospital.example"]
    assert said(rep) == [("identity-conflict", "记录没有写明学员，没有计入")]


def roster(*people):
    rows = [Person(id_, name, "内科", role, None, n) for n, (id_, name, role) in enumerate(people)]
    return Roster({p.id: p for p in rows}, (Anomaly("r.xlsx", 3, "roster", "坏行"),))


def test_the_roster_says_who_and_in_what_role(zhang):
    zhang.read()
    rep = result(zhang, roster=roster(("10023", "张三", "医师"), ("10024", "李四", "护士")))
    zhang_, li = rep.learners
    assert (zhang_.on_roster, zhang_.role, zhang_.department) == (True, "医师", "内科")
    # Not required of doctors, but begun.
    assert [(c.required, c.status) for c in zhang_.courses] == [(False, "in-progress")]
    assert [(c.required, c.status) for c in li.courses] == [(True, "not-started")]
    strange = "本站没有岗位“医师”（1 人），只算了全员的课程；只是写法不同的，请在名册里改成护士"
    assert said(rep) == [("roster", strange), ("roster", "坏行")]
    (department,) = rep.departments
    assert (department.learners, department.required, department.completed) == (2, 1, 0)


def test_who_is_not_on_the_roster(zhang):
    zhang.read()
    rep = result(zhang, roster=roster(("20000", "王五", "护士")))
    assert [(one.id, one.on_roster) for one in rep.learners] == [("20000", True), ("10023", False)]
    assert ("not-on-roster", "名册里没有工号 10023") in said(rep)


def test_a_lost_leading_zero_is_suggested_not_guessed():
    learner = Learner("23", "张三")
    learner.read()
    rep = result(learner, roster=roster(("0023", "张三", "护士")))
    text = (
        "名册里没有工号 23，但有 0023（张三），可能漏了前导零或大小写不同；"
        "请核实后改正，没有自动合并"
    )
    assert ("identity-conflict", text) in said(rep)
    assert [one.courses[0].status for one in rep.learners] == ["not-started", "in-progress"]


def test_another_name_on_the_roster(zhang):
    zhang.read()
    rep = result(zhang, roster=roster(("10023", "张叁", "护士")))
    assert ("identity-conflict", "工号 10023 在名册上是张叁，记录里是张三") in said(rep)
    assert rep.learners[0].name == "张叁"


# ---------------------------------------------------------------- items


def test_item_statistics():
    site = a_site()
    files = []
    for n in range(12):
        learner = Learner(f"{n:03}", f"学员{n}", site=site)
        good = n < 6
        response = {"bank/q0": "B" if good else "C", "bank/q1": "B" if good else "A"}
        learner.attempt({**response, "bank/q2": "" if n == 0 else "B", **right("q3", "q4")})
        files.append(file_of(learner, f"{n}.jsonl"))
    rep = report(site, files, None, DAY)
    items = {item.id: item for item in rep.items}
    q0, q2 = items["bank/q0"], items["bank/q2"]
    assert (q0.n, q0.blank, q0.facility) == (12, 0, 0.5)
    assert q0.options == {"A": 0, "B": 6, "C": 6, "D": 0}
    assert (q0.wrong, q0.current, q0.basis) == ("C", True, "attempts")
    assert q0.discrimination == pytest.approx(0.9, abs=0.1)
    assert (q2.n, q2.blank, q2.facility, q2.discrimination) == (11, 1, 1.0, None)


def test_fewer_than_ten_responses_discriminate_nothing(zhang):
    zhang.attempt(FIVE)
    assert {item.discrimination for item in result(zhang).items} == {None}


def test_practice_counts_for_items_in_no_attempt(zhang):
    zhang.practise("bank/q9", "A")
    zhang.practise("bank/q9", "B")
    zhang.practise("bank/case/2", "A[,]B")
    rep = result(zhang)
    assert [(i.id, i.n, i.facility, i.basis, i.wrong) for i in rep.items] == [
        ("bank/case/2", 1, 0.0, "practice", "B"),
        ("bank/q9", 1, 0.0, "practice", "A"),
    ]


# ---------------------------------------------------------------- hostile statements

VALUES = st.sampled_from(
    [None, True, 0, -1, 1e308, 10**30, "", "B", "[,]" * 50, [], {}, [[]], {"id": []}, "\ud800"]
)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_no_statement_stops_the_report(data):
    learner = Learner()
    learner.read()
    learner.attempt(FIVE, interruptions=[("away", 5), ("clock", -60)])
    learner.practise("bank/q9", "A")
    question = {"survey": {"id": "s"}, "question": {"id": "q", "type": "rating"}}
    learner.add("replied", {**question, "response": "4", "scale": 5})
    learner.add("surveyed", {"survey": {"id": "s"}})
    learner.add("attended", {"session": {"name": "讲座"}, "held": "2026-02-01", "hours": 2})
    learner.add("commented", {"item": {"id": "bank/q1", "revision": "0"}, "text": "错"})
    log = copy.deepcopy(learner.log)
    for _ in range(data.draw(st.integers(1, 6))):
        node = data.draw(st.sampled_from(log))
        while True:
            key = data.draw(st.sampled_from(sorted(node, key=str)))
            if isinstance(node[key], dict) and node[key] and data.draw(st.booleans()):
                node = node[key]
                continue
            node[key] = copy.deepcopy(data.draw(VALUES))
            break
    rep = result(learner, file_of(learner, log=log))
    as_json(rep)
    for _, rows_of in SHEETS.values():
        rows_of(rep)


def step(kind, target, at, **changes):
    done = {"optional": False, "done": True, "due": None, "have": 1, "need": 1}
    return {"kind": kind, "target": target, "at": at, **done, **changes}


def test_the_json_has_the_form_of_the_design(zhang):
    zhang.read()
    zhang.attempt({**FIVE, "bank/q1": "A"})
    rep = result(zhang)
    found = json.loads(as_json(rep))
    (learner,) = found["learners"]
    assert learner["courses"][0] == {
        "id": "newcomer",
        "course": "newcomer",
        "title": "新入职通识",
        "required": True,
        "status": "completed",
        "score": 80.0,
        "passed": True,
        "completed_at": "2026-03-01T09:07:00.000+08:00",
        "valid_until": None,
        "attempts": 1,
        "steps_done": 2,
        "steps": 2,
        "type": "",
        "hours": None,
        "hours_earned": None,
        "due": None,
        "days_overdue": None,
        "renew_from": None,
        "waits_for": [],
        "completions": ["2026-03-01T09:07:00.000+08:00"],
        "detail": [
            step("read", "a.md", "2026-03-01T09:01:00.000+08:00"),
            step("pass", "exam", "2026-03-01T09:07:00.000+08:00"),
        ],
    }
    attempt = {
        "registration": zhang.log[1]["context"]["registration"],
        "submitted_at": "2026-03-01T09:07:00.000+08:00",
        "score": 80.0,
        "raw": 4.0,
        "max": 5.0,
        "passed": True,
        "receipt": rep.learners[0].attempts[0].receipt,
        "revision": zhang.site.assessments["exam"].revision,
        "facts": {
            "away": 0,
            "away_seconds": 0,
            "closed": 0,
            "closed_seconds": 0,
            "paused": 0,
            "paused_seconds": 0,
            "clock": [],
        },
    }
    own = {"assessment": "exam", "title": "结业考试", "attempts": 1}
    assert learner["assessments"] == [{**attempt, **own}]
    sat = {"assessment": "exam", "number": 1, "seconds": 300.0, "submitted": True}
    started = "2026-03-01T09:02:00.000+08:00"
    counts = {"counts": "result", "reason": "", "started": started, "pending": []}
    assert learner["attempts"] == [{**attempt, **sat, **counts}]
    assert {"id", "revision", "n", "facility", "discrimination", "options", "blank"} <= set(
        found["items"][0]
    )
    assert found["problems"] == []


def test_record_and_report_agree_end_to_end(zhang, tmp_path):
    from coursemark.records import read_records

    zhang.read()
    zhang.attempt(FIVE)
    (tmp_path / "a.jsonl").write_bytes(record(zhang.header(), zhang.log))
    (file,) = read_records([tmp_path / "a.jsonl"])
    assert result(zhang, file) == result(zhang)
