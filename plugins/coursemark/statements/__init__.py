"""xAPI 1.0.3 statements: built from plain values, and read back with every field type-checked.

The same functions exist in `browser/statements/`; both run `tests/spec/statements/*.json`.
"""

from coursemark.statements.build import (
    Stamp,
    accepted,
    activity_id,
    answered,
    completed,
    duration,
    experienced,
    initialized,
    outcome,
    terminated,
    timestamp,
)
from coursemark.statements.read import (
    Drawn,
    Entry,
    activity,
    events,
    learner_of,
    read,
    seconds_of,
)

__all__ = [
    "Drawn",
    "Entry",
    "Stamp",
    "accepted",
    "activity",
    "activity_id",
    "answered",
    "completed",
    "duration",
    "events",
    "experienced",
    "initialized",
    "learner_of",
    "outcome",
    "read",
    "seconds_of",
    "terminated",
    "timestamp",
]
