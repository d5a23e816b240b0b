"""The same records under two states of a site."""

from __future__ import annotations

import csv
import dataclasses
import io
import json

import pytest
from python_calamine import CalamineWorkbook
from record_builder import Learner, a_site, right
from report_builder import DAY, file_of

from coursemark.model import Assessment, Bank, Draw, Page
from coursemark.report import Person, Roster
from coursemark.report.compare import compare, key_text
from coursemark.report.compare_tables import CSV_START, JSON_START, as_json, write_comparison

FIVE = right("q0", "q1", "q2", "q3", "q4")


def with_item(id_, **changes):
    base = a_site().banks["bank"].items
    items = (dataclasses.replace(i, **changes) if i.id == id_ else i for i in base)
    return a_site(banks={"bank": Bank("bank", "题库", tuple(items))})


def with_exam(**changes):
    exam = a_site().assessments["exam"]
    return a_site(assessments={"exam": dataclasses.replace(exam, **changes)})


@pytest.fixture
def three():
    """Right, wrong at q1, wrong at q1 and q2."""
    found = [Learner(f"{n}", f"学员{n}") for n in range(3)]
    for learner, wrong in zip(found, ((), ("q1",), ("q1", "q2")), strict=True):
        learner.read()
        learner.attempt({**FIVE, **{f"bank/{name}": "C" for name in wrong}})
    return found


def changes(before, after, *learners):
    return compare(before, after, [file_of(one, f"{one.id}.jsonl") for one in learners], DAY)


def scores(found):
    return [
        (c.learner.id, c.before and c.before.score, c.after and c.after.score, c.result_changes)
        for c in found.scores
    ]


def test_a_key_that_was_wrong(three):
    found = changes(a_site(), with_item("bank/q1", key="C"), *three)
    assert scores(found) == [
        ("0", 10000, 8000, False),
        ("1", 8000, 10000, False),
        ("2", 6000, 8000, True),
    ]
    assert (found.up, found.down, found.gained, found.lost) == (2, 1, 1, 0)
    assert (found.learners, found.attempts, found.compared) == (3, 3, 3)
    (item,) = found.items
    assert (item.item, item.stem, item.what) == ("bank/q1", "题干 q1", "答案 B → C")
    assert (item.answers, item.changed, item.up, item.down) == (3, 3, 2, 1)
    assert [(c.learner.id, c.title, c.before, c.after) for c in found.courses] == [
        ("2", "新入职通识", "in-progress", "completed")
    ]


def test_nothing_was_changed(three):
    found = changes(a_site(), a_site(), *three)
    assert (found.scores, found.items, found.courses) == ((), (), ())
    assert (found.up, found.down, found.gained, found.lost, found.compared) == (0, 0, 0, 0, 3)


def test_a_key_that_nobody_s_score_depends_on(three):
    found = changes(a_site(), with_item("bank/q9", key="C"), *three)
    assert (found.scores, found.items) == ((), ())


def test_words_that_changed_change_no_score(three):
    found = changes(a_site(), with_item("bank/q1", stem="新题干"), *three)
    assert found.scores == ()
    assert [(i.what, i.answers, i.changed) for i in found.items] == [("文字改动", 3, 0)]


def test_points_and_an_accepted_text(three):
    found = changes(a_site(), with_item("bank/q1", points=300), *three)
    assert scores(found) == [("1", 8000, 5714, True), ("2", 6000, 4286, False)]
    assert [(i.what, i.changed) for i in found.items] == [("分值 1 → 3", 0)]


def test_another_pass_mark(three):
    found = changes(a_site(), with_exam(pass_mark="90"), *three)
    assert scores(found) == [("1", 8000, 8000, True)]
    assert (found.gained, found.lost, found.items) == (0, 1, ())


def test_another_rule_which_attempt_counts(three):
    three[0].attempt({**FIVE, "bank/q3": "A", "bank/q4": "A"})
    found = changes(a_site(), with_exam(grading="last"), *three)
    assert scores(found) == [("0", 10000, 6000, True)]
    assert found.attempts == 4


def test_an_attempt_beyond_a_new_limit_is_not_compared(three):
    three[2].attempt(FIVE)
    found = changes(a_site(), with_exam(attempts=1), *three)
    assert scores(found) == [("2", 10000, 6000, True)]
    assert found.items == ()


def test_an_assessment_of_one_side_only(three):
    found = changes(a_site(assessments={}), a_site(), three[0])
    assert scores(found) == [("0", None, 10000, True)]
    found = changes(a_site(), a_site(assessments={}), three[0])
    assert scores(found) == [("0", 10000, None, True)]
    assert (found.up, found.down, found.gained, found.lost) == (0, 1, 0, 1)


def test_an_item_that_is_gone(three):
    base = a_site().banks["bank"].items
    items = tuple(i for i in base if i.id != "bank/q2")
    found = changes(a_site(), a_site(banks={"bank": Bank("bank", "题库", items)}), *three)
    assert [(i.item, i.stem, i.what, i.changed) for i in found.items] == [
        ("bank/q2", "题干 q2", "已删除", 2)
    ]


def test_a_key_given_later():
    keyless = tuple(dataclasses.replace(i, key=None) for i in a_site().banks["bank"].items[:10])
    before = a_site(banks={"bank": Bank("bank", "题库", keyless)})
    zhang = Learner(site=before)
    zhang.attempt(FIVE, withheld=True)
    found = changes(before, a_site(), zhang)
    assert scores(found) == [("10023", None, 10000, True)]
    assert (found.gained, found.lost) == (1, 0)
    assert {i.what for i in found.items} == {"答案 无 → B"}
    assert [i.changed for i in found.items] == [1] * 5


def test_a_page_changed_and_a_course_with_it(three):
    pages = dict(a_site().pages)
    renewed = Page("a.md", "甲页", retrain_from=DAY)
    found = changes(a_site(), a_site(pages={**pages, "a.md": renewed}), *three)
    assert found.scores == ()
    assert [(c.learner.id, c.before, c.after) for c in found.courses] == [
        ("0", "completed", "retrain"),
        ("1", "completed", "retrain"),
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "正确"),
        ("B", "B"),
        (["A", "C"], "A、C"),
        ([["1", "b"], ["2", "a"]], "1/b；2/a"),
        ({"value": "24"}, "24"),
        ({"min": "10", "max": "20"}, "10 至 20"),
        ({"percent": "5"}, "5%"),
        ([["119", "一一九"], ["清场"]], "119/一一九；清场"),
        (None, "无"),
    ],
)
def test_keys_as_people_read_them(value, text):
    assert key_text(value) == text


def test_the_roster_says_who_and_who_has_no_record_is_not_compared(three):
    people = [Person("0", "甲", "外科", "医师", None, 2), Person("9", "乙", "", "", None, 3)]
    files = [file_of(three[0])]
    roster = Roster({person.id: person for person in people}, ())
    found = compare(a_site(), with_item("bank/q1", key="C"), files, DAY, roster)
    assert [(c.learner.name, c.learner.department) for c in found.scores] == [("甲", "外科")]


# ---------------------------------------------------------------- tables

NASTY = "=cmd|' /C calc'!A0"


@pytest.fixture
def found():
    zhang = Learner("007", NASTY)
    zhang.read()
    zhang.attempt({**FIVE, "bank/q1": "A", "bank/q2": "C"})
    return changes(a_site(), with_item("bank/q2", key="C"), zhang)


def test_the_workbook(found, tmp_path):
    write_comparison(found, "HEAD~1", tmp_path / "o.xlsx")
    book = CalamineWorkbook.from_path(str(tmp_path / "o.xlsx"))
    assert book.sheet_names == ["成绩变化", "题目变化", "课程变化"]
    rows = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    assert rows[0][1:] == [
        ["007", NASTY, "心内科", "护士", "结业考试", 0.6, 0.8, "未通过", "通过", "是"]
    ]
    assert rows[1][1:] == [["bank/q2", "题干 q2", "答案 B → C", 1, 1, 1, 0]]
    assert rows[2][1:] == [["007", NASTY, "心内科", "护士", "新入职通识", "学习中", "已完成"]]
    write_comparison(found, "HEAD~1", tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == (tmp_path / "o.xlsx").read_bytes()


def test_the_csv(found, tmp_path):
    write_comparison(found, "HEAD~1", tmp_path / "o.csv")
    text = (tmp_path / "o.csv").read_text("utf-8")
    assert text.startswith(CSV_START)
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert rows == [
        [*("工号", "姓名", "科室", "岗位", "测评", "原成绩", "新成绩"),
         *("原结果", "新结果", "结果变化")],
        [*("007", "'" + NASTY, "心内科", "护士", "结业考试", "60.00%", "80.00%"),
         *("未通过", "通过", "是")],
    ]  # fmt: skip


def test_the_json(found):
    text = as_json(found, "HEAD~1")
    assert text.startswith(JSON_START)
    assert json.loads(text) == {
        "format": "coursemark-regrade/1",
        "site": {"id": "https://yibao.example/", "title": "医保学堂"},
        "against": "HEAD~1",
        "as_of": "2026-11-22",
        "files": 1,
        "statements": 9,
        "summary": {
            "learners": 1,
            "attempts": 1,
            "compared": 1,
            "changed": 1,
            "up": 1,
            "down": 0,
            "gained": 1,
            "lost": 0,
            "items": 1,
            "courses": 1,
        },
        "scores": [
            {
                "learner": "007",
                "name": NASTY,
                "department": "心内科",
                "role": "护士",
                "assessment": "exam",
                "title": "结业考试",
                "before": {"score": 60.0, "raw": 3.0, "max": 5.0, "passed": False, "attempts": 1},
                "after": {"score": 80.0, "raw": 4.0, "max": 5.0, "passed": True, "attempts": 1},
            }
        ],
        "items": [
            {
                "id": "bank/q2",
                "stem": "题干 q2",
                "what": "答案 B → C",
                "answers": 1,
                "changed": 1,
                "up": 1,
                "down": 0,
            }
        ],
        "courses": [
            {
                "learner": "007",
                "course": "newcomer",
                "title": "新入职通识",
                "before": "in-progress",
                "after": "completed",
            }
        ],
    }


def test_a_withheld_exam_is_compared_too():
    exam = Assessment("exam", "考试", (Draw(banks=("bank",), type="single", count=5),),
                      mode="exam", key="withheld")  # fmt: skip
    before = a_site(assessments={"exam": exam}).with_keys_withheld()
    zhang = Learner(site=before)
    zhang.attempt({**FIVE, "bank/q1": "C"}, withheld=True)
    after = dataclasses.replace(with_item("bank/q1", key="C"), assessments={"exam": exam})
    found = changes(before, after.with_keys_withheld(), zhang)
    assert scores(found) == [("10023", 8000, 10000, False)]
    assert [(i.item, i.what, i.changed) for i in found.items] == [("bank/q1", "答案 B → C", 1)]


def matching(*pairs):
    """An item as loading makes it of pairs: rights are lettered by first appearance."""
    letters = {right: "abc"[n] for n, right in enumerate(dict.fromkeys(r for _, r in pairs))}
    return {
        "type": "matching",
        "options": {},
        "match_sources": {str(n): left for n, (left, _) in enumerate(pairs, 1)},
        "match_targets": {letter: right for right, letter in letters.items()},
        "key": [[str(n), letters[right]] for n, (_, right) in enumerate(pairs, 1)],
    }


def test_pairs_that_were_wrong_are_told_in_their_words():
    before = with_item("bank/q0", **matching(("发热", "退烧"), ("出血", "止血"), ("骨折", "固定")))
    after = with_item("bank/q0", **matching(("发热", "止血"), ("出血", "退烧"), ("骨折", "固定")))
    one = Learner("1", "甲", site=before)
    one.attempt({**FIVE, "bank/q0": "1[.]a[,]2[.]b[,]3[.]c"})
    found = changes(before, after, one)
    assert [i.what for i in found.items] == ["配对 发热：退烧 → 止血；出血：止血 → 退烧"]
