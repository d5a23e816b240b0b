"""The words of the project as data: items, banks, assessments, pages, courses, a site.

Nothing here reads a file or decides anything; loading fills these in, everything else reads them.
Points are integers of one hundredth. Dates are `datetime.date`.
"""

from coursemark.model.assessments import Assessment, Draw, Review
from coursemark.model.items import NOWHERE, SCORINGS, STATUSES, Bank, Item
from coursemark.model.pages import Course, Fence, Heading, Page, Source, Step
from coursemark.model.site import DESK_PAGE, Site, SiteConfig
from coursemark.model.values import Definition, Json, fingerprint

__all__ = [
    "DESK_PAGE",
    "NOWHERE",
    "SCORINGS",
    "STATUSES",
    "Assessment",
    "Bank",
    "Course",
    "Definition",
    "Draw",
    "Fence",
    "Heading",
    "Item",
    "Json",
    "Page",
    "Review",
    "Site",
    "SiteConfig",
    "Source",
    "Step",
    "fingerprint",
]
