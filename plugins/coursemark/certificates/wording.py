"""What a certificate says, as the data its template reads."""

from __future__ import annotations

from datetime import date

from coursemark.certificates.completions import Completion, PassedTest
from coursemark.model import Json, Site
from coursemark.report.words import LearnerResult

_CHECK = (
    "核验：凭核验码，由培训管理部门对照学习记录运行 coursemark verify 核对。"
    "成绩由学习记录按题库重新判分得出。"
)
_LISTED_TESTS = 3


def words_of(
    site: Site, completion: Completion, learner: LearnerResult, issued_on: date
) -> dict[str, Json]:
    """The fields of one certificate; every value is plain text."""
    tested = bool(completion.tests)
    who = [f"工号 {learner.id}", learner.department, learner.role]
    return {
        "title": "培训合格证书" if tested else "结业证书",
        "organisation": site.config.organisation or site.config.title,
        "name": completion.name or learner.id,
        "who": "　".join(each for each in who if each),
        "statement": _statement(completion),
        "facts": _facts(completion),
        "code": completion.code,
        "issued_on": chinese_day(issued_on),
        "note": _CHECK,
    }


def chinese_day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def percent(hundredths: int) -> str:
    """A score as people write it: 92.5."""
    return f"{hundredths / 100:g}"


def rate(part: int, whole: int) -> str:
    """A share with one decimal, half up as Excel rounds it."""
    if not whole:
        return "—"
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}%"


def _statement(completion: Completion) -> str:
    kind = (
        f"{completion.type}培训" if completion.type in ("入职", "岗位", "专题") else completion.type
    )
    about = "，".join(each for each in (kind, _hours(completion)) if each)
    course = f"“{completion.title}”" + (f"（{about}）" if about else "")
    done = f"于{chinese_day(completion.completed_on)}完成课程{course}的全部学习步骤"
    if completion.tests and completion.score is not None:
        return f"{done}，考核成绩{percent(completion.score)}分，合格。特发此证。"
    return f"{done}{'，考核合格' if completion.tests else '，准予结业'}。特发此证。"


def _hours(completion: Completion) -> str:
    return f"{completion.hours}学时" if completion.hours else ""


def _facts(completion: Completion) -> list[list[str]]:
    until = completion.valid_until
    tests = [_test(each) for each in completion.tests[:_LISTED_TESTS]]
    if len(completion.tests) > _LISTED_TESTS:
        tests[-1] += f" 等 {len(completion.tests)} 项"
    return [
        ["证书编号", completion.number],
        ["完成日期", completion.completed_on.isoformat()],
        ["有效期至", until.isoformat() if until else "长期"],
        *([["考核内容", "；".join(tests)]] if tests else []),
    ]


def _test(test: PassedTest) -> str:
    version = f"（试卷版本 {test.revision}）" if test.revision else ""
    return f"{test.title}{version}"
