"""The bundle: every file it is made of, and the zip."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import IO

from coursemark import __version__
from coursemark.audit.index import Counts, Part, index
from coursemark.audit.originals import Original, originals
from coursemark.audit.papers import paper, title_of
from coursemark.audit.period import Period, attempts_within, report_of
from coursemark.audit.signing import signing_sheets, signing_workbook
from coursemark.audit.tables import (
    completion_workbook,
    pages_workbook,
    problems_workbook,
    replies_workbook,
)
from coursemark.audit.versions import Met, Versions, find_versions, met_versions
from coursemark.certificates.completions import Completion, Completions
from coursemark.certificates.file_names import Names, safe_name
from coursemark.model import Site
from coursemark.records import RecordFile
from coursemark.report.compose import Evidence
from coursemark.report.whole import Report

INDEX = "00-目录.html"
COMPLETIONS = "01-完成情况.xlsx"
PAPERS = "02-试卷/"
PAGES = "03-页面版本.xlsx"
SIGNING = "04-签到表.xlsx"
REPLIES = "05-问卷与纠错.xlsx"
PROBLEMS = "06-异常记录.xlsx"
ORIGINALS = "07-学习记录/"
ROSTER = "08-名册/"
SUMS = "SHA256SUMS.txt"

_CHUNK = 1 << 20
_LEVEL = 6
_FIRST_DAY, _LAST_DAY = date(1980, 1, 1), date(2107, 12, 31)
"""What a zip can date."""


@dataclass(frozen=True)
class Inputs:
    """What a bundle is made from."""

    site: Site
    root: Path
    """Folder of `mkdocs.yml`."""
    evidence: Evidence
    """Up to the period's end."""
    files: Sequence[RecordFile]
    """Without their statements, see `outline`."""
    records: Sequence[Path]
    roster: Path | None
    skip: Sequence[Path] = ()
    """Files among the records that are none: the bundle itself."""


@dataclass(frozen=True)
class Bundle:
    """The content by name, in the order of the zip; and what to say about it."""

    content: Mapping[str, bytes | Path]
    counts: Counts
    missing: tuple[str, ...]
    """Versions of assessments that were not found: title and revision."""


def outline(record: RecordFile) -> RecordFile:
    """A record file without its statements, which the evidence has."""
    return replace(record, statements=())


def bundle(inputs: Inputs, period: Period) -> Bundle:
    """Every file but the checksums, which are made while writing."""
    site, evidence = inputs.site, inputs.evidence
    report = report_of(site, evidence, period)
    completions = completions_within(site, evidence, period)
    met = met_versions(attempts_within(evidence, period))
    versions = find_versions(site, inputs.root, met, period.end)
    organisation = site.config.organisation or site.config.title
    foot = f"{organisation}　{site.config.title}　{period}"
    papers, missing = _papers(site, met, versions, period.end)
    content: dict[str, bytes | Path] = {
        COMPLETIONS: completion_workbook(report, completions, period, foot),
        **papers,
        PAGES: pages_workbook(site, report.learners, evidence.logs, period, foot),
        SIGNING: signing_workbook(
            organisation, signing_sheets(report.learners, completions), period
        ),
        REPLIES: replies_workbook(report, period, foot),
        PROBLEMS: problems_workbook(report, period, foot),
        **{ORIGINALS + each.name: each.path for each in _originals(inputs)},
    }
    if inputs.roster is not None:
        content[ROSTER + safe_name(inputs.roster.name)] = inputs.roster
    counts = _counts(inputs, report, period, completions, versions, met)
    parts = _parts(content, report)
    first = index(site, report, period, counts, parts, __version__)
    return Bundle({INDEX: first, **content}, counts, tuple(missing))


def completions_within(site: Site, evidence: Evidence, period: Period) -> list[Completion]:
    """Every completion of the period, by day and learner's place in the report."""
    finder = Completions(site)
    found = [
        one
        for learner in evidence.report.learners
        if learner.id in evidence.outcomes
        for one in finder.of(learner, evidence.outcomes[learner.id])
        if period.has_day(one.completed_on)
    ]
    return sorted(found, key=lambda one: (one.course, one.completed_on))


def write_zip(bundle: Bundle, day: date, stream: IO[bytes]) -> None:
    """The zip, the same bytes for the same content; each entry is dated on the day."""
    sums = []
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for name, content in bundle.content.items():
            digest = hashlib.sha256()
            with (
                _opened(content) as source,
                archive.open(_entry(name, day), "w", force_zip64=True) as target,
            ):
                while chunk := source.read(_CHUNK):
                    digest.update(chunk)
                    target.write(chunk)
            sums.append(f"{digest.hexdigest()}  {name}\n")
        archive.writestr(_entry(SUMS, day), "".join(sums).encode())


@contextmanager
def _opened(content: bytes | Path) -> Iterator[IO[bytes]]:
    with content.open("rb") if isinstance(content, Path) else io.BytesIO(content) as stream:
        yield stream


def _entry(name: str, day: date) -> zipfile.ZipInfo:
    dated = min(max(_FIRST_DAY, day), _LAST_DAY)
    info = zipfile.ZipInfo(name, (dated.year, dated.month, dated.day, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3
    info.external_attr = 0o644 << 16
    return info


def _papers(
    site: Site, met: Iterable[Met], versions: Versions, day: date
) -> tuple[dict[str, bytes], list[str]]:
    """A page for each version, and those whose rules were not found."""
    names, found, missing = Names(), {}, []
    for one in met:
        title = title_of(one, versions, site)
        stem = f"{safe_name(title)}-{safe_name(one.revision) if one.revision else '版本没有注明'}"
        found[PAPERS + names.unique(stem, ".html")] = paper(one, versions, day, title)
        if (one.assessment, one.revision) not in versions.assessments:
            missing.append(f"{title} {one.revision}".strip())
    return found, missing


def _originals(inputs: Inputs) -> list[Original]:
    return originals(inputs.records, [*inputs.skip, *([inputs.roster] if inputs.roster else [])])


def _counts(
    inputs: Inputs,
    report: Report,
    period: Period,
    completions: Sequence[Completion],
    versions: Versions,
    met: Sequence[Met],
) -> Counts:
    submitted = [
        attempt
        for learner in report.learners
        for attempt in learner.attempts
        if period.has_time(attempt.submitted_at)
    ]
    return Counts(
        completions=len(completions),
        attempts=len(submitted),
        files=len(inputs.files),
        verified=sum(file.verified for file in inputs.files),
        sealed=sum(file.sealed for file in inputs.files),
        versions=len(met),
        missing=sum((m.assessment, m.revision) not in versions.assessments for m in met),
        missing_items=len({key for m in met for key in m.drawn} - versions.items.keys()),
    )


def _parts(content: Mapping[str, object], report: Report) -> list[Part]:
    def files(folder: str) -> int:
        return sum(name.startswith(folder) for name in content)

    replies = (
        f"{len({each.survey for each in report.questions})} 份问卷、{len(report.notes)} 条纠错"
    )
    parts = [
        Part(COMPLETIONS, "期内谁完成了什么（附核验码）；期末状态、未完成、科室汇总；每一次作答"),
        Part(PAPERS, f"{files(PAPERS)} 个试卷版本：当时的规则、题目和答案"),
        Part(PAGES, "课程页面的版本、生效与复核日期、依据；每人读的是哪一版"),
        Part(SIGNING, "课程、测评、场次的签到表，按科室分页，供签名"),
        Part(REPLIES, f"问卷汇总和学员纠错：{replies}"),
        Part(PROBLEMS, f"记录里的 {len(report.problems)} 条异常"),
        Part(ORIGINALS, f"{files(ORIGINALS)} 个学习记录文件，交来时的原样"),
        Part(ROSTER, "名册原件"),
        Part(SUMS, "以上每个文件的 SHA-256"),
    ]
    return [part for part in parts if part.path == SUMS or files(part.path)]
