"""How far a learner is in the courses, from what they did and when.

`progress_of` exists in `browser/progress.js` too; both run `tests/spec/progress/*.json`.
Days are those of UTC+08:00, whatever zone a timestamp is written in.
"""

from coursemark.days import day_of, instant
from coursemark.progress.courses import Progress, Standing, progress_of
from coursemark.progress.periods import StepState
from coursemark.progress.plans import Plans
from coursemark.progress.rules import minimum_seconds, rules_of

__all__ = [
    "Plans",
    "Progress",
    "Standing",
    "StepState",
    "day_of",
    "instant",
    "minimum_seconds",
    "progress_of",
    "rules_of",
]
