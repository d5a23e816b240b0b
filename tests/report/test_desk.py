"""The trainer's desk in the browser says of the same files what the report says."""

from __future__ import annotations

import base64
import io
import json
import shutil
import subprocess
import zipfile
import zlib
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from nacl.public import PrivateKey, SealedBox
from record_builder import Learner, a_site, record, right, single
from transferring import transferred

from coursemark.desk_rules import desk_keys, desk_rules
from coursemark.model import Assessment, Bank, Course, Draw, Page, Step
from coursemark.records import read_records
from coursemark.render.site_data import site_payload
from coursemark.report import (
    RosterFault,
    as_json,
    compare_tables,
    points_book,
    read_roster,
    report,
    trend_book,
)
from coursemark.report.sheets import SHEETS
from coursemark.report.template import write_template
from coursemark.report.workbook import write_workbook
from coursemark.sealing import key_text, new_key

ROOT = Path(__file__).parents[2]
DAY = date(2026, 11, 22)
ALL_RIGHT = right("q0", "q1", "q2", "q3", "q4")

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="needs Node")


def on_desk(site, files, day=DAY, today=None):
    """The desk on these files, (name, bytes), and what it knows of each learner."""
    request = {
        "site": site_payload(site, str),
        "rules": desk_rules(site, day),
        "asOf": day.isoformat(),
        "today": (today or day).isoformat(),
        "inputs": [(name, base64.b64encode(data).decode()) for name, data in files],
    }
    done = subprocess.run(
        ["node", ROOT / "tests/js/desk_lines.cjs"],
        input=json.dumps(request),
        capture_output=True,
        text=True,
        check=True,
    )
    said = json.loads(done.stdout)
    return said["desk"], said["details"]


def on_report(site, files, folder, roster=None, day=DAY, today=None):
    """The report on the same files as JSON."""
    paths = []
    for name, data in files:
        path = folder / name
        path.write_bytes(data)
        paths.append(path)
    people = None
    if roster:
        (folder / roster[0]).write_bytes(roster[1])
        people = read_roster(folder / roster[0])
    return json.loads(as_json(report(site, read_records(paths), people, day, today)))


def both(site, files, folder, roster=None, keys=False, day=DAY, today=None):
    """Compares everything the desk shows with the report; gives the desk."""
    extra = [roster] if roster else []
    if keys:
        extra.append(("keys.json", json.dumps(desk_keys(site, day)).encode()))
    desk, details = on_desk(site, [*extra, *files], day, today)
    expected = on_report(site, files, folder, roster, day, today)
    assert [d["id"] for d in details] == [one["id"] for one in expected["learners"]]
    for detail, one in zip(details, expected["learners"], strict=True):
        assert {name: detail[name] for name in _LEARNER} == {name: one[name] for name in _LEARNER}
        for table in ("courses", "assessments", "attempts", "sessions"):
            for own, theirs in zip(detail[table], one[table], strict=True):
                # An attempt of the JSON names its assessment by id alone.
                compared = own.keys() - ({"title"} if table == "attempts" else set())
                assert {k: own[k] for k in compared} == {k: theirs[k] for k in compared}
    said = [
        {k: p[k] for k in ("file", "line", "learner", "kind", "detail")} for p in desk["problems"]
    ]
    assert said == expected["problems"]
    for group, one in zip(desk["departments"], expected["departments"], strict=True):
        shown = {"department": group.pop("name"), **group}
        assert {name: shown[name] for name in one} == one
    counts = (desk["records"], desk["statements"])
    assert counts == (expected["files"], expected["statements"])
    return desk, details


_LEARNER = ("id", "name", "department", "role", "on_roster", "files", "start", "checks")


def rows(*lines: str) -> bytes:
    return "\n".join(["工号,姓名,科室,岗位,入职日期", *lines]).encode("utf-8-sig")


def test_records_and_a_roster(tmp_path):
    diligent, weak, twice = Learner("10023"), Learner("10024", "李四"), Learner("10025", "王五")
    diligent.read()
    diligent.attempt(ALL_RIGHT, interruptions=[("away", 30), ("clock", -90)])
    diligent.practise("bank/q7", "B")
    diligent.practise("bank/q8", "A")
    weak.attempt({**ALL_RIGHT, "bank/q1": "A", "bank/q2": "C", "bank/q3": ""})
    twice.attempt({**ALL_RIGHT, "bank/q1": "A", "bank/q2": "A"})
    twice.attempt(ALL_RIGHT)
    twice.attempt(ALL_RIGHT, submit=False)
    roster = rows(
        "10024,李四,外科,护士,2026-01-05",
        "10023,张三,,护士,2025/12/1",
        '"=""00777""",赵六,内科,医生,46022',
        "合计,,,,",
        "10023,张三,内科,护士,",
        "010025,王五儿,内科,护士,某天",
    )
    files = [(f"{one.id}.jsonl", one.record()) for one in (diligent, weak, twice)]
    desk, details = both(a_site(), files, tmp_path, ("名册.csv", roster))
    assert [(d["id"], d["checks"]) for d in details] == [
        ("10024", ["通过"]),
        ("10023", ["通过"]),
        ("00777", []),
        ("010025", []),
        ("10025", ["身份冲突"]),
    ]
    assert desk["keys"] == "unneeded"
    assert [file["kind"] for file in desk["files"]] == ["roster", "record", "record", "record"]
    assert [group["name"] for group in desk["roles"]] == ["医生", "护士"]


def test_padded_names_totals_and_roles_that_the_site_does_not_have(tmp_path):
    one, two, three = Learner("1", "王伟"), Learner("2", "张　三"), Learner("3", "李 四")
    for learner in (one, two, three):
        learner.read()
    two.log[0]["actor"]["name"] = "张 三"
    roster = rows("1,王 伟,内科,护理,", "2,张三,内科,护 士,", "4,赵六,内科,护理,", "小计,48,,,")
    files = [(f"{each.id}.jsonl", each.record()) for each in (one, two, three)]
    desk, details = both(a_site(), files, tmp_path, ("名册.csv", roster))
    assert [(d["id"], d["name"], d["checks"]) for d in details] == [
        ("1", "王伟", ["通过"]),
        ("2", "张三", ["通过"]),
        ("4", "赵六", []),
        ("3", "李四", ["通过"]),
    ]
    assert [(p["file"], p["line"], p["detail"]) for p in desk["problems"]] == [
        ("3.jsonl", None, "名册里没有工号 3"),
        (
            *("名册.csv", 2),
            "本站没有岗位“护理”（2 人），只算了全员的课程；只是写法不同的，请在名册里改成护士",
        ),
        ("名册.csv", 3, "本站没有岗位“护 士”（1 人），只算了全员的课程；是不是 护士？"),
        ("名册.csv", 5, "合计、小计不是人，没有计入名册"),
    ]
    both(a_site(), files, tmp_path)


def test_reports_and_lists_of_those_present_leave_the_roster_as_it_was(tmp_path):
    one = Learner("1", "王伟")
    one.read()
    site, roster = a_site(), rows("1,王伟,内科,护士,")
    (tmp_path / "名册.csv").write_bytes(roster)
    (tmp_path / "1.jsonl").write_bytes(one.record())
    made = report(
        site, read_records([tmp_path / "1.jsonl"]), read_roster(tmp_path / "名册.csv"), DAY
    )
    write_workbook(made, tmp_path / "培训报表.xlsx")
    write_template(tmp_path / "签到表.xlsx")
    tables = ["培训报表.xlsx", "签到表.xlsx"]
    refused = []
    for name in tables:
        with pytest.raises(RosterFault) as fault:
            read_roster(tmp_path / name)
        refused.append(str(fault.value))
    assert refused == [
        "名册 培训报表.xlsx 像是培训报表（有“课程”“必修”“步骤进度”等列），没有当作名册；"
        "请放一人一行的花名册，确是花名册的请删去这些列",
        "名册 签到表.xlsx 像是签到表（有“场次”“到场”“日期”等列），没有当作名册；"
        "请用 coursemark attend 把签到表转成学习记录，名册请放一人一行的花名册",
    ]
    pasted = ("粘贴", "工号\t姓名\t场次\n2\t乙\t讲座\n".encode())
    files = [("名册.csv", roster), *((name, (tmp_path / name).read_bytes()) for name in tables)]
    desk, details = on_desk(site, [*files, pasted, ("1.jsonl", one.record())])
    assert (desk["roster"], [d["id"] for d in details]) == ("名册.csv", ["1"])
    assert [(p["file"], p["kind"], p["detail"]) for p in desk["problems"]] == [
        *((name, "roster", text) for name, text in zip(tables, refused, strict=True)),
        (
            *("粘贴", "roster"),
            "名册 粘贴 像是签到表（有“场次”列），没有当作名册；"
            "请用 coursemark attend 把签到表转成学习记录，名册请放一人一行的花名册",
        ),
    ]
    kinds = [(file["name"], file["kind"]) for file in desk["files"]]
    assert kinds == [
        ("名册.csv", "roster"),
        *((name, "other") for name in (*tables, "粘贴")),
        ("1.jsonl", "record"),
    ]


def test_every_table_of_ours_that_names_people_is_known(tmp_path):
    books = (SHEETS, compare_tables.SHEETS)
    tables = [columns for book in books for columns, _ in book.values()]
    tables += [*points_book.COLUMNS.values(), *trend_book.COLUMNS.values()]
    titles = [[column.title for column in columns] for columns in tables]
    files, refused = [], []
    for n, each in enumerate(one for one in titles if {"工号", "姓名"} <= {*one}):
        path = tmp_path / f"{n:02}.csv"
        path.write_text(",".join(each) + "\n" + ",".join(map(str, range(len(each)))), "utf-8")
        files.append((path.name, path.read_bytes()))
        with pytest.raises(RosterFault) as fault:
            read_roster(path)
        refused.append(str(fault.value))
    assert (len(files), [text for text in refused if "没有当作名册" not in text]) == (13, [])
    desk, _ = on_desk(a_site(), files)
    assert [p["detail"] for p in desk["problems"]] == refused


def test_claims_are_graded_again_and_draws_held_against_the_rules(tmp_path):
    liar, short, extra = Learner("1"), Learner("2", "乙"), Learner("3", "丙")
    for learner in (liar, short, extra):
        learner.attempt(ALL_RIGHT, seconds=3 if learner is extra else 300)
    for statement in liar.log:
        if "response" in statement.get("result", {}):
            statement["result"]["response"] = "D"
    (key,) = [k for k in short.log[0]["context"]["extensions"] if k.endswith("x/draw")]
    short.log[0]["context"]["extensions"][key][2:4] = []
    extra.log[0]["context"]["extensions"][key].append(
        {"item": "bank/case/1", "revision": "x", "points": 1}
    )
    extra.practise("bank/q1", "A")
    extra.log[-1]["object"]["id"] = extra.log[-1]["object"]["id"].replace("q1", "gone")
    files = [(f"{one.id}.jsonl", one.record()) for one in (liar, short, extra)]
    desk, details = both(a_site(), files, tmp_path, keys=True)
    assert {p["kind"] for p in desk["problems"]} == {
        "score-mismatch",
        "incomplete-attempt",
        "implausible-time",
        "unknown-item",
    }
    assert details[0]["checks"] == ["已重新判分"]


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (date(2026, 2, 28), [["时间异常"], ["时间异常"], ["时间异常"]]),
        (date(2026, 3, 5), [["通过"], ["通过"], ["时间异常"]]),
    ],
)
def test_a_past_day_and_the_day_on_which_one_looks(tmp_path, made, said):
    reader, sitter, ahead = Learner("1"), Learner("2", "乙"), Learner("3", "丙")
    reader.read()
    sitter.attempt(ALL_RIGHT)
    ahead.read()
    files = [("1.jsonl", reader.record()), ("2.jsonl", sitter.record())]
    early = ahead.header(exported="2026-02-28T08:00:00+08:00")
    files.append(("3.jsonl", record(early, ahead.log)))
    desk, details = both(a_site(), files, tmp_path, day=date(2026, 2, 28), today=made)
    assert [detail["checks"] for detail in details] == said
    assert desk["statements"] == 0


def test_sessions_terms_and_people_who_are_not_on_the_roster(tmp_path):
    course = Course(
        "newcomer",
        "新入职通识",
        "course.md",
        (
            Step("read", "a.md"),
            Step("attend", "岗前培训"),
            Step("practise", "票据", count=1, optional=True),
        ),
        due="30 days after start",
        valid_for="1 month",
        renewal="10 days",
        hours="2.5",
    )
    pages = {
        "a.md": Page("a.md", "甲页"),
        "course.md": Page("course.md", "课程页", kind="course", course=course),
    }
    site = a_site(pages=pages)
    one, two = Learner("1", site=site), Learner("2", "乙", site=site)
    one.read()
    session = {"session": {"name": "岗前培训"}, "held": "2026-02-27", "evidence": "签到表 3"}
    one.add("attended", {**session, "hours": 1.25}, 60)
    two.add("attended", {**session, "held": None}, 60)
    files = [("a.jsonl", one.record()), ("b.jsonl", two.record())]
    roster = rows("1,张三,内科,护士,2026-02-01", "3,丙,内科,护士,2026-02-01", "4,丁,,,2026-11-20")
    _, details = both(site, files, tmp_path, ("名册.csv", roster))
    assert [(d["id"], d["courses"][0]["status"]) for d in details] == [
        ("1", "expired"),
        ("3", "overdue"),
        ("4", "not-started"),
        ("2", "in-progress"),
    ]
    both(site, files, tmp_path, ("名册.csv", roster), day=date(2026, 3, 20))


def test_rules_of_attempts(tmp_path):
    exam = Assessment(
        id="exam",
        title="结业考试",
        mode="exam",
        draw=(Draw(item="bank/q0", points=300), Draw(item="bank/case", points=500)),
        attempts=2,
        grading="last",
        minutes=10,
        cooling=60,
    )
    site = a_site(assessments={"exam": exam})
    good = {"bank/q0": "B", "bank/case/1": "true", "bank/case/2": "A[,]C"}
    one = Learner("1", site=site)
    one.attempt({**good, "bank/case/2": "A"})
    one.attempt({**good, "bank/q0": "C"}, seconds=1200)
    one.attempt(good)
    one.attempt(good, assessment="exam", seconds=-50)
    _, details = both(site, [("a.jsonl", one.record())], tmp_path)
    assert [a["counts"] for a in details[0]["attempts"]] == ["yes", "result", "no", "no"]
    assert "cooling" in {p["kind"] for p in details[0]["problems"]}


def test_damaged_files(tmp_path):
    one, two = Learner("10023"), Learner("10024", "李四", start="2026-04-01T09:00:00")
    one.read()
    one.attempt(ALL_RIGHT)
    two.read()
    whole, other = one.record(), two.record()
    lines = whole.split(b"\n")
    changed = whole.replace("张三".encode(), "张叁".encode(), 1)
    long = b'{"verb":"' + b"x" * (1 << 20) + b'"}'
    deep = b'{"verb":' + b"[" * 100 + b"]" * 100 + b',"object":1}'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("班/一.jsonl", other)
        archive.writestr("班/.hidden", b"x")
        archive.writestr("班/坏.zip", b"PK\x03\x04 nothing")
        archive.writestr("0.bin", bytes(5_000_000))
    files = [
        ("a.jsonl", whole),
        ("b-changed.jsonl", changed),
        ("c-cut.jsonl", whole[: len(whole) // 2]),
        ("d-noend.jsonl", b"\n".join(lines[:-2]) + b"\n"),
        ("e-crlf.jsonl", whole.replace(b"\n", b"\r\n")),
        ("f-bom.jsonl", b"\xef\xbb\xbf" + whole),
        ("g-gbk.jsonl", whole.decode().encode("gb18030")),
        ("h-utf16.jsonl", whole.decode().encode("utf-16")),
        ("i-empty.jsonl", b""),
        ("j-picture.png", b"\x89PNG\r\n\x1a\n\x00\x00\xff"),
        ("k-array.json", json.dumps([*one.log, 7]).encode()),
        ("l-lines.jsonl", b"\n".join([lines[0], b"{bad", b"[1]", deep, b'{"a":NaN}', lines[1]])),
        ("m-long.jsonl", b"\n".join([lines[0], long, lines[1], b""])),
        ("n-after.jsonl", whole + b"{}\n"),
        ("o-bytes.jsonl", lines[0] + b"\n\xff\xfe{\n" + lines[1] + b"\n"),
        ("p-count.jsonl", record(one.header(), one.log).replace(b'"end": 9', b'"end": 8')),
        ("q-format.jsonl", record(one.header(format="coursemark-record/9"), one.log)),
        ("r.zip", packed.getvalue()),
        ("s.rar", b"Rar!\x1a\x07"),
        ("t-broken.zip", b"PK\x03\x04" + bytes(50)),
        ("u-noone.jsonl", json.dumps({**one.log[0], "actor": {}}).encode() + b"\n"),
        ("v-object.json", b'{"statements": {}}'),
        ("w-site.jsonl", record(one.header(site={"id": "https://else/"}), one.log)),
    ]
    desk, _ = both(a_site(), files, tmp_path)
    assert len(desk["problems"]) > 30


def test_two_contents_under_one_id_and_the_same_id_for_two_people(tmp_path):
    one = Learner("1")
    one.read()
    one.attempt(ALL_RIGHT)
    before = one.record()
    one.log[0]["timestamp"] = "2026-02-01T09:00:00.000+08:00"
    one.log[1]["stored"] = "2026-03-02T00:00:00Z"
    one.log[2]["result"]["response"] = "C"
    thief = Learner("2", "小偷")
    for each in one.log:
        account = {**each["actor"]["account"], "name": thief.id}
        thief.log.append({**each, "actor": {**each["actor"], "account": account}})
    files = [("a.jsonl", before), ("b.jsonl", one.record()), ("c.jsonl", thief.record())]
    desk, _ = both(a_site(), files, tmp_path)
    kinds = {p["kind"] for p in desk["problems"]}
    assert {"duplicate", "identity-conflict"} <= kinds


def test_texts_in_parts_over_several_files(tmp_path):
    one, two = Learner("1"), Learner("2", "乙")
    for learner in (one, two):
        learner.read()
        learner.attempt(ALL_RIGHT)
    parts = transferred(one.record().decode()).parts
    other = transferred(two.record().decode()).parts
    files = [
        ("a.txt", ("王护士长：\n" + parts[0]).encode()),
        ("b.txt", "\n".join(["> " + part.lower() for part in parts[1:]]).encode()),
        ("c.txt", parts[0].encode()),
        ("d.txt", "\n".join(other[:-1]).encode()),
    ]
    both(a_site(), files, tmp_path)


def withheld_site():
    items = (
        *(single(f"q{n}") for n in range(6)),
        *a_site().banks["bank"].items[10:],
    )
    exam = Assessment(
        id="exam",
        title="结业考试",
        mode="exam",
        key="withheld",
        draw=(Draw(banks=("bank",), type="single", count=4),),
    )
    course = Course(
        "newcomer", "新入职通识", "course.md", (Step("pass", "exam"),), departments=("心内科",)
    )
    page = Page("course.md", "课程页", kind="course", course=course)
    return a_site(
        banks={"bank": Bank("bank", "题库", items)},
        assessments={"exam": exam},
        pages={"course.md": page},
    ).with_keys_withheld()


def test_withheld_items_wait_for_the_key_file(tmp_path):
    site = withheld_site()
    one = Learner("1", site=site)
    one.attempt({**right("q0", "q1", "q2"), "bank/q3": "A"}, withheld=True)
    files = [("a.jsonl", one.record())]
    desk, (waiting,) = on_desk(site, files)
    assert (desk["keys"], waiting["pending"], waiting["courses"][0]["status"]) == (
        "missing",
        ["exam"],
        "in-progress",
    )
    desk, (graded,) = both(site, files, tmp_path, keys=True)
    assert (desk["keys"], graded["pending"], graded["assessments"][0]["score"]) == ("given", [], 75)
    assert graded["courses"][0]["status"] == "completed"


def test_nothing_published_depends_on_a_withheld_key():
    site = withheld_site()
    other = a_site(
        banks={
            "bank": Bank(
                "bank",
                "题库",
                tuple(single(f"q{n}", key="C") for n in range(6)) + site.banks["bank"].items[6:],
            )
        },
        assessments=site.assessments,
        pages=site.pages,
    ).with_keys_withheld()
    assert desk_rules(site, DAY) == desk_rules(other, DAY)
    assert desk_keys(site, DAY) != desk_keys(other, DAY)


def test_a_roster_as_a_workbook(tmp_path):
    path = tmp_path / "名册.xlsx"
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet("说明").write(0, 0, "请看下一张")
    sheet = book.add_worksheet("名册")
    sheet.write_row(1, 0, ["序号", "工号（必填）", "姓 名", "所在科室", "岗位", "入职日期"])
    sheet.write_row(2, 0, [1, "00012", "张三<&>", "", "护士"])
    sheet.write_row(3, 0, [2, 10023, "李四", "", "医生", "2026年1月5日"])
    sheet.write_row(4, 0, [3, "10024", "王五", "外科", "护士", "2026.2.3"])
    sheet.write_datetime(
        2,
        5,
        datetime(2025, 12, 1),
        book.add_format({"num_format": "yyyy-mm-dd"}),
    )
    sheet.merge_range(2, 3, 3, 3, "内科")
    book.close()
    one = Learner("00012")
    one.read()
    desk, _ = both(a_site(), [("a.jsonl", one.record())], tmp_path, (path.name, path.read_bytes()))
    assert desk["roster"] == "名册.xlsx"
    assert [(one["id"], one["department"], one["start"]) for one in desk["learners"]] == [
        ("00012", "内科", "2025-12-01"),
        ("10023", "内科", "2026-01-05"),
        ("10024", "外科", "2026-02-03"),
    ]


def test_sealed_records_count_like_open_ones(tmp_path):
    one = Learner("1")
    one.read()
    one.attempt(ALL_RIGHT)
    key, _ = new_key()
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(one.record()) + packer.flush()
    box = SealedBox(PrivateKey(key.private).public_key).encrypt(packed)
    header = {"format": "coursemark-sealed/1", "site": {"id": "x"}, "key": key.name}
    sealed = json.dumps(header).encode() + b"\n" + base64.b64encode(box) + b"\n"
    open_desk, open_details = both(a_site(), [("a.jsonl", one.record())], tmp_path)
    files = [("a.jsonl", sealed), ("coursemark.key", key_text(key).encode())]
    desk, details = on_desk(a_site(), files)
    assert details == open_details
    assert (desk["sealed"], desk["problems"], desk["statements"]) == (
        0,
        open_desk["problems"],
        open_desk["statements"],
    )
