from __future__ import annotations

from coursemark.problems import Place, Problem, format_problems


def test_a_problem_is_one_line_and_shows_what_is_unseen() -> None:
    problem = Problem(Place("a\nb\udcd6.md", 2, 3), "bad-id", "\u200b\x1b[31m甲\r\n乙　丙")
    assert str(problem) == (
        r"a\u000ab\udcd6.md:2:3: 错误: \u200b\u001b[31m甲\u000d\u000a乙　丙 [bad-id]"
    )


def test_a_path_cannot_break_a_workflow_command() -> None:
    problem = Problem(Place("a,b:%.md", 2, 3), "bad-id", "甲: 100%, 乙", "warning")
    assert format_problems([problem], "github") == (
        "::warning file=a%2Cb%3A%25.md,line=2,col=3,title=bad-id::甲: 100%25, 乙"
    )
