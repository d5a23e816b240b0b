"""xAPI 1.0.3 statements: built from plain values, and read back with every field type-checked.

The same functions exist in `browser/statements/`; both run `tests/spec/statements/*.json`.
"""

from coursemark.statements.build import (
    Stamp,
    accepted,
    activity_id,
    answered,
    attended,
    commented,
    completed,
    duration,
    experienced,
    initialized,
    interrupted,
    outcome,
    replied,
    surveyed,
    terminated,
    timestamp,
)
from coursemark.statements.read import (
    Drawn,
    Entry,
    activity,
    event_of,
    events,
    is_practice,
    learner_of,
    read,
    seconds_of,
)
from coursemark.statements.written import Written, all_written, entry_of, written

__all__ = [
    "Drawn",
    "Entry",
    "Stamp",
    "Written",
    "accepted",
    "activity",
    "activity_id",
    "all_written",
    "answered",
    "attended",
    "commented",
    "completed",
    "duration",
    "entry_of",
    "event_of",
    "events",
    "experienced",
    "initialized",
    "interrupted",
    "is_practice",
    "learner_of",
    "outcome",
    "read",
    "replied",
    "seconds_of",
    "surveyed",
    "terminated",
    "timestamp",
    "written",
]
