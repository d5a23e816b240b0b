"""What one learner did, as facts and as the lines that the site's scripts write of them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from random import Random
from typing import Any, NamedTuple

from cohort.moments import span, stamp
from cohort.school import (
    CONDUCT_VERSION,
    PAGES,
    SESSION,
    SITE,
    SURVEY,
    TESTS,
    TITLE,
    UNITS,
    Revisions,
    Test,
)

ADL = "http://adlnet.gov/expapi/"
STREAMS = "http://activitystrea.ms/schema/1.0/"
TIN_CAN = "http://id.tincanapi.com/"
_INTERACTION = {
    "single": "choice",
    "multiple": "choice",
    "true-false": "true-false",
    "ordering": "sequencing",
    "matching": "matching",
    "numeric": "numeric",
    "fill-in": "fill-in",
}
_QUESTIONS = {
    "useful": ("内容有用吗？", "likert"),
    "pace": ("进度合适吗？", "choice"),
    "wish": ("还想学什么？", "long-fill-in"),
}


def said(value: Any) -> str:
    """JSON as `JSON.stringify` writes it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def number(numerator: int, denominator: int) -> int | float:
    """A quotient as JavaScript writes it: 1, not 1.0."""
    return numerator // denominator if numerator % denominator == 0 else numerator / denominator


class Fact(NamedTuple):
    """What one statement says. Fields that its kind has no use for are empty."""

    kind: str
    """begin answer practice outcome end away read accept reply survey attend note course"""
    moment: int | None
    target: str
    test: str = ""
    registration: str = ""
    revision: str = ""
    """Of the item or test, as it was met."""
    value: Any = None
    """begin: leaves drawn; answer, practice: response; outcome: verb; read: whether it counts;
    accept: version; reply, note: text; attend: (held, hours, evidence)."""
    seconds: int | None = None


@dataclass
class Entry:
    """A statement: its fact, and its line in two pieces around nothing but the actor."""

    id: str
    fact: Fact
    before: str
    after: str
    """From `"verb"` on."""

    def line(self, actor: str) -> str:
        return f"{self.before}{actor}{self.after}"


def _activity(kind: str, target: str, name: str, type_: str, **more: str) -> str:
    definition = {"type": type_, "name": {"zh-CN": name}, **more}
    id_ = f"{SITE}{kind}/{target}"
    return said({"objectType": "Activity", "id": id_, "definition": definition})


def _verb(iri: str, display: str) -> str:
    return f',"verb":{said({"id": iri, "display": {"zh-CN": display}})},"object":'


class Pen:
    """The unchanging pieces of every line of one site, joined once."""

    def __init__(self, revisions: Revisions) -> None:
        self.revisions = revisions
        item = ADL + "activities/cmi.interaction"
        self.items = {
            unit.id: _activity(
                "item", unit.id, unit.stem, item, interactionType=_INTERACTION[unit.type]
            )
            for unit in UNITS.values()
        }
        self.tests = {
            test.id: _activity("assessment", test.id, test.title, ADL + "activities/assessment")
            for test in TESTS.values()
        }
        self.pages = {
            path: _activity("page", path.removesuffix(".md"), title, STREAMS + "page")
            for path, title in PAGES.items()
        }
        self.survey = _activity("survey", SURVEY, "课后问卷", TIN_CAN + "activitytype/survey")
        self.results = {
            (unit.id, response): self._result(unit.most, points, response)
            for unit in UNITS.values()
            for response, points in unit.responses.items()
        }
        self.verbs = {
            name: _verb(iri, display)
            for name, iri, display in (
                ("initialized", ADL + "verbs/initialized", "开始"),
                ("answered", ADL + "verbs/answered", "作答"),
                ("passed", ADL + "verbs/passed", "通过"),
                ("failed", ADL + "verbs/failed", "未通过"),
                ("completed", ADL + "verbs/completed", "完成"),
                ("terminated", ADL + "verbs/terminated", "结束"),
                ("experienced", ADL + "verbs/experienced", "学习"),
                ("accept", STREAMS + "accept", "确认"),
                ("unfocused", TIN_CAN + "verb/unfocused", "离开页面"),
                ("attended", ADL + "verbs/attended", "参加"),
                ("commented", ADL + "verbs/commented", "纠错"),
            )
        }

    def _result(self, most: int, points: int, response: str) -> str:
        """Without the closing brace: a duration may follow."""
        score = {
            "raw": number(points, 100),
            "min": 0,
            "max": number(most, 100),
            "scaled": number((20_000 * points + most) // (2 * most), 10_000),
        }
        whole = said({"response": response, "success": points == most, "score": score})
        return whole[:-1]


@dataclass
class Journal:
    """The statements of one learner; `log` grows by every thing done."""

    pen: Pen
    random: Random
    id: str
    name: str
    department: str
    role: str
    start: str = ""
    log: list[Entry] = field(default_factory=list)

    @property
    def actor(self) -> str:
        return actor_of(self.id, self.name)

    def uuid(self) -> str:
        digits = f"{self.random.getrandbits(128):032x}"
        return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"

    def add(self, fact: Fact, verb: str, rest: str, id_: str = "") -> Entry:
        """`rest`: from the object on, up to the time."""
        id_ = id_ or self.uuid()
        time = "" if fact.moment is None else f',"timestamp":"{stamp(fact.moment)}"'
        entry = Entry(
            id_, fact, f'{{"id":"{id_}","actor":', f"{self.pen.verbs[verb]}{rest}{time}}}"
        )
        self.log.append(entry)
        return entry

    def read(self, moment: int, path: str, seconds: int = 90, minimum: int = 0) -> None:
        revision = self.pen.revisions.pages[path]
        least = f',"{SITE}x/minimum":{minimum}' if minimum else ""
        rest = (
            f'{self.pen.pages[path]},"result":{{"completion":true,"duration":"{span(seconds)}"}}'
            f"{_context('', '', revision, least)}"
        )
        counts = not minimum or seconds >= minimum
        self.add(Fact("read", moment, path, value=counts, seconds=seconds), "experienced", rest)

    def accept(self, moment: int, path: str, version: str = CONDUCT_VERSION) -> None:
        revision = self.pen.revisions.pages[path]
        rest = (
            f'{self.pen.pages[path]},"result":{{"completion":true,"duration":"PT1M10S"}}'
            f'{_context("", "", revision, f""","{SITE}x/version":{said(version)}""")}'
        )
        self.add(Fact("accept", moment, path, value=version), "accept", rest)

    def practise(
        self, moment: int, item: str, response: str, seconds: int = 20, revision: str = ""
    ) -> Entry:
        revision = revision or self.pen.revisions.items[item]
        page = self.pen.pages[UNITS[item].page]
        rest = (
            f'{self.pen.items[item]},"result":{self.pen.results[item, response]}'
            f',"duration":"{span(seconds)}"}}{_context("", page, revision)}'
        )
        fact = Fact("practice", moment, item, revision=revision, value=response, seconds=seconds)
        return self.add(fact, "answered", rest)

    def sit(
        self,
        moment: int,
        test: Test,
        responses: dict[str, str],
        seconds: int = 600,
        *,
        submit: bool = True,
        away: tuple[int, ...] = (),
        revision: str = "",
        drawn: tuple[str, ...] | None = None,
        old: tuple[str, ...] = (),
    ) -> None:
        """One attempt; `responses`: leaf to response in the order drawn, empty for a blank.

        `drawn`: what the record says was drawn, when it is not that; `old`: leaves that were met
        in an earlier revision.
        """
        pen, registration = self.pen, self.uuid()
        revision = revision or pen.revisions.tests[test.id]
        leaves = tuple(responses) if drawn is None else drawn
        draw = said(
            [
                {
                    "item": leaf,
                    "revision": pen.revisions.items[leaf],
                    "points": number(UNITS[leaf].most, 100),
                }
                for leaf in leaves
            ]
        )
        about = Fact("begin", moment, test.id, test.id, registration, revision, leaves)
        more = f',"{SITE}x/seed":{self.random.getrandbits(32)},"{SITE}x/draw":{draw}'
        rest = f"{pen.tests[test.id]}{_context(registration, '', revision, more)}"
        self.add(about, "initialized", rest)
        if not submit:
            return
        bare = _context(registration, "", revision)
        for n, absence in enumerate(away):
            fact = about._replace(kind="away", moment=moment + 1000 * n + 1000, seconds=absence)
            cause = _context(registration, "", revision, f',"{SITE}x/cause":"away"')
            result = f',"result":{{"duration":"{span(absence)}"}}'
            self.add(fact, "unfocused", f"{pen.tests[test.id]}{result}{cause}")
        end = moment + 1000 * seconds
        raw = most = 0
        for leaf, response in responses.items():
            unit = UNITS[leaf]
            most += unit.most
            if not response:
                continue
            raw += unit.responses[response]
            met = OLD_REVISION if leaf in old else pen.revisions.items[leaf]
            result = f'{{"response":{said(response)}' if test.withheld else ""
            result = result or pen.results[leaf, response]
            rest = (
                f'{pen.items[leaf]},"result":{result}}}'
                f"{_context(registration, pen.tests[test.id], met)}"
            )
            self.add(
                Fact("answer", end, leaf, test.id, registration, met, response), "answered", rest
            )
        self.end(end, test, registration, raw, most, seconds, bare)

    def end(
        self,
        end: int,
        test: Test,
        registration: str,
        raw: int,
        most: int,
        seconds: int,
        context: str,
    ) -> None:
        """The two statements with which an attempt ends."""
        object_, time = self.pen.tests[test.id], f'"completion":true,"duration":"{span(seconds)}"'
        revision = self.pen.revisions.tests[test.id]
        verb, claim = "completed", ""
        if not test.withheld:
            passed = 100 * raw >= test.pass_mark * most
            verb = "passed" if passed else "failed"
            scaled = number((20_000 * raw + most) // (2 * most), 10_000)
            score = {"raw": number(raw, 100), "min": 0, "max": number(most, 100), "scaled": scaled}
            claim = said({"success": passed, "score": score})[1:-1] + ","
        fact = Fact("outcome", end, test.id, test.id, registration, revision, verb, seconds)
        self.add(fact, verb, f'{object_},"result":{{{claim}{time}}}{context}')
        self.add(fact._replace(kind="end"), "terminated", f'{object_},"result":{{{time}}}{context}')

    def reply(self, moment: int, answers: dict[str, str]) -> None:
        """A survey filled in and sent."""
        revision = self.pen.revisions.survey
        context = _context("", self.pen.survey, revision)
        for n, (name, answer) in enumerate(answers.items()):
            text, kind = _QUESTIONS[name]
            type_ = ADL + "activities/cmi.interaction"
            about = _activity("question", f"{SURVEY}/{name}", text, type_, interactionType=kind)
            score = ""
            if kind == "likert":
                scaled = number(int(answer) - 1, 4)
                score = (
                    f',"score":{said({"raw": int(answer), "min": 1, "max": 5, "scaled": scaled})}'
                )
            fact = Fact("reply", moment + n, f"{SURVEY}/{name}", value=answer)
            rest = f'{about},"result":{{"response":{said(answer)}{score}}}{context}'
            self.add(fact, "answered", rest)
        rest = f'{self.pen.survey},"result":{{"completion":true}}{_context("", "", revision)}'
        self.add(Fact("survey", moment + 9, SURVEY), "completed", rest)

    def attend(self, moment: int, held: date, hours: int, evidence: str) -> None:
        session = _activity("session", SESSION, SESSION, ADL + "activities/meeting")
        more = f'"{SITE}x/held":"{held.isoformat()}","{SITE}x/evidence":{said(evidence)}'
        rest = (
            f'{session},"result":{{"completion":true,"duration":"{span(hours * 3600)}"}}'
            f',"context":{{"platform":"Coursemark","language":"zh-CN","extensions":{{{more}}}}}'
        )
        fact = Fact("attend", moment, SESSION, value=(held.isoformat(), hours, evidence))
        self.add(fact, "attended", rest)

    def note(self, moment: int, item: str, text: str, revision: str = "") -> None:
        revision = revision or self.pen.revisions.items[item]
        type_ = ADL + "activities/cmi.interaction"
        about = _activity("item", item, UNITS[item].stem, type_)
        rest = f'{about},"result":{{"response":{said(text)}}}{_context("", "", revision)}'
        self.add(Fact("note", moment, item, revision=revision, value=text), "commented", rest)

    def complete(self, moment: int, course: str, title: str) -> None:
        about = _activity("course", course, title, ADL + "activities/course")
        context = ',"context":{"platform":"Coursemark","language":"zh-CN"}'
        rest = f'{about},"result":{{"completion":true}}{context}'
        self.add(Fact("course", moment, course), "completed", rest)

    def sorted(self) -> list[Entry]:
        """Oldest first, those of one submission in the order written."""
        return sorted(self.log, key=lambda entry: entry.fact.moment or 0)

    def header(self, exported: int, **changes: Any) -> str:
        learner = {
            "id": self.id,
            "name": self.name,
            "department": self.department,
            "role": self.role,
        }
        if self.start:
            learner["start"] = self.start
        site = {"id": SITE, "title": TITLE, "build": self.pen.revisions.build}
        head = {"format": "coursemark-record/1", "site": site, "learner": learner}
        return said({**head, "exported": stamp(exported), **changes})

    def renamed(self, **changes: Any) -> Journal:
        """The same learner under another number or name, with nothing done yet."""
        return replace(self, log=[], **changes)


OLD_REVISION = "0123456789ab"


@lru_cache(1 << 12)
def actor_of(id_: str, name: str) -> str:
    account = {"homePage": SITE, "name": id_}
    return said({"objectType": "Agent", "name": name, "account": account})


def record(header: str, lines: list[str]) -> bytes:
    """A whole record: header, statements, last line."""
    body = "\n".join([header, *lines, ""]).encode("utf-8", "surrogatepass")
    end = said({"end": len(lines), "sha256": hashlib.sha256(body).hexdigest()})
    return body + end.encode() + b"\n"


def _context(registration: str, parent: str, revision: str, more: str = "") -> str:
    where = f'"registration":"{registration}",' if registration else ""
    around = f'"contextActivities":{{"parent":[{parent}]}},' if parent else ""
    return (
        f',"context":{{{where}{around}"platform":"Coursemark","language":"zh-CN"'
        f',"extensions":{{"{SITE}x/revision":"{revision}"{more}}}}}'
    )
