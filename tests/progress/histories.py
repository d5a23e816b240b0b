"""Random courses and what learners did in them, from a seed.

Few names, short spans and moments close to midnight and to the ends of months, so that days of
completion, validity, windows and terms fall on one another often.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from random import Random
from typing import Any

SITE = "https://yibao.example/"
PAGES = ["a.md", "政策/b c.md", "clauses/d%.md"]
TESTS = ["t", "u", "drill"]
ASSESSMENTS = {
    "t": {"grading": "best", "mode": "exam"},
    "u": {"grading": "last", "mode": "practice"},
    "drill": {"grading": "first", "mode": "practice"},
}
ITEMS = [f"b/{n}" for n in range(5)] + ["b/case/1"]
SURVEYS = ["after", "课后"]
SESSIONS = ["院内讲座", "第 1 讲/50%"]
VERSIONS = ["", "2025年版", "2026年版"]
KINDS = ["read", "accept", "pass", "survey", "attend", "practise"]
IDS = ["c", "d", "e", "constructor", "__proto__"]
TARGETS = {
    "read": PAGES,
    "accept": PAGES,
    "pass": TESTS,
    "attempt": TESTS,
    "survey": SURVEYS,
    "attend": SESSIONS,
    "practise": ITEMS,
}
SPANS = [
    {"days": 1},
    {"days": 7},
    {"days": 30},
    {"days": 366},
    {"months": 1},
    {"months": 2},
    {"months": 12},
    {"months": 24},
]
ZONES = [480, 480, 480, 480, 0, -300, 840, 345, -570]
"""Minutes."""

FIRST = date(2023, 12, 20)


def day(random: Random) -> date:
    """Now and then the end of a month, or a day of February of a leap year."""
    anywhere = FIRST + timedelta(days=random.randrange(800))
    near = date(2024, random.choice([2, 2, 3]), random.choice([1, 28, 29]))
    last = anywhere.replace(day=1) - timedelta(days=1)
    return random.choice([anywhere, anywhere, anywhere, near, last])


def moment(random: Random) -> datetime:
    """Often about midnight at UTC+08:00."""
    clock = random.choice([time(0, 0), time(23, 59, 59), time(9, 0), time(15, 59, 59, 999000)])
    if random.random() < 0.3:
        clock = time(random.randrange(24), random.randrange(60), random.randrange(60))
    return datetime.combine(day(random), clock, timezone(timedelta(hours=8)))


def written(random: Random, at: datetime) -> str:
    """In some zone, with `Z`, an offset, or none for UTC+08:00."""
    minutes = random.choice(ZONES)
    local = at.astimezone(timezone(timedelta(minutes=minutes)))
    text = local.isoformat(timespec=random.choice(["milliseconds", "seconds"]))
    if minutes == 0 and random.random() < 0.7:
        return text.replace("+00:00", "Z")
    if minutes == 480 and random.random() < 0.2:
        return text.removesuffix("+08:00")
    return text


def term(random: Random) -> dict[str, Any]:
    if random.random() < 0.5:
        return random.choice(SPANS)
    return {"day": day(random).isoformat()}


def step(random: Random) -> dict[str, Any]:
    kind = random.choice(KINDS)
    made: dict[str, Any] = {"kind": kind, "target": random.choice(TARGETS[kind])}
    if kind == "practise":
        made |= {"target": "目录", "count": random.randrange(5)}
        made["items"] = random.sample(ITEMS, random.randrange(1, 6))
    if kind in ("read", "accept", "pass") and random.random() < 0.4:
        late = (FIRST + timedelta(days=random.randrange(600, 900))).isoformat()
        made["retrain_from"] = random.choice([day(random).isoformat(), late, "2024-02-30", None])
    if kind == "accept" and random.random() < 0.6:
        made["version"] = random.choice(VERSIONS)
    if random.random() < 0.2:
        made["optional"] = random.choice([True, True, False])
    if random.random() < 0.3:
        made["due"] = term(random)
    return made


def course(random: Random, id_: str, ids: list[str]) -> dict[str, Any]:
    steps = [step(random) for _ in range(random.choice([0, 1, 1, 1, 2, 2, 3]))]
    made: dict[str, Any] = {"id": id_, "steps": steps}
    if random.random() < 0.7:
        made["valid_for"] = random.choice(SPANS)
    if random.random() < 0.5:
        made["renewal"] = random.choice(SPANS)
    if random.random() < 0.4:
        made["due"] = term(random)
    if random.random() < 0.2:
        made["from"] = day(random).isoformat()
    if random.random() < 0.3:
        made["requires"] = [random.choice([*ids, "gone"]) for _ in range(random.randrange(1, 3))]
    return made


def courses(random: Random) -> list[dict[str, Any]]:
    ids = random.sample(IDS, random.randrange(1, 4))
    return [course(random, id_, ids) for id_ in ids]


def aim(random: Random, made: list[dict[str, Any]]) -> dict[str, Any]:
    """Kind, target and version of something to do: mostly what a course asks for."""
    steps = [step for course in made for step in course["steps"]]
    if not steps or random.random() < 0.15:
        kind = random.choice(KINDS)
        return {"kind": kind, "target": random.choice(TARGETS[kind]), "version": ""}
    chosen = random.choice(steps)
    target = random.choice(chosen["items"]) if chosen["kind"] == "practise" else chosen["target"]
    if chosen["kind"] == "pass" and random.random() < 0.2:
        return {"kind": "attempt", "target": target, "version": ""}
    version = chosen.get("version") if random.random() < 0.6 else random.choice(VERSIONS)
    return {"kind": chosen["kind"], "target": target, "version": version or ""}


def event(random: Random, made: list[dict[str, Any]]) -> dict[str, Any]:
    about = aim(random, made)
    done = {"kind": about["kind"], "target": about["target"]}
    done["at"] = written(random, moment(random))
    if random.random() < 0.02:
        done["at"] = random.choice(["", "yesterday", "2024-02-30T00:00:00Z"])
    if about["kind"] == "pass" and random.random() < 0.8:
        done["score"] = random.choice([0, 0.5, 0.87654, 1, 1.5, -1, None, random.random()])
    if about["kind"] == "accept" and random.random() < 0.8:
        done["version"] = about["version"]
    return done


def present(random: Random) -> str:
    """Any moment, or one after all that happened."""
    late = datetime(2026, 3, 1, tzinfo=UTC) + timedelta(days=random.randrange(200))
    return written(random, random.choice([moment(random), late]))


def begun(random: Random) -> str | None:
    return random.choice([None, "", day(random).isoformat(), day(random).isoformat()])


def history(random: Random) -> tuple[list[Any], list[Any], str, str | None]:
    """Courses, events, now and start."""
    made = courses(random)
    events = [event(random, made) for _ in range(random.choice([0, 3, 5, 10, 20, 40]))]
    return made, events, present(random), begun(random)


# ---------------------------------------------------------------- the same as statements


def journey(random: Random) -> tuple[list[Any], list[Any], str, str | None]:
    """Courses, `[builder, stamp, details]` of each statement, now and start."""
    made = courses(random)
    log = [statement(random, made) for _ in range(random.choice([0, 3, 8, 20, 40]))]
    return made, log, present(random), begun(random)


def statement(random: Random, made: list[dict[str, Any]]) -> list[Any]:
    """What an event rests on, or any other statement."""
    stamp = {
        "site": SITE,
        "learner": {"id": "10023", "name": "张三"},
        "id": _uuid(random),
        "timestamp": written(random, moment(random)),
    }
    if random.random() < 0.1:
        build = random.choice(list(_OTHERS))
        return [build, stamp, _OTHERS[build](random)]
    about = aim(random, made)
    build, details = _DONE[about["kind"]]
    return [build, stamp, details(random, about)]


def _uuid(random: Random) -> str:
    digits = f"{random.getrandbits(128):032x}"
    return "-".join(
        [digits[:8], digits[8:12], "4" + digits[13:16], "8" + digits[17:20], digits[20:]]
    )


def _page(random: Random, about: dict[str, Any]) -> dict[str, Any]:
    page = {"path": about["target"], "name": "页面", "version": about["version"]}
    seconds, least = random.choice([None, 0, 29.9, 30, 31]), random.choice([None, 0, 30])
    return {"page": page, "seconds": seconds, "minimum": least}


def _scored(random: Random) -> dict[str, Any]:
    most = random.choice([0, 100, 300, 1000])
    success = random.choice([True, True, True, False, None])
    return {"raw": random.randint(0, most), "max": most, "success": success}


def _attempt(random: Random, assessment: str = "") -> dict[str, Any]:
    chosen = assessment or random.choice(TESTS)
    return {"assessment": {"id": chosen}, "registration": _uuid(random)}


def _outcome(random: Random, about: dict[str, Any]) -> dict[str, Any]:
    return {**_attempt(random, about["target"]), **_scored(random), "seconds": 60}


def _answered(random: Random, about: dict[str, Any]) -> dict[str, Any]:
    details = {"item": {"id": about["target"], "type": "single"}, "response": "A"}
    details |= _scored(random)
    where = random.choice([{"page": {"path": "a.md"}}, {}, _attempt(random)])
    return {**details, **where}


def _surveyed(random: Random, about: dict[str, Any]) -> dict[str, Any]:
    return {"survey": {"id": about["target"]}}


def _attended(random: Random, about: dict[str, Any]) -> dict[str, Any]:
    held = random.choice([None, "", "2024-02-30", day(random).isoformat(), day(random).isoformat()])
    hours = random.choice([None, 1, 1.5, 0.7])
    return {"session": {"name": about["target"]}, "held": held, "hours": hours}


_DONE = {
    "read": ("experienced", _page),
    "accept": ("accepted", _page),
    "pass": ("outcome", _outcome),
    "attempt": ("outcome", lambda random, about: {**_outcome(random, about), "success": False}),
    "survey": ("surveyed", _surveyed),
    "attend": ("attended", _attended),
    "practise": ("answered", _answered),
}
"""Kind of event to the builder of its statement and what makes random details."""


def _interrupted(random: Random) -> dict[str, Any]:
    cause = random.choice(["away", "closed", "paused", "clock"])
    return {**_attempt(random), "cause": cause, "seconds": random.choice([-3600, 5, 86400.5])}


def _replied(random: Random) -> dict[str, Any]:
    question = random.choice([{"id": "useful", "type": "rating"}, {"id": "wish", "type": "text"}])
    response = random.choice(["1", "3", "7", "9", "很好"])
    return {"survey": {"id": "after"}, "question": question, "response": response, "scale": 7}


_OTHERS = {
    "interrupted": _interrupted,
    "replied": _replied,
    "commented": lambda random: {"item": {"id": random.choice(ITEMS)}, "text": "有错字"},
    "completed": lambda random: {"course": {"id": random.choice(IDS)}},
    "terminated": lambda random: {**_attempt(random), "seconds": 60},
}
"""Builder to what makes random details, of statements that make no event."""
