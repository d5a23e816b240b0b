"""A folder of records with all that reports meet; reports of it from memory and from a store."""

from __future__ import annotations

import copy
import json
import zipfile
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from pathlib import Path

from record_builder import Learner, a_site, record, right
from transferring import transferred

from coursemark.intake.ingest import ingest
from coursemark.intake.store import Store, store_faults
from coursemark.model import Assessment, Draw, Site
from coursemark.records import Anomaly, read_records
from coursemark.report import Person, Report, Roster, as_json, report
from coursemark.report.gather import report_from
from coursemark.report.sheets import SHEETS
from coursemark.sealing import Key, new_key

DAY = date(2026, 11, 22)
KEY, PUBLIC = new_key()
FIVE = right("q0", "q1", "q2", "q3", "q4")


def hospital_site() -> Site:
    base = a_site()
    case = Assessment("case", "病例", (Draw(item="bank/case"),), pass_mark="60")
    return a_site(assessments={**base.assessments, "case": case})


SITE = hospital_site()


def learner(number: int, log: int = 3) -> Learner:
    """Learners differ in what they know and how far they got."""
    found = Learner(f"{10000 + number}", f"学员{number}", site=SITE)
    found.read()
    for turn in range(log - 1):
        good = (number + turn) % 3
        found.attempt({**FIVE, "bank/q1": "B" if good else "A", "bank/q2": "B" if good > 1 else ""})
    if number % 4 == 0:
        found.attempt({"bank/case/1": "true", "bank/case/2": "A[,]C"}, assessment="case")
    found.practise(f"bank/q{number % 10}", "B" if number % 2 else "D")
    question = {"survey": {"id": "s"}, "question": {"id": "q", "type": "rating"}}
    found.add("replied", {**question, "response": str(number % 5 + 1), "scale": 5})
    found.add("surveyed", {"survey": {"id": "s"}})
    found.add("commented", {"item": {"id": "bank/q1", "revision": "0"}, "text": f"错 {number}"})
    return found


def write_records(folder: Path, people: int = 12) -> None:
    """Files, zips, chats, sealed records, lists and files that are none, in many folders."""
    who = [learner(n) for n in range(people)]
    for n, one in enumerate(who):
        one.hand_in(_made(folder / f"班{n % 3}"))
    # Handed in again after more was learned, and the same once more.
    who[0].attempt(FIVE)
    who[0].hand_in(_made(folder / "补交"))
    who[1].hand_in(folder / "补交", "同一份.jsonl")
    # One learner's log under another's number.
    copied = json.dumps(who[2].log, ensure_ascii=False).replace(who[2].id, "20002")
    thief = Learner("20002", "抄写人", site=SITE)
    thief.log = json.loads(copied)
    thief.hand_in(folder / "补交")
    # Another content under the same ids, in a file whose digest is wrong.
    forged = copy.deepcopy(who[3].log)
    for statement in forged:
        if "result" in statement and "response" in statement["result"]:
            statement["result"]["response"] = "C"
    data = record(who[3].header(), forged).replace(b'"sha256": "', b'"sha256": "0')
    (folder / "补交/改过.jsonl").write_bytes(data)
    # Of several, in one array and without a header; one without an id or without a number.
    mixed = copy.deepcopy([s for one in who[4:7] for s in one.log])
    del mixed[0]["id"]
    mixed[1]["actor"] = {"name": "谁"}
    mixed[2]["result"] = {"score": {"raw": 1, "scaled": 1}}
    (folder / "别的工具.json").write_text(json.dumps(mixed, ensure_ascii=False), "utf-8")
    _list_of_present(folder / "签到.jsonl", who)
    with zipfile.ZipFile(folder / "打包.zip", "w") as archive:
        for n in (20, 21):
            archive.writestr(f"里面/{n}.jsonl", learner(n).record())
        archive.writestr("里面/坏的.jsonl", b'{"format": "coursemark-record/1"\n')
        archive.writestr("里面/空的.jsonl", b"")
    sealed = transferred(learner(30).record().decode(), PUBLIC)
    (folder / "密封.sealed.jsonl").write_text(sealed.sealed, "utf-8")
    _chats(folder)
    _hostile(folder, who)


def _made(folder: Path) -> Path:
    folder.mkdir(exist_ok=True, parents=True)
    return folder


def _list_of_present(file: Path, who: Sequence[Learner]) -> None:
    statements = []
    for one in who:
        noted = Learner(one.id, one.name, site=SITE, seed=int(one.id) * 7)
        noted.add(
            "attended", {"session": {"name": "讲座"}, "held": "2026-02-01", "registrar": "90001"}
        )
        statements += noted.log
    trainer = Learner("90001", "培训老师", site=SITE)
    file.write_bytes(record(trainer.header(), statements))


def _chats(folder: Path) -> None:
    """Texts in parts, one of them over two files with a record in between, one incomplete."""
    whole = transferred(learner(40).record().decode()).parts
    split = transferred(learner(41, log=40).record().decode()).parts
    lost = transferred(learner(42, log=40).record().decode()).parts
    assert len(split) > 1
    (folder / "微信1.txt").write_text("\n".join([*whole, split[0]]), "utf-8")
    (folder / "微信3.txt").write_text("\n".join(split[1:] + lost[:1]), "utf-8")
    (folder / "微信4.txt").write_text("\n".join(whole), "utf-8")


def _hostile(folder: Path, who: Sequence[Learner]) -> None:
    bad = _made(folder / "坏的")
    (bad / "空.jsonl").write_bytes(b"")
    (bad / "乱.bin").write_bytes(bytes(range(256)) * 40)
    (bad / "断.jsonl").write_bytes(who[7].record()[:-900])
    (bad / "深.jsonl").write_bytes(b"[" * 100_000 + b"]" * 100_000)
    (bad / "包.rar").write_bytes(b"Rar!\x1a\x07\x00")
    (bad / "坏.zip").write_bytes(b"PK\x03\x04" + bytes(100))
    other = Learner("50001", "外人", site=a_site())
    other.read()
    site = {"id": "https://other.example/"}
    (bad / "别站.jsonl").write_bytes(record(other.header(site=site), other.log))
    odd = learner(8).log
    odd[0]["id"] = "aaaaaa  -bbbb-cccc-dddd-eeeeeeeeeeee"
    odd[1]["id"] = ["7"]
    odd[2]["timestamp"] = "昨天"
    odd[3]["actor"]["account"]["name"] = "\u200b１０００８ "
    odd[4]["result"] = {"response": ["B"], "score": {"raw": 1e300, "scaled": True}}
    odd[5]["verb"] = {"id": "http://example.com/x\ud800"}
    (bad / "怪.jsonl").write_bytes(record(who[8].header(), odd[:5]) + b'{"later": 1}\n')
    (bad / "代理.jsonl").write_bytes(
        json.dumps(odd[5]).encode() + b'\n{"verb":1,"object":"\xff"}\n'
    )


def a_roster(people: int = 12) -> Roster:
    """Everybody but two, one of them under another name, and one who handed in nothing."""
    rows = [
        Person(
            f"{10000 + n}",
            f"学员{n}" if n else "改名",
            f"科{n % 3}",
            ("护士", "医师")[n % 2],
            None,
            n,
        )
        for n in range(people - 2)
    ]
    rows.append(Person("99999", "没交", "科9", "护士", None, 90))
    return Roster({one.id: one for one in rows}, (Anomaly("r.xlsx", 3, "roster", "坏行"),))


def in_memory(
    paths: Iterable[Path],
    roster: Roster | None = None,
    keys: Sequence[Key] = (KEY,),
    as_of: date = DAY,
) -> Report:
    return report(SITE, read_records(paths, keys=keys), roster, as_of)


def take_in(
    file: Path, paths: Iterable[Path], keys: Sequence[Key] = (KEY,), skip: Collection[Path] = ()
) -> int:
    """One run; how many places were read."""
    with Store(file, SITE.config.id) as store, store_faults(file):
        store.begin()
        return ingest(store, SITE.config.id, paths, skip, keys)


def from_store(
    file: Path,
    paths: Iterable[Path],
    roster: Roster | None = None,
    keys: Sequence[Key] = (KEY,),
    as_of: date = DAY,
) -> Report:
    take_in(file, paths, keys)
    return report_from(file, SITE, roster, as_of)


def assert_equal(one: Report, other: Report) -> None:
    """In everything that anybody is shown."""
    assert json.loads(as_json(one)) == json.loads(as_json(other))
    for name, (_, rows_of) in SHEETS.items():
        assert list(rows_of(one)) == list(rows_of(other)), name
    for field in ("identities", "quality", "totals", "named", "problems", "course_titles"):
        assert getattr(one, field) == getattr(other, field), field
    assert list(one.learners) == list(other.learners)
    assert as_json(one) == as_json(other)
