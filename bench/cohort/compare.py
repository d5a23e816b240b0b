"""Holds a report against the truth of its cohort: every difference as a line of text."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

_STATUSES = {
    "not-started": "未开始",
    "in-progress": "学习中",
    "completed": "已完成",
    "expired": "已过期",
    "retrain": "需重学",
    "overdue": "已逾期",
}
_NEAR = 1.01e-4
"""Numbers are rounded to four digits in the report."""


def differences(folder: Path, report: Path, workbook: Path | None = None) -> list[str]:
    """What report and workbook say otherwise than the truth."""
    found = json.loads(report.read_text("utf-8"))
    truth = json.loads((folder / "truth.json").read_text("utf-8"))
    with (folder / "truth-learners.jsonl").open(encoding="utf-8") as lines:
        learners = [json.loads(line) for line in lines]
    return [
        *_totals(truth, found),
        *_learners(learners, found["learners"]),
        *_items(truth, found),
        *_problems(truth, found),
        *(_workbook(truth, learners, workbook) if workbook else ()),
    ]


def _totals(truth: Any, found: Any) -> Iterator[str]:
    for name in ("files", "statements"):
        yield from _same(name, truth[name], found[name])
    for name, (count, of) in truth["quality"].items():
        told = found["quality"][name]
        yield from _same(f"quality {name}", [count, of], [told["count"], told["of"]])
    for name, key in (("departments", "department"), ("roles", "role")):
        told = {(one.pop(key)): one for one in found[name]}
        empty = next((n for n in told if n.startswith("未填")), "")
        expected = {n or empty: group for n, group in truth[name].items()}
        yield from _same(name, expected, told)
    expected = sorted(map(json.dumps, truth["notes"]))
    yield from _same("notes", expected, sorted(map(json.dumps, found["notes"])))
    told = {one["question"]: one for one in found["surveys"]}
    for question, counts in truth["replies"].items():
        one = told.get(question, {})
        yield from _same(f"survey {question} n", sum(counts.values()), one.get("n"))
        if question == "wish":
            texts = sorted(text for text, n in counts.items() for _ in range(n))
            yield from _same("survey texts", texts, sorted(one.get("texts", ())))
        else:
            given = {k: v for k, v in one.get("counts", {}).items() if v}
            yield from _same(f"survey {question}", counts, given)
    if "useful" in truth["replies"]:
        counts = truth["replies"]["useful"]
        mean = sum(int(k) * v for k, v in counts.items()) / sum(counts.values())
        yield from _same("survey mean", mean, told["useful"]["mean"])


def _learners(truth: list[Any], found: list[Any]) -> Iterator[str]:
    told = {one["id"]: one for one in found}
    expected = {one["id"]: one for one in truth}
    yield from _same("learners", sorted(expected), sorted(told))
    for id_, one in expected.items():
        other = told.get(id_)
        if other is None:
            continue
        for key in (
            "name",
            "department",
            "role",
            "on_roster",
            "files",
            "start",
            "checks",
            "sessions",
        ):
            yield from _same(f"{id_} {key}", one[key], other[key])
        yield from _keyed(f"{id_} course", one["courses"], other["courses"], "id")
        yield from _keyed(f"{id_} test", one["assessments"], other["assessments"], "assessment")
        rows = [{**row, **_facts(row)} for row in other["attempts"]]
        yield from _keyed(f"{id_} attempt", one["attempts"], rows, "registration")


def _facts(row: Any) -> dict[str, Any]:
    facts = row["facts"]
    seconds = facts["away_seconds"]
    return {"away": facts["away"], "away_seconds": seconds, "pending": len(row["pending"])}


def _keyed(where: str, truth: list[Any], found: list[Any], key: str) -> Iterator[str]:
    """Lists of objects, in order; only what the truth names is compared."""
    yield from _same(f"{where}s", [o[key] for o in truth], [o[key] for o in found])
    told = {one[key]: one for one in found}
    for one in truth:
        other = told.get(one[key])
        if other is not None:
            for name, value in one.items():
                yield from _same(f"{where} {one[key]} {name}", value, other.get(name))


def _items(truth: Any, found: Any) -> Iterator[str]:
    for one in (*truth["items"], *found["items"]):
        one["key"] = f"{one['id']}@{one['revision']}"
    for one in found["items"]:
        one["flags"] = [flag["kind"] for flag in one["flags"]]
    yield from _keyed("item", truth["items"], found["items"], "key")
    for one in (*truth["topics"], *found["topics"]):
        one["key"] = f"{one['topic']} {one['page']}"
    topics = sorted(found["topics"], key=lambda one: (one["topic"], one["page"]))
    yield from _keyed("topic", truth["topics"], topics, "key")
    for one in (*truth["assessments"], *found["assessments"]):
        one["key"] = f"{one['assessment']}@{one['revision']}"
    yield from _keyed("assessment", truth["assessments"], found["assessments"], "key")


def _problems(truth: Any, found: Any) -> Iterator[str]:
    expected = Counter((f, n, kind, who) for f, n, kind, who in truth["problems"])
    told = Counter(
        (_plain(p["file"]), p["line"], p["kind"], p["learner"] or "") for p in found["problems"]
    )
    for problem, n in sorted((expected - told).items(), key=str):
        yield f"problem not told: {problem} × {n}"
    for problem, n in sorted((told - expected).items(), key=str):
        yield f"problem too much: {problem} × {n}"
    asked = Counter((kind, tuple(those)) for kind, those in truth["identities"])
    questions = Counter((q["kind"], tuple(q["learners"])) for q in found["identities"])
    yield from (f"question not asked: {q}" for q in (asked - questions).elements())
    yield from (f"question too much: {q}" for q in (questions - asked).elements())


def _plain(file: str) -> str:
    return "roster" if file in ("roster.xlsx", "roster.csv") else file


def _workbook(truth: Any, learners: list[Any], file: Path) -> Iterator[str]:
    """The sheets that have a row for each, read as Excel would."""
    book = CalamineWorkbook.from_path(str(file))
    names = ("完成情况", "科室汇总", "岗位汇总", "测评成绩", "作答记录", "异常记录", "题目分析")
    rows = {name: list(_rows(book, name)) for name in names}
    expected = Counter(
        (
            one["id"],
            one["name"],
            course["title"],
            _STATUSES[course["status"]],
            _share(course["score"]),
        )
        for one in learners
        for course in one["courses"]
    )
    told = Counter(
        (row["工号"], row["姓名"], row["课程"], row["状态"], _share(row["成绩"], 100))
        for row in rows["完成情况"]
    )
    yield from _counted("完成情况", expected, told)
    expected = Counter(
        (one["id"], one["name"], test["title"], _share(test["score"]))
        for one in learners
        for test in one["assessments"]
    )
    told = Counter(
        (row["工号"], row["姓名"], row["测评"], _share(row["成绩"], 100))
        for row in rows["测评成绩"]
    )
    yield from _counted("测评成绩", expected, told)
    attempts = sum(len(one["attempts"]) for one in learners)
    yield from _same("作答记录", attempts, len(rows["作答记录"]))
    yield from _same("异常记录", len(truth["problems"]), len(rows["异常记录"]))
    yield from _same("题目分析", len(truth["items"]), len(rows["题目分析"]))
    yield from _figures(truth, learners, book)
    for sheet, title, groups in (
        ("科室汇总", "科室", truth["departments"]),
        ("岗位汇总", "岗位", truth["roles"]),
    ):
        told = {
            "" if row[title].startswith("未填") else row[title]: [
                row["人数"],
                row["全部完成人数"],
                row["应完成（人次）"],
                row["已完成（人次）"],
                row["逾期（人次）"],
                row["没交记录人数"],
            ]
            for row in rows[sheet]
        }
        counts = {
            name: [
                one[key]
                for key in ("learners", "finished", "required", "completed", "overdue", "absent")
            ]
            for name, one in groups.items()
        }
        told.pop("合计", None)
        told.pop("全部", None)
        yield from _same(sheet, counts, told)


def _figures(truth: Any, learners: list[Any], book: CalamineWorkbook) -> Iterator[str]:
    """The first sheet: what is reported upward."""
    rows = book.get_sheet_by_name("总览").to_python()
    told = {row[0]: row[1] for row in rows if len(row) > 1 and row[0]}
    listed = [one for one in learners if one["on_roster"]]
    groups = truth["departments"].values()
    expected = {
        "在册学员": len(listed),
        "其中交了学习记录": sum(one["files"] > 0 for one in listed),
        "全部必修课程完成的学员": sum(one["finished"] for one in groups),
        "应完成（人次）": sum(one["required"] for one in groups),
        "已完成（人次）": sum(one["completed"] for one in groups),
        "逾期（人次）": sum(one["overdue"] for one in groups),
        "不在名册的学员": len(learners) - len(listed),
        "记录文件": truth["files"],
        "学习记录（条，已去重）": truth["statements"],
        "异常（条，见“异常记录”）": len(truth["problems"]),
    }
    for name, figure in expected.items():
        yield from _same(f"总览 {name}", figure, told.get(name))


def _rows(book: CalamineWorkbook, name: str) -> Iterator[dict[str, Any]]:
    """Of a sheet and those it goes on in."""
    for sheet in book.sheet_names:
        if sheet == name or sheet.startswith(f"{name}（"):
            header, *rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
            yield from (dict(zip(header, row, strict=False)) for row in rows)


def _share(value: Any, times: int = 1) -> str:
    return "" if value in (None, "") else f"{value * times:.2f}"


def _counted(where: str, expected: Counter[Any], told: Counter[Any]) -> Iterator[str]:
    yield from (f"{where} lacks {row}" for row in (expected - told).elements())
    yield from (f"{where} has {row} too much" for row in (told - expected).elements())


def _same(where: str, expected: Any, found: Any) -> Iterator[str]:
    if not _equal(expected, found):
        yield f"{where}: {_short(found)} instead of {_short(expected)}"


def _equal(one: Any, other: Any) -> bool:
    if isinstance(one, float) or isinstance(other, float):
        if not isinstance(one, int | float) or not isinstance(other, int | float):
            return False
        return abs(one - other) <= max(_NEAR, abs(one) * 1e-9) or round(one, 2) == other
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_equal(v, other[k]) for k, v in one.items())
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(_equal, one, other))
    return bool(one == other)


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) < 400 else text[:400] + "…"
