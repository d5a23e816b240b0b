"""The words of the project as data: items, banks, assessments, pages, courses, a site.

Nothing here reads a file or decides anything; loading fills these in, everything else reads them.
Points are integers of one hundredth. Dates are `datetime.date`.
"""

from coursemark.model.assessments import (
    IMMEDIATE,
    REVIEW_PHASES,
    Assessment,
    Draw,
    Review,
    Section,
)
from coursemark.model.faq import Answered, answered
from coursemark.model.items import NOWHERE, SCORINGS, STATUSES, Bank, Item
from coursemark.model.pages import Change, Course, Fence, Heading, Page, Source, Step, View, path_of
from coursemark.model.registers import Reference, Registers, Term
from coursemark.model.site import DESK_PAGE, PRACTICE_PAGE, TRAINER_PAGE, Lrs, Site, SiteConfig
from coursemark.model.surveys import Question, Survey
from coursemark.model.values import Definition, Json, fingerprint
from coursemark.model.withheld import carried, in_revision, withhold

__all__ = [
    "DESK_PAGE",
    "IMMEDIATE",
    "NOWHERE",
    "PRACTICE_PAGE",
    "REVIEW_PHASES",
    "SCORINGS",
    "STATUSES",
    "TRAINER_PAGE",
    "Answered",
    "Assessment",
    "Bank",
    "Change",
    "Course",
    "Definition",
    "Draw",
    "Fence",
    "Heading",
    "Item",
    "Json",
    "Lrs",
    "Page",
    "Question",
    "Reference",
    "Registers",
    "Review",
    "Section",
    "Site",
    "SiteConfig",
    "Source",
    "Step",
    "Survey",
    "Term",
    "View",
    "answered",
    "carried",
    "fingerprint",
    "in_revision",
    "path_of",
    "withhold",
]
