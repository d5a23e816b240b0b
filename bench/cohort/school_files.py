"""The files of the cohort's site, as its authors would write them."""

from __future__ import annotations

import json
from pathlib import Path

from cohort.school import (
    CONDUCT_VERSION,
    DEPARTMENTS,
    DESK,
    KEPT,
    LESSONS,
    OWNERS,
    PAGES,
    PRACTISED,
    RETRAIN_FROM,
    ROLES,
    SINGLES,
    SITE,
    SURVEY,
    TESTS,
    TITLE,
    WIDE_WORD,
    Lesson,
    Test,
    Unit,
)


def write_school(root: Path) -> None:
    """Configuration, pages, banks, assessments and the survey."""
    files = {
        "mkdocs.yml": _config(),
        "content/index.md": "# 医保学堂\n\n按岗位学习。\n",
        "quizzes/banks/rules.yml": _bank("政策", [_item(unit) for unit in SINGLES]),
        "quizzes/banks/kept.yml": _bank("保密", [_item(unit) for unit in KEPT]),
        "quizzes/banks/desk.yml": _bank("窗口", _desk_items()),
        f"quizzes/surveys/{SURVEY}.yml": _survey(),
        **{f"content/{path}": _page(path, title) for path, title in PAGES.items()},
        **{f"content/courses/{one.id}.md": _course(one) for one in LESSONS.values()},
        **{f"quizzes/assessments/{one.id}.yml": _test(one) for one in TESTS.values()},
    }
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


def _yaml(value: object) -> str:
    """JSON is YAML."""
    return json.dumps(value, ensure_ascii=False)


def _config() -> str:
    options = {"site_id": SITE, "roles": list(ROLES), "departments": list(DEPARTMENTS)}
    return f"site_name: {TITLE}\ndocs_dir: content\nplugins:\n  - coursemark: {_yaml(options)}\n"


def _bank(title: str, items: list[dict[str, object]]) -> str:
    lines = [f"  - {_yaml(item)}" for item in items]
    return "\n".join([f"title: {title}", "items:", *lines]) + "\n"


def _item(unit: Unit, /, **more: object) -> dict[str, object]:
    given: dict[str, object] = {
        "id": unit.id.rsplit("/", 1)[1],
        "type": unit.type,
        "stem": unit.stem,
        "feedback": "见页面。",
    }
    if "/ward/" not in unit.id:
        given |= {"topics": list(unit.topics), "source": unit.page}
    if unit.type in ("single", "multiple"):
        given["options"] = {letter: f"做法{letter}" for letter in unit.letters}
        given["key"] = list(unit.right) if unit.type == "multiple" else unit.right[0]
    if unit.type == "true-false":
        given["key"] = unit.right[0]
    return {**given, "points": f"{unit.most / 100:g}", **more}


def _desk_items() -> list[dict[str, object]]:
    by_id = {unit.id.split("/", 1)[1]: unit for unit in DESK}
    steps = {"A": "核对身份", "B": "取号", "C": "交费", "D": "读卡"}
    pairs = [["甲类", "全额纳入"], ["乙类", "先自付一部分"], ["丙类", "自费"]]
    parts = [_item(by_id["ward/first"]), _item(by_id["ward/then"])]
    return [
        _item(by_id["tf1"]),
        _item(by_id["tf2"]),
        _item(by_id["some"], scoring="partial"),
        _item(by_id["all"]),
        _item(by_id["order"], scoring="partial", options=steps, key=["B", "A", "D", "C"]),
        _item(by_id["match"], scoring="partial", pairs=pairs, distractors=["不予受理"]),
        _item(by_id["hours"], key="24", tolerance="0.5", unit="小时"),
        _item(by_id["words"], scoring="partial", key=[["12393"], ["医保码", "电子凭证"]]),
        {
            "id": "ward",
            "type": "case",
            "stem": "一位患者出院结算。",
            "topics": ["办理"],
            "source": "rules/payment.md",
            "items": parts,
        },
    ]


def _test(test: Test) -> str:
    fixed = list(dict.fromkeys("/".join(name.split("/")[:2]) for name in test.fixed))
    draw: list[object] = list(fixed)
    if test.drawn:
        draw.append({"bank": "rules", "type": "single", "count": test.drawn})
    fields: dict[str, object] = {
        "title": test.title,
        "mode": test.mode,
        "grading": test.grading,
        "pass_mark": test.pass_mark,
        "draw": draw,
        "attempts": test.limit,
        "minutes": test.minutes,
        "cooling": "1 day" if test.cooling_minutes else None,
        "opens": test.opens or None,
        "closes": test.closes or None,
        "key": "withheld" if test.withheld else None,
    }
    return "".join(f"{k}: {_yaml(v)}\n" for k, v in fields.items() if v is not None)


def _survey() -> str:
    questions = [
        {"id": "useful", "type": "rating", "text": "内容有用吗？", "required": True},
        {
            "id": "pace",
            "type": "choice",
            "text": "进度合适吗？",
            "options": ["太快", "合适", "太慢"],
        },
        {"id": "wish", "type": "text", "text": "还想学什么？"},
    ]
    return f"title: 课后问卷\nquestions: {_yaml(questions)}\n"


def _page(path: str, title: str) -> str:
    front = {"title": title, "owner": OWNERS.get(path)}
    if path == "rules/conduct.md":
        front["version"] = CONDUCT_VERSION
    if path == "rules/fund.md":
        front["retrain_from"] = RETRAIN_FROM.isoformat()
    lines = "".join(f"{k}: {v}\n" for k, v in front.items() if v)
    return f"---\n{lines}---\n# {title}\n\n{title}的要点，{WIDE_WORD}也照样显示。\n"


def _course(lesson: Lesson) -> str:
    steps = []
    for kind, target, optional in lesson.steps:
        step: dict[str, object] = {kind: target}
        if optional:
            step["optional"] = True
        if kind == "practise":
            step["count"] = PRACTISED
        steps.append(step)
    fields = {
        "id": lesson.id,
        "title": lesson.title,
        "type": lesson.type,
        "roles": list(lesson.roles) or None,
        "departments": list(lesson.departments) or None,
        "required": None if lesson.required else False,
        "requires": list(lesson.requires) or None,
        "hours": lesson.hours,
        "due": f"{lesson.due_after_start} days after start" if lesson.due_after_start else None,
        "from": lesson.since.isoformat() if lesson.since else None,
        "valid_for": f"{lesson.valid_months} months" if lesson.valid_months else None,
        "renewal": f"{lesson.renewal_days} days" if lesson.renewal_days else None,
        "steps": steps,
    }
    if lesson.due:
        fields["due"] = lesson.due.isoformat()
    given = {k: v for k, v in fields.items() if v is not None}
    tests = "".join(
        f"\n```quiz\nassessment: {target}\n```\n"
        for kind, target, _ in lesson.steps
        if kind == "pass"
    )
    front = f"title: {lesson.title}\nkind: course\ncourse: {_yaml(given)}\n"
    return f"---\n{front}---\n# {lesson.title}\n{tests}"
