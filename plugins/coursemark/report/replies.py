"""What learners said to us: answers to surveys, notes on items and pages, sessions attended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import fmean
from typing import TypeAlias

from coursemark.days import day_of
from coursemark.model import Question, Site
from coursemark.report.items import plain
from coursemark.report.merge import Logged
from coursemark.report.words import Note, QuestionResult, SessionResult
from coursemark.statements import Entry, event_of

MAX_CHOICES = 50
"""Different texts that are counted one by one where the site knows no options."""

_Reply: TypeAlias = "tuple[str, int | None]"
"""A response, and the greatest rating that it was given out of, in hundredths."""


@dataclass
class Replies:
    """What learners said, one after the other; those of several parts can be joined."""

    answers: dict[tuple[str, str], Counter[_Reply]] = field(default_factory=dict)
    """Survey and question to the latest replies of the learners."""
    notes: list[tuple[int, str, Note]] = field(default_factory=list)
    """Moment and id of each note."""

    def add(self, site: Site, learner: str, log: Iterable[Logged]) -> None:
        """One learner, oldest first; of several replies to a question the latest counts."""
        said = [one for one in log if one.entry.kind in ("replied", "commented")]
        for key, reply in _latest(said).items():
            self.answers.setdefault(key, Counter())[reply] += 1
        self.notes += [
            (one.moment or 0, one.entry.id, _note(site, learner, one.entry))
            for one in said
            if one.entry.kind == "commented" and (one.entry.response or "").strip()
        ]

    def join(self, other: Replies) -> None:
        for key, replies in other.answers.items():
            self.answers.setdefault(key, Counter()).update(replies)
        self.notes += other.notes

    def questions(self, site: Site) -> tuple[QuestionResult, ...]:
        """By survey and question in the site's order, then what the site has no more."""
        known = {
            (survey.id, question.id): question
            for survey in site.surveys.values()
            for question in survey.questions
        }
        order = [*known, *sorted(self.answers.keys() - known.keys())]
        asked = {survey for survey, _ in self.answers}
        return tuple(
            _result(site, key, known.get(key), [*self.answers.get(key, Counter()).elements()])
            for key in order
            if key[0] in asked
        )

    def all_notes(self) -> tuple[Note, ...]:
        """Oldest first."""
        return tuple(note for *_, note in sorted(self.notes, key=lambda each: each[:2]))


def sessions_of(log: Iterable[Logged]) -> tuple[SessionResult, ...]:
    """Oldest first. The day is the one on which it counts."""
    found: list[SessionResult] = []
    for one in log:
        event = event_of(one.entry) if one.entry.kind == "attend" else None
        if event is None or one.moment is None:
            continue
        hours = one.entry.seconds
        day = one.entry.held if event["at"] != one.entry.timestamp else day_of(one.moment)
        found.append(
            SessionResult(
                session=one.entry.target,
                held=str(day),
                hours=None if hours is None else round(hours / 3600, 2),
                evidence=one.entry.evidence,
                registrar=one.entry.registrar,
            )
        )
    return tuple(sorted(found, key=lambda each: each.held))


def _latest(log: Iterable[Logged]) -> dict[tuple[str, str], _Reply]:
    found: dict[tuple[str, str], _Reply] = {}
    for one in log:
        survey, slash, question = one.entry.target.partition("/")
        if one.entry.kind == "replied" and slash and one.entry.response is not None:
            found[survey, question] = one.entry.response, one.entry.max
    return found


def _result(
    site: Site, key: tuple[str, str], question: Question | None, replies: Sequence[_Reply]
) -> QuestionResult:
    survey = site.surveys.get(key[0])
    type_ = question.type if question else _type_of(replies)
    # In an order that does not hang on who was looked at first.
    given = sorted(text for response, _ in replies if (text := response.strip()))
    counts: dict[str, int] = {}
    mean = None
    texts: list[str] = []
    if type_ == "rating":
        scale = question.scale if question else max((most or 0) // 100 for _, most in replies)
        ratings = [int(response) for response, most in replies if _is_rating(response, most, scale)]
        counts = {str(n): ratings.count(n) for n in range(1, scale + 1)}
        mean = fmean(ratings) if ratings else None
        n = len(ratings)
    elif type_ == "choice":
        counts = dict.fromkeys(question.options if question else (), 0)
        counts |= dict(Counter(given).most_common(MAX_CHOICES))
        n = len(given)
    else:
        texts = given
        n = len(given)
    return QuestionResult(
        survey=key[0],
        title=survey.title if survey else key[0],
        question=key[1],
        text=question.text if question else f"{key[1]}（已不在问卷里）",
        type=type_,
        n=n,
        mean=mean,
        counts=counts,
        texts=tuple(texts),
    )


def _type_of(replies: Sequence[_Reply]) -> str:
    """Of a question the site has no more: only a rating says what it was."""
    scales = [most for _, most in replies]
    return (
        "rating" if scales and all(s is not None and 200 <= s <= 2000 for s in scales) else "text"
    )


def _is_rating(response: str, most: int | None, scale: int) -> bool:
    """A number of this scale; one of another scale means something else."""
    if not (response.isascii() and response.isdigit() and len(response) < 4):
        return False
    return 1 <= int(response) <= scale and most in (None, scale * 100)


def _note(site: Site, learner: str, entry: Entry) -> Note:
    title, revision = _object(site, entry)
    known = revision is not None
    state = (
        "gone" if not known else "changed" if entry.revision not in ("", revision) else "current"
    )
    return Note(
        at=entry.timestamp,
        activity=entry.activity,
        target=entry.target,
        title=title,
        state=state,
        text=(entry.response or "").strip(),
        learner=learner,
    )


def _object(site: Site, entry: Entry) -> tuple[str, str | None]:
    """Title and revision of what a note is about; None when the site has it no more."""
    if entry.activity == "page":
        page = site.pages.get(entry.target)
        return (page.title, page.revision) if page else ("", None)
    item = site.leaves.get(entry.target) or site.items.get(entry.target)
    return (plain(item.stem), item.revision) if item else ("", None)
