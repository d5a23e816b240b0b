"""By topic and page: which page to mend, and whom to tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coursemark.analysis import MIN_FLAGS
from coursemark.model import Site, path_of
from coursemark.report.findings import TopicResult
from coursemark.report.words import ItemResult


def topic_results(site: Site, items: Iterable[ItemResult]) -> tuple[TopicResult, ...]:
    """The weakest topic first, in it the weakest page; what few have answered comes last.

    An item of several topics counts in each of them.
    """
    groups: dict[str, dict[str, list[ItemResult]]] = {}
    for item in items:
        page = path_of(item.page)
        for topic in item.topics or ("",):
            groups.setdefault(topic, {}).setdefault(page, []).append(item)
    found = []
    for topic, pages in groups.items():
        every = [item for group in pages.values() for item in group]
        few, whole = sum(item.n for item in every) < MIN_FLAGS, _facility(every)
        rows = [_result(site, topic, whole, page, group) for page, group in pages.items()]
        found += [((few, _order(whole), topic, *_place(row)), row) for row in rows]
    return tuple(row for _, row in sorted(found, key=lambda pair: pair[0]))


def _place(row: TopicResult) -> tuple[bool, float, str]:
    return row.few, _order(row.facility), row.page


def _order(facility: float | None) -> float:
    """Nothing is weaker than 2: it stands for what nobody answered."""
    return 2 if facility is None else facility


def _result(
    site: Site, topic: str, whole: float | None, page: str, group: Sequence[ItemResult]
) -> TopicResult:
    about = site.pages.get(page)
    graded = [(item.facility, item.id) for item in group if item.facility is not None]
    lowest, hardest = min(graded) if graded else (None, "")
    return TopicResult(
        topic=topic,
        topic_facility=whole,
        page=page,
        title=about.title if about else "",
        owner=about.owner if about else "",
        items=len({item.id for item in group}),
        n=sum(item.n for item in group),
        blank=sum(item.blank for item in group),
        facility=_facility(group),
        hardest=hardest,
        hardest_facility=lowest,
        flagged=len({i.id for i in group if any(flag.kind != "few" for flag in i.flags)}),
    )


def _facility(group: Sequence[ItemResult]) -> float | None:
    """Each response counts the same."""
    graded = [(item.facility, item.n) for item in group if item.facility is not None]
    n = sum(times for _, times in graded)
    return sum(facility * times for facility, times in graded) / n if n else None
