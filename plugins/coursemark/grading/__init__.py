"""Grading: responses to points, the same in the trainer's Python and the learner's browser.

Each module here has its twin in `browser/grading/`; the cases in `tests/spec/grading/` and
`tests/spec/attempt/` bind both. A definition is what `Item.definition` builds; points are integers
of a hundredth.

A response comes from a file that anyone may have written: whatever it holds, grading it raises
nothing. Nothing answered is None, which is not 0. What the item's own controls cannot produce
earns 0.
"""

from coursemark.grading.attempt import AttemptGrade, grade_attempt, with_points
from coursemark.grading.items import gradable, grade, is_blank
from coursemark.grading.marks import Grade
from coursemark.grading.points import passes

__all__ = [
    "AttemptGrade",
    "Grade",
    "gradable",
    "grade",
    "grade_attempt",
    "is_blank",
    "passes",
    "with_points",
]
