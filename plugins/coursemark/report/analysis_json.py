"""Items, topics and assessments of the report as JSON."""

from __future__ import annotations

from coursemark.model import Json
from coursemark.report.findings import AssessmentStatistics, TopicResult
from coursemark.report.words import ItemResult


def item_json(item: ItemResult) -> Json:
    return {
        "id": item.id,
        "revision": item.revision,
        "current": item.current,
        "basis": item.basis,
        "type": item.type,
        "stem": item.stem,
        "n": item.n,
        "facility": _rounded(item.facility),
        "discrimination": _rounded(item.discrimination),
        "options": dict(item.options),
        "blank": item.blank,
        "wrong": item.wrong,
        "not_drawn": item.not_drawn,
        "index": _rounded(item.index),
        "group": item.group,
        "choices": [
            {
                "option": one.option or None,
                "right": one.right,
                "n": one.n,
                "upper": _rounded(one.upper),
                "lower": _rounded(one.lower),
            }
            for one in item.choices
        ],
        "seconds": item.seconds,
        "timed": item.timed,
        "topics": list(item.topics),
        "page": item.page,
        "flags": [{"kind": flag.kind, "text": flag.text} for flag in item.flags],
    }


def topic_json(one: TopicResult) -> Json:
    return {
        "topic": one.topic,
        "topic_facility": _rounded(one.topic_facility),
        "page": one.page,
        "title": one.title,
        "owner": one.owner,
        "items": one.items,
        "n": one.n,
        "blank": one.blank,
        "facility": _rounded(one.facility),
        "hardest": one.hardest,
        "hardest_facility": _rounded(one.hardest_facility),
        "flagged": one.flagged,
    }


def assessment_json(each: AssessmentStatistics) -> Json:
    shares, reliability = each.shares, each.reliability
    return {
        "assessment": each.assessment,
        "title": each.title,
        "revision": each.revision,
        "current": each.current,
        "n": each.n,
        "pending": each.pending,
        "items": _rounded(reliability.items),
        "mean": _percent(shares.mean if shares else None),
        "sd": _percent(shares.sd if shares else None),
        "low": _percent(shares.low if shares else None),
        "median": _percent(shares.median if shares else None),
        "high": _percent(shares.high if shares else None),
        "passed": each.passed,
        "blank": _rounded(each.blank),
        "seconds": each.seconds,
        "pace": each.pace,
        "method": reliability.method,
        "reliability": _rounded(reliability.coefficient),
        "reliability_n": reliability.n if reliability.method else 0,
        "sem": _percent(reliability.sem),
        "near": each.near,
        "notes": list(each.notes),
    }


def _percent(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 2)


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 4)
