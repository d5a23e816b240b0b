"""`report --score-sheet`: the rules read, and where the points go.

Wrong use ends with `click.UsageError` (exit status 2), as do rules with errors: nobody's points are
to come from half a rule.
"""

from __future__ import annotations

from pathlib import Path

import click

from coursemark.loading.score_rules import read_score_rules
from coursemark.loading.text_file import read_text
from coursemark.model import Site
from coursemark.model.points import ScoreRules
from coursemark.problems import Problem, did_you_mean, format_problems

STEM = "绩效积分"


def score_rules_of(path: Path, site: Site) -> ScoreRules:
    """The rules, every course and assessment of theirs known to the site."""
    text = read_text(path, path.name)
    if isinstance(text, Problem):
        raise click.UsageError(f"积分规则 {path}：{text.text}")
    rules, problems = read_score_rules(text, path.name)
    errors = [problem for problem in problems if problem.level == "error"]
    if rules is None or errors:
        raise click.UsageError(f"积分规则有错误，没有生成报表：\n{format_problems(errors, 'text')}")
    for kind, names, known in (
        ("课程", [rule.course for rule in rules.courses if rule.course], site.courses),
        ("测评", [rule.assessment for rule in rules.assessments], site.assessments),
    ):
        for name in names:
            if name not in known:
                near = did_you_mean(name, known)
                raise click.UsageError(f"积分规则 {path.name}：没有{kind} {name}{near}")
    return rules
