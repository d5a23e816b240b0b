"""What record files hold, by learner: taken in once, kept packed, given back learner by learner."""

from coursemark.intake.deposit import (
    MARK_BYTES,
    Deposit,
    FileNote,
    Given,
    Noted,
    content_of,
    counted,
    deposits_of,
)
from coursemark.intake.holdings import PARTS, Holdings, InMemory, by_part, part_of

__all__ = [
    "MARK_BYTES",
    "PARTS",
    "Deposit",
    "FileNote",
    "Given",
    "Holdings",
    "InMemory",
    "Noted",
    "by_part",
    "content_of",
    "counted",
    "deposits_of",
    "part_of",
]
