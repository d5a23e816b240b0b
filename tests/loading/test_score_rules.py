"""Rules of points: what is read, and what is said of faults."""

from __future__ import annotations

from textwrap import dedent

from coursemark.loading.score_rules import read_score_rules
from coursemark.model.points import AssessmentRule, Band, CourseRule, ScoreRules


def read(text):
    rules, problems = read_score_rules(dedent(text), "r.yml")
    return rules, [str(problem) for problem in problems]


def test_every_field():
    rules, problems = read(
        """
        title: 规则
        courses:
          - {course: newcomer, completed: 10, in_progress: 0.5, score: 5}
          - {type: 岗位, optional: true, overdue: -2.25, expired: -1, retrain: -1, not_started: 0}
        assessments:
          - assessment: exam
            passed: 3
            failed: -1
            bands:
              - {from: 85, points: 1}
              - {from: 95, points: 3}
        sessions: {hour: 0.5, most: 6}
        least: -10
        most: 100
        departments:
          - {from: 90, points: 6}
        """
    )
    assert problems == []
    assert rules == ScoreRules(
        title="规则",
        courses=(
            CourseRule("newcomer", statuses={"completed": 1000, "in-progress": 50}, score=500),
            CourseRule(
                type="岗位",
                optional=True,
                statuses={"overdue": -225, "expired": -100, "retrain": -100, "not-started": 0},
            ),
        ),
        assessments=(AssessmentRule("exam", 300, -100, (Band(9500, 300), Band(8500, 100))),),
        hour=50,
        hours_most=600,
        least=-1000,
        most=10_000,
        departments=(Band(9000, 600),),
    )


def test_faults_have_their_place():
    _, problems = read("title: 规则\ncourses:\n  - {complete: 10, overdue: 两分}\nmost: -1\n")
    assert problems == [
        "r.yml:3:6: 错误: 第 1 个课程规则没有 complete 这个字段；"
        "是不是 completed？ [unknown-field]",
        "r.yml:3:29: 错误: overdue 的值 两分 不对；"
        "请写最多两位小数的数，扣分写负数，如 -2 [bad-number]",
        "r.yml:4:7: 错误: most 比 least 小；请改正 [bad-number]",
    ]


def test_nothing_in_it():
    assert read("") == (
        None,
        ["r.yml:1:1: 错误: 积分规则是空的；请写 title: 和 courses: [empty-file]"],
    )
    _, problems = read("title: 规则\n")
    assert problems == [
        "r.yml:1:1: 错误: 没有一条规则；请写 courses:、assessments: 或 sessions: [missing-field]"
    ]
    assert read("- 1\n")[0] is None
