"""Reading a learning record store over xAPI 1.0.3: where it is, and its statements page by page."""

from coursemark.lrs.cursor import OVERLAP
from coursemark.lrs.endpoint import Credentials, Endpoint, endpoint_of, read_credentials
from coursemark.lrs.fault import LrsFault
from coursemark.lrs.reading import Page, pages

__all__ = [
    "OVERLAP",
    "Credentials",
    "Endpoint",
    "LrsFault",
    "Page",
    "endpoint_of",
    "pages",
    "read_credentials",
]
