"""Items, topics and assessments in the report, from what learners did."""

import dataclasses
import json

import pytest
from record_builder import Learner, a_site, right, single
from report_builder import DAY, file_of

from coursemark.model import Assessment, Bank, Draw, Page
from coursemark.report import report
from coursemark.report.analysis_sheets import assessments, items, topics
from coursemark.report.as_json import as_json
from coursemark.report.assessments import AssessmentTallies
from coursemark.report.compose import evidence
from coursemark.report.items import ItemTallies


def a_test(*names, **rules):
    """A site with an exam of these items, all at once."""
    draw = tuple(Draw(item=f"bank/{name}") for name in names)
    exam = Assessment("exam", "结业考试", draw, mode="exam", pass_mark="60", **rules)
    return a_site(assessments={"exam": exam})


def reported(*learners, **changes):
    files = [file_of(one, f"{n}.jsonl") for n, one in enumerate(learners)]
    return report(changes.get("site") or learners[0].site, files, None, DAY)


def cohort(site, n=40):
    """Learners whose first k of four items are right; the rest is wrong, in turn A, C, D."""
    found = []
    for number in range(n):
        one = Learner(f"{number:03}", f"学员{number}", site=site)
        good = number % 5
        one.attempt({f"bank/q{m}": "B" if m < good else "ACD"[(number + m) % 3] for m in range(4)})
        found.append(one)
    return found


def test_a_learner_counts_once_by_the_first_encounter():
    site = a_test("q0", "q1")
    one = Learner(site=site)
    one.attempt({"bank/q0": "A", "bank/q1": "B"})
    one.attempt(right("q0", "q1"))
    rep = reported(one)
    assert [(i.id, i.n, i.facility, i.wrong) for i in rep.items] == [
        ("bank/q0", 1, 0.0, "A"),
        ("bank/q1", 1, 1.0, ""),
    ]
    (exam,) = rep.assessments
    assert (exam.n, exam.shares.mean, exam.passed) == (1, 0.5, 0)


def test_the_first_encounter_is_the_earliest_of_all_assessments():
    exams = {
        name: Assessment(name, name, (Draw(banks=("bank",), type="single", count=1),), mode="exam")
        for name in ("a", "b")
    }
    one = Learner(site=a_site(assessments=exams))
    one.attempt({"bank/q1": "B"}, assessment="a")
    one.attempt({"bank/q0": "C"}, assessment="b")
    one.attempt({"bank/q0": "B"}, assessment="a")
    found = {i.id: (i.n, i.facility, i.wrong) for i in reported(one).items}
    assert found == {"bank/q0": (1, 0.0, "C"), "bank/q1": (1, 1.0, "")}


def test_blank_is_not_the_same_as_not_drawn():
    """Two of three learners are drawn q1, one of these leaves it blank."""
    site = a_site()
    first, second, third = (Learner(f"{n}", site=site) for n in range(3))
    first.attempt(right("q0", "q1", "q2", "q3", "q4"))
    second.attempt({**right("q0", "q2", "q3", "q4"), "bank/q1": ""})
    third.attempt(right("q0", "q5", "q6", "q7", "q8"))
    found = {i.id: (i.n, i.blank, i.not_drawn) for i in reported(first, second, third).items}
    assert found["bank/q0"] == (3, 0, 0)
    assert found["bank/q1"] == (1, 1, 1)
    assert found["bank/q2"] == (2, 0, 1)
    assert found["bank/q5"] == (1, 0, 2)
    assert "bank/q9" not in found


def test_revisions_stand_apart():
    site = a_test("q0", "q1")
    old, new = Learner("1", site=site), Learner("2", site=site)
    old.attempt(right("q0", "q1"))
    banks = {"bank": Bank("bank", "题库", (single("q0", "C"), *site.banks["bank"].items[1:]))}
    later = dataclasses.replace(site, banks=banks)
    new.site = later
    new.attempt({"bank/q0": "C", "bank/q1": "B"})
    rep = reported(old, new, site=later)
    found = [(i.id, i.current, i.n, i.facility, bool(i.flags)) for i in rep.items]
    assert found == [
        ("bank/q0", True, 1, 1.0, True),
        ("bank/q0", False, 1, 0.0, False),
        ("bank/q1", True, 2, 1.0, True),
    ]


def test_groups_options_and_flags():
    site = a_test("q0", "q1", "q2", "q3")
    rep = reported(*cohort(site))
    q1 = next(i for i in rep.items if i.id == "bank/q1")
    # Of each score there are eight; eleven of 40 make a group, hence 8 and 3 of the next 8.
    assert (q1.n, q1.facility, q1.group) == (40, 0.6, 11)
    assert q1.index == 1.0
    assert [(one.option, one.right, one.n) for one in q1.choices] == [
        ("A", False, 5), ("B", True, 24), ("C", False, 6), ("D", False, 5), ("", False, 0),
    ]  # fmt: skip
    assert [one.upper for one in q1.choices] == [0, 1, 0, 0, 0]
    assert sum(one.lower for one in q1.choices) == pytest.approx(1)
    row = dict(zip(ITEM_TITLES, items(rep)[1], strict=True))
    assert row["高分组选择"] == "A\u00a00%　✓B\u00a0100%　C\u00a00%　D\u00a00%"
    assert row["提示"] == ""


ITEM_TITLES = [
    *("题目编号", "题干", "版本", "来源", "作答人次", "未答", "得分率"),
    *("区分度（与其余得分的相关）", "最多的错误作答", "各选项人次", "没抽到", "未答率"),
    *("鉴别指数（高低分组之差）", "每组人数", "高分组选择", "低分组选择", "用时中位数"),
    *("知识点", "出处", "提示"),
]


def test_the_reliability_of_a_test_that_is_the_same_for_all():
    site = a_test("q0", "q1", "q2", "q3")
    (exam,) = reported(*cohort(site)).assessments
    # 0 to 4 right, equally often: σ² = 2, p = .8 .6 .4 .2, Σpq = .8; 4/3 · (1 - .8/2) = .8
    assert exam.reliability.method == "kr20"
    assert exam.reliability.coefficient == pytest.approx(0.8)
    assert exam.reliability.sem == pytest.approx((2 * 40 / 39 * 0.2) ** 0.5 / 4)
    assert (exam.n, exam.pending, exam.passed, exam.blank) == (40, 0, 16, 0)
    assert (exam.shares.mean, exam.shares.median) == (0.5, 0.5)
    assert (exam.seconds, exam.pace) == (300, 75)
    # 0.5 and 0.75 are within 0.16 of 0.6, eight learners each.
    assert exam.near == 16
    assert exam.notes == ("所有题目非对即错，α 就是 KR-20",)
    easier = {"exam": dataclasses.replace(site.assessments["exam"], pass_mark="50")}
    (exam,) = reported(*cohort(dataclasses.replace(site, assessments=easier))).assessments
    assert exam.near == 8


def test_the_reliability_of_a_draw():
    site = a_site()
    learners = []
    for number in range(30):
        one = Learner(f"{number:03}", site=site)
        drawn = ["q0", *(f"q{1 + (number + m) % 9}" for m in range(4))]
        one.attempt({f"bank/{n}": "B" if m < number % 6 else "A" for m, n in enumerate(drawn)})
        learners.append(one)
    (exam,) = reported(*learners).assessments
    assert (exam.reliability.method, exam.reliability.n, exam.reliability.items) == (
        "nested",
        30,
        5,
    )
    assert 0 < exam.reliability.coefficient < 1
    assert exam.notes == (
        "每人抽到的题不同，α 没有意义：这里是概化系数，同一规则抽到的题有难有易也算误差",
    )


def test_a_case_is_one_unit():
    exam = Assessment("exam", "考试", (Draw(item="bank/case"), Draw(item="bank/q0")), mode="exam")
    site = a_site(assessments={"exam": exam})
    learners = []
    for n in range(12):
        one = Learner(f"{n}", site=site)
        one.attempt(
            {"bank/case/1": "true", "bank/case/2": "A[,]C" if n % 2 else "B"}
            | {"bank/q0": "B" if n % 3 else "A"}
        )
        learners.append(one)
    (found,) = reported(*learners).assessments
    assert (found.reliability.method, found.reliability.items) == ("alpha", 2)


def test_too_few_for_a_coefficient():
    site = a_test("q0", "q1")
    (exam,) = reported(*(c for c in cohort_of_two(site, 9))).assessments
    assert exam.reliability.coefficient is None
    assert exam.notes == ("只有 9 人作答，人太少，不计算信度",)
    (exam,) = reported(*cohort_of_two(site, 12)).assessments
    assert exam.notes == (
        "所有题目非对即错，α 就是 KR-20",
        "不足 30 人，信度只作参考",
        "信度为负：题目互相矛盾，先看题目分析里高分者反而错的题",
    )


def cohort_of_two(site, n):
    """Nobody who is right in the one is right in the other, but a few are in neither."""
    for number in range(n):
        one = Learner(f"{number:03}", site=site)
        answers = ["BA", "AB", "AA"][number % 3]
        one.attempt(dict(zip(("bank/q0", "bank/q1"), answers, strict=True)))
        yield one


def test_an_exam_that_waits_for_its_key():
    site = a_test("q0", "q1")
    keyless = tuple(dataclasses.replace(i, key=None) for i in site.banks["bank"].items[:10])
    site = dataclasses.replace(site, banks={"bank": Bank("bank", "题库", keyless)})
    one = Learner(site=site)
    one.attempt(right("q0", "q1"), withheld=True)
    rep = reported(one)
    (exam,) = rep.assessments
    assert (exam.n, exam.pending, exam.shares) == (1, 1, None)
    assert exam.notes == ("1 人还没有判分，不在各项数字里",)
    assert [(i.n, i.facility, i.options["B"], i.wrong) for i in rep.items] == [(1, None, 1, "")] * 2
    assert assessments(rep)[0][-1] == "1 人还没有判分，不在各项数字里"


def test_time_is_known_where_a_statement_tells_it():
    one = Learner()
    one.practise("bank/q9", "A")
    one.log[-1]["result"]["duration"] = "PT42S"
    two = Learner("2", site=one.site)
    two.practise("bank/q9", "B")
    (item,) = reported(one, two).items
    assert (item.n, item.timed, item.seconds, item.basis) == (2, 1, 42, "practice")


def test_topics_by_page_and_owner():
    base = a_site()
    tagged = tuple(
        dataclasses.replace(
            item,
            topics=("结算", "医保卡") if n < 2 else ("目录",) if n < 4 else (),
            source="a.md#x" if n < 3 else "gone.md" if n == 3 else "",
        )
        for n, item in enumerate(base.banks["bank"].items)
    )
    site = a_site(
        banks={"bank": Bank("bank", "题库", tagged)},
        pages={"a.md": Page("a.md", "甲页", owner="医保办")},
    )
    learners = []
    for n in range(20):
        one = Learner(f"{n}", site=site)
        marks = {"q0": n < 5, "q1": n < 10, "q2": n < 12, "q3": True, "q4": True}
        one.attempt({f"bank/{name}": "B" if good else "A" for name, good in marks.items()})
        learners.append(one)
    rep = reported(*learners)
    rows = [(t.topic, t.title, t.owner, t.items, t.n, t.facility, t.hardest) for t in rep.topics]
    assert rows == [
        ("医保卡", "甲页", "医保办", 2, 40, 0.375, "bank/q0"),
        ("结算", "甲页", "医保办", 2, 40, 0.375, "bank/q0"),
        ("目录", "甲页", "医保办", 1, 20, 0.6, "bank/q2"),
        ("目录", "", "", 1, 20, 1.0, "bank/q3"),
        ("", "", "", 1, 20, 1.0, "bank/q4"),
    ]
    assert rep.topics[2].topic_facility == 0.8
    assert [row[:5] for row in topics(rep)][2:] == [
        ["目录", 0.8, "甲页", "a.md", "医保办"],
        ["目录", 0.8, "gone.md", "gone.md", ""],
        ["（没有标知识点）", 1.0, "（没有写出处）", "", ""],
    ]


def test_topics_that_few_answered_come_last():
    """However weak they are."""
    base = a_site()
    topics_of = {"bank/q0": ("常见",), "bank/q1": ("少见",)}
    tagged = tuple(
        dataclasses.replace(item, topics=topics_of.get(item.id, ()))
        for item in base.banks["bank"].items
    )
    site = a_site(banks={"bank": Bank("bank", "题库", tagged)})
    learners = []
    for n in range(20):
        one = Learner(f"{n}", site=site)
        one.attempt({"bank/q0": "B", "bank/q1": "A" if n < 19 else "", **right("q2", "q3", "q4")})
        learners.append(one)
    rep = reported(*learners)
    assert [(t.topic, t.n, t.facility, t.few) for t in rep.topics] == [
        ("", 60, 1.0, False),
        ("常见", 20, 1.0, False),
        ("少见", 19, 0.0, True),
    ]
    assert [row[-1] for row in topics(rep)] == ["", "", "不足 20 人次，只作参考"]


def test_parts_of_the_learners_join():
    """Half the learners, and the other half, give the same as all at once."""
    site = a_site()
    learners = []
    for number in range(24):
        one = Learner(f"{number:03}", site=site)
        one.attempt({f"bank/q{(number * m) % 10}": "ABCD"[(number + m) % 4] for m in range(5)})
        one.practise("bank/case/2", "A[,]C" if number % 2 else "B")
        learners.append(one)
    files = [file_of(one, f"{n}.jsonl") for n, one in enumerate(learners)]
    found = evidence(site, files, None, DAY)
    outcomes = list(found.outcomes.values())
    for kind, whole in ((ItemTallies, found.report.items), (AssessmentTallies, None)):
        left, right_, all_ = kind(site), kind(site), kind(site)
        for n, outcome in enumerate(outcomes):
            (left if n % 2 else right_).add(outcome)
            all_.add(outcome)
        right_.join(left)
        assert right_.results() == all_.results()
        assert whole is None or all_.results() == whole


def test_the_json():
    site = a_test("q0", "q1", "q2", "q3")
    found = json.loads(as_json(reported(*cohort(site))))
    item = found["items"][1]
    assert (item["index"], item["group"], item["not_drawn"]) == (1.0, 11, 0)
    assert item["choices"][1] == {"option": "B", "right": True, "n": 24, "upper": 1, "lower": 0}
    assert item["choices"][-1]["option"] is None
    (exam,) = found["assessments"]
    assert (exam["method"], exam["reliability"], exam["mean"]) == ("kr20", 0.8, 50.0)
    assert exam["sem"] == 16.01
    (topic,) = found["topics"]
    assert (topic["topic"], topic["items"], topic["n"]) == ("", 4, 160)
