"""Writes a cohort: site, roster, record files, and the truth about them."""

from __future__ import annotations

import json
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from cohort.courses import required_of
from cohort.damage import EXPORTED
from cohort.figures import assessments_of, items_of, topics_of
from cohort.handed import Handed, whole
from cohort.journal import Entry, Journal, Pen
from cohort.junk import JUNKS, packed
from cohort.people import Person, person, write_rosters
from cohort.school import AS_OF, Revisions, revisions_of
from cohort.school_files import write_school
from cohort.sorts import DAMAGES
from cohort.story import live
from cohort.truth import Truth

BLOCK = 500
"""Learners in a folder."""
TOP = "records"
_ZIP = "批次.zip"
_STICK = "U盘"
_HUGE = ("endless_line", "great_bomb")
"""Those that cost the writer more than they teach: once is enough."""


@dataclass(frozen=True)
class Cohort:
    """What is asked for."""

    folder: Path
    learners: int
    seed: int = 1
    hostile: float = 0.02
    """Share of learners with a hostile or damaged file; each sort comes once at least."""
    zipped: float = 0.12
    """Share of learners whose files come in a zip; 1 spares the disk."""
    huge: bool = True
    """With a line of 100 MB and a bomb of 200 MB."""


@dataclass(frozen=True)
class _Plan:
    """Which learners hand in what is damaged, and what lies about in which folder."""

    damages: dict[int, str]
    junk: dict[int, list[tuple[str, int]]]
    """By folder, the sort and a number for its name."""


def write_cohort(cohort: Cohort, workers: int = 2) -> Truth:
    """Writes everything below the folder, which must be empty or absent."""
    cohort.folder.mkdir(parents=True, exist_ok=True)
    write_school(cohort.folder / "site")
    revisions = revisions_of(cohort.folder / "site")
    plan = _plan(cohort)
    numbers = range(1, cohort.learners + 1)
    people = [person(cohort.seed, n, unique=n in plan.damages) for n in numbers]
    write_rosters(cohort.folder, people)
    truth = Truth()
    blocks = range((cohort.learners + BLOCK - 1) // BLOCK)
    work = partial(_write_block, cohort, plan, revisions)
    if workers > 1 and len(blocks) > 1:
        with ProcessPoolExecutor(workers) as pool:
            for part in pool.map(work, blocks):
                truth.join(part)
    else:
        for block in blocks:
            truth.join(work(block))
    _roster_problems(truth, cohort.learners)
    _write_truth(cohort, truth, revisions)
    return truth


def _plan(cohort: Cohort) -> _Plan:
    random = Random(f"{cohort.seed} plan")
    sorts = [name for name in (*DAMAGES, *JUNKS) if cohort.huge or name not in _HUGE]
    count = max(len(sorts), round(cohort.hostile * cohort.learners))
    often = [name for name in sorts if name not in _HUGE]
    chosen = sorts + [often[n % len(often)] for n in range(count - len(sorts))]
    damaged = [name for name in chosen if name in DAMAGES]
    places = sorted(random.sample(range(1, cohort.learners + 1), len(damaged)))
    random.shuffle(damaged)
    junk: dict[int, list[tuple[str, int]]] = {}
    blocks = (cohort.learners + BLOCK - 1) // BLOCK
    for number, name in enumerate(name for name in chosen if name in JUNKS):
        junk.setdefault(number % blocks, []).append((name, number))
    return _Plan(dict(zip(places, damaged, strict=True)), junk)


def _write_block(cohort: Cohort, plan: _Plan, revisions: Revisions, block: int) -> Truth:
    """One folder of records and what is true of it."""
    folder = cohort.folder / TOP / f"{block:03d}"
    folder.mkdir(parents=True, exist_ok=True)
    shown = f"{TOP}/{block:03d}"
    truth, pen, zipped = Truth(), Pen(revisions), dict[str, bytes]()
    first = block * BLOCK + 1
    for number in range(first, min(first + BLOCK, cohort.learners + 1)):
        damage = plan.damages.get(number, "")
        who = person(cohort.seed, number, unique=bool(damage))
        random = Random(f"{cohort.seed} life {number}")
        files = _files_of(who, damage, random, pen)
        place = shown
        if damage or random.random() >= cohort.zipped:
            for file in files:
                _write(folder, file)
        else:
            files.sort(key=lambda file: file.name)  # The order of an archive's entries.
            zipped |= {file.name: file.data for file in files}
            place = f"{shown}/{_ZIP}"
        for file in files:
            file.name, file.data = f"{place}/{file.name}", b""
        truth.take(who, files, damage, revisions)
    if zipped:
        (folder / _ZIP).write_bytes(packed(zipped))
    for name, number in plan.junk.get(block, ()):
        found = JUNKS[name](Random(f"{cohort.seed} junk {number}"), f"杂-{name}-{number}")
        for file in found:
            _write(folder, file)
            file.name, file.data = f"{shown}/{file.name}", b""
        truth.take_files(found)
    return truth


def _write(folder: Path, file: Handed) -> None:
    if file.link:
        (folder / file.name).symlink_to(file.link)
    elif file.written:
        path = folder / file.name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(file.data)


def _files_of(who: Person, damage: str, random: Random, pen: Pen) -> list[Handed]:
    """What a person hands in, in the order in which it is read."""
    own_start = who.own_start.isoformat() if who.own_start else ""
    journal = Journal(pen, random, who.id, who.name, who.department, who.role, own_start)
    name = f"coursemark-{who.id}-{AS_OF.isoformat()}.jsonl"
    if not damage and random.random() < 0.08:
        return []
    live(journal, required_of(who.role, who.department))
    if damage:
        return sorted(DAMAGES[damage](journal, name), key=lambda file: file.name)
    entries, way = journal.sorted(), random.random()
    if way < 0.78:
        return [whole(journal, entries, name, EXPORTED)]
    if way < 0.86:
        return [_saved_again(journal, entries, name, random)]
    return sorted(_several(journal, entries, name, random), key=_reading_order)


def _reading_order(file: Handed) -> tuple[bool, str]:
    """Files of a folder come before those of the folders in it."""
    return "/" in file.name, file.name


def _saved_again(journal: Journal, entries: list[Entry], name: str, random: Random) -> Handed:
    """By an editor: the same text in other bytes, which is said and does no harm."""
    file = whole(journal, entries, name, EXPORTED)
    text = file.data.decode()
    crlf = text.replace("\n", "\r\n")
    file.data = random.choice(
        (
            b"\xef\xbb\xbf" + file.data,
            crlf.encode(),
            b"\xef\xbb\xbf" + crlf.encode(),
            text.encode("gb18030"),
            crlf.encode("gb18030"),
            text.encode("utf-16"),
            text.encode("utf-16-be"),
        )
    )
    file.says(None, "wrong-format")
    return file


def _several(journal: Journal, entries: list[Entry], name: str, random: Random) -> list[Handed]:
    """Of one device from month to month, of several devices, or the same once more."""
    way, n = random.random(), len(entries)
    if way < 0.45:
        ends = [*sorted(random.sample(range(5, n), random.choice((1, 2, 3)))), n]
        files = []
        for end in ends:
            last = entries[end - 1].fact.moment or 0
            day = AS_OF if end == n else AS_OF - timedelta(days=90 - 10 * len(files))
            exported = EXPORTED if end == n else last + 60_000
            named = name.replace(AS_OF.isoformat(), day.isoformat())
            files.append(whole(journal, entries[:end], named, exported))
        return files
    if way < 0.75:
        shares: list[list[Entry]] = [[] for _ in range(random.choice((2, 3, 4)))]
        for entry in entries:
            for share in random.sample(shares, 1 + int(random.random() * 1.5)):
                share.append(entry)
        return [
            whole(journal, share, name.replace(".jsonl", f" ({k}).jsonl"), EXPORTED)
            for k, share in enumerate(shares, 1)
        ]
    again = whole(journal, entries, name.replace(".jsonl", " (1).jsonl"), EXPORTED)
    if way < 0.9:
        return [whole(journal, entries, name, EXPORTED), again]
    part = entries[: max(1, n // 2)]
    return [
        whole(journal, entries, name, EXPORTED),
        whole(journal, part, f"{_STICK}/{name}", EXPORTED - 3_600_000),
    ]


def _roster_problems(truth: Truth, learners: int) -> None:
    """Of the three rows at its end; the file is named by whichever was given."""
    file = "roster"
    truth.problems += [
        (file, learners + 2, "roster", ""),
        (file, learners + 3, "duplicate", "000001"),
        (file, learners + 4, "roster", ""),
    ]


def _write_truth(cohort: Cohort, truth: Truth, revisions: Revisions) -> None:
    with (cohort.folder / "truth-learners.jsonl").open("w", encoding="utf-8") as file:
        for learner in truth.learners:
            file.write(json.dumps(learner, ensure_ascii=False) + "\n")
    whole_truth = told(cohort, truth, revisions)
    text = json.dumps(whole_truth, ensure_ascii=False, indent=1)
    (cohort.folder / "truth.json").write_text(text, "utf-8")


def told(cohort: Cohort, truth: Truth, revisions: Revisions) -> dict[str, Any]:
    """All but the learners, in the words of the report's JSON."""
    items = items_of(truth.tallies, revisions)
    absent = sum(not one["files"] for one in truth.learners if one["on_roster"])
    return {
        "learners": cohort.learners,
        "seed": cohort.seed,
        "files": truth.files,
        "statements": truth.statements,
        "items": items,
        "topics": topics_of(items),
        "assessments": assessments_of(truth.tallies, revisions),
        "departments": _groups(truth.departments),
        "roles": _groups(truth.roles),
        "replies": {name: dict(counts) for name, counts in sorted(truth.replies.items())},
        "notes": sorted(truth.notes, key=lambda note: (note["at"], note["learner"])),
        "quality": {
            "errors": (truth.faulty, truth.read),
            "missing": (absent, cohort.learners),
            "incomplete": (truth.incomplete, truth.files),
            "duplicates": (truth.repeated, truth.read),
        },
        "identities": sorted(truth.identities),
        "problems": sorted(truth.problems, key=lambda p: (p[0], p[1] or 0, p[2], p[3])),
    }


def _groups(groups: dict[str, Any]) -> dict[str, Any]:
    return {name: groups[name].told() for name in sorted(groups)}


def bytes_of(folder: Path) -> int:
    return sum(file.stat().st_size for file in (folder / TOP).rglob("*") if file.is_file())
