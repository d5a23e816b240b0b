"""Reports of what `record_builder` makes, without files in between."""

from __future__ import annotations

from datetime import date

from coursemark.records.read import Line, RecordFile, header_of
from coursemark.report import report

DAY = date(2026, 11, 22)


def file_of(who, name="a.jsonl", log=None, **header):
    """What reading the learner's record gives; `header` changes its first line."""
    log = who.log if log is None else log
    lines = tuple(Line(n, each) for n, each in enumerate(log, 2))
    return RecordFile(name, header_of(who.header(**header)), lines, (), verified=True)


def result(learner, *files, site=None, roster=None, as_of=DAY, today=None):
    """The report on the files, or on all the learner has done."""
    files = files or (file_of(learner),)
    return report(site or learner.site, files, roster, as_of, today)


def said(rep):
    """Kind and text of every problem."""
    return [(p.kind, p.detail) for p in rep.problems]
