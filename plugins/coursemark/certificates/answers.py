"""What `coursemark verify` answers, as text for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from coursemark.certificates.completions import Completion, Completions, PassedTest
from coursemark.certificates.lookup import Found
from coursemark.certificates.wording import percent
from coursemark.days import day_of, instant
from coursemark.model import Json, Site
from coursemark.problems import visible
from coursemark.records import RecordFile
from coursemark.report.compose import Evidence
from coursemark.report.words import KIND_NAMES, STATUS_NAMES, AttemptResult, LearnerResult
from coursemark.statements import Entry

FORMAT = "coursemark-verify/1"
_PASSED = {True: "通过", False: "未通过", None: "待评分"}
_OTHER_NAMES = "  · 证书上的姓名是名册上的：请加 --roster 和做证书时用的名册\n"
_LISTED = 10


def found_text(found: Found, day: date) -> str:
    one, result = found.completion, found.result
    who = "，".join(
        each
        for each in (f"工号 {one.learner}", found.learner.department, found.learner.role)
        if each
    )
    lines = [
        f"核验码 {one.code}"
        + ("：相符" if found.basis == "verified" else "：只与记录自报的内容相符，复核后不成立"),
        f"  学员：{one.name}（{who}）",
        f"  课程：{one.title}" + (f"（{one.hours} 学时）" if one.hours else ""),
        f"  完成：{spell(one.completed_at)}，编号 {one.number}",
        *([f"  成绩：{_score(one.score)}"] if one.score is not None else []),
        *[f"  测评：{_test(each)}" for each in one.tests],
        f"  有效期：{_validity(one, day)}",
    ]
    if found.basis == "claimed":
        lines.append(f"  复核：{_verified(found)}")
    elif result and result.status == "retrain":
        lines.append("  注意：课程内容在完成之后改过，现在需要重学")
    elif result and result.completed_at != one.completed_at:
        lines.append(f"  注意：这是较早的一次完成，最近一次完成于 {_day(result.completed_at)}")
    if found.learner.name and found.learner.name != one.name:
        lines.append(f"  注意：名册上这个工号的姓名是 {found.learner.name}")
    return "\n".join(map(visible, lines))


def not_found_text(code: str, evidence: Evidence) -> str:
    report = evidence.report
    names = "" if report.has_roster else _OTHER_NAMES
    with_records = sum(learner.files > 0 for learner in report.learners)
    return (
        f"核验码 {code}：没有找到\n"
        f"  看了 {report.files} 个文件、{with_records} 名学员的全部完成情况，"
        f"截止 {report.as_of.isoformat()}。可能是：\n"
        "  · 记录不全：没有这个人的记录，或交来的记录比打印时少；请找齐再查\n"
        f"{names}"
        "  · 单子上的姓名、课程、成绩、日期或核验码被改过\n"
        "  · 打印之后，站点改了这门课的学时、有效期或步骤，或改了题目，重新判分后成绩变了"
    )


def found_json(code: str, found: Found | None, evidence: Evidence) -> Json:
    answer: dict[str, Json] = {
        "format": FORMAT,
        "code": code,
        "as_of": evidence.report.as_of.isoformat(),
        "found": found is not None,
        "basis": found.basis if found else None,
    }
    if found:
        one = found.completion
        answer |= {
            "learner": {
                "id": one.learner,
                "name": one.name,
                "department": found.learner.department,
                "role": found.learner.role,
            },
            "completion": completion_json(one, evidence.report.as_of),
            "status": found.result.status if found.result else None,
        }
    return answer


def completion_json(one: Completion, day: date) -> Json:
    return {
        "course": one.course,
        "title": one.title,
        "number": one.number,
        "code": one.code,
        "completed_at": one.completed_at,
        "valid_until": one.valid_until.isoformat() if one.valid_until else None,
        "holds": one.holds(day),
        "score": None if one.score is None else one.score / 100,
        "hours": one.hours,
        "tests": [
            {
                "assessment": each.assessment,
                "revision": each.revision,
                "score": None if each.score is None else each.score / 100,
                "passed_at": each.passed_at,
                "attempts": each.attempts,
            }
            for each in one.tests
        ],
    }


class FileAnswers:
    """What record files hold: whole or not, courses with codes, claims against what was graded."""

    def __init__(self, site: Site, evidence: Evidence) -> None:
        self._evidence = evidence
        self._completions = Completions(site)

    def sound(self, record: RecordFile) -> bool:
        """Whole, unchanged, and every claimed score is what the responses earn."""
        mismatch = any(p.kind == "score-mismatch" for p in self._problems(record))
        return record.verified and not mismatch

    def text(self, record: RecordFile) -> str:
        lines = [f"文件 {record.name}", f"  完整性：{self._integrity(record)}"]
        for learner in self._learners(record):
            who = [f"工号 {learner.id}", learner.department, learner.role]
            lines.append(f"  学员：{learner.name}（{'，'.join(w for w in who if w)}）")
            lines += [f"  课程：{each}" for each in self._courses(learner)]
            lines += [f"  测评：{self._attempt(learner.id, each)}" for each in learner.attempts]
        problems = self._problems(record)
        lines += [
            f"  异常：{KIND_NAMES.get(p.kind, p.kind)}，{p.detail}" for p in problems[:_LISTED]
        ]
        if len(problems) > _LISTED:
            lines.append(f"  其余 {len(problems) - _LISTED} 条异常请看 coursemark report 的报表")
        return "\n".join(map(visible, lines))

    def json(self, record: RecordFile) -> Json:
        header = record.header
        return {
            "file": record.name,
            "verified": record.verified,
            "sealed": record.sealed,
            "statements": len(record.statements),
            "exported": header.exported if header else None,
            "learners": [self._learner_json(each) for each in self._learners(record)],
            "problems": [
                {"line": p.line, "kind": p.kind, "detail": p.detail} for p in self._problems(record)
            ],
        }

    def _learner_json(self, learner: LearnerResult) -> Json:
        outcome = self._evidence.outcomes[learner.id]
        day = self._evidence.report.as_of
        return {
            "id": learner.id,
            "name": learner.name,
            "department": learner.department,
            "role": learner.role,
            "courses": [
                {"course": each.course, "title": each.title, "status": each.status}
                for each in learner.courses
            ],
            "completions": [
                completion_json(one, day) for one in self._completions.of(learner, outcome)
            ],
            "attempts": [
                {
                    "assessment": each.assessment,
                    "revision": each.revision,
                    "submitted_at": each.submitted_at,
                    "receipt": each.receipt,
                    "claimed": _claimed_json(self._claim(learner.id, each)),
                    "score": None if each.score is None else each.score / 100,
                    "passed": each.passed,
                }
                for each in learner.attempts
                if each.submitted
            ],
        }

    def _learners(self, record: RecordFile) -> Iterable[LearnerResult]:
        logs = self._evidence.logs
        for learner in self._evidence.report.learners:
            if learner.id in logs and record.name in logs[learner.id].files:
                yield learner

    def _problems(self, record: RecordFile) -> list[Json]:
        return [p for p in self._evidence.report.problems if p.file == record.name]

    def _integrity(self, record: RecordFile) -> str:
        sealed = "密封的记录，已打开；" if record.sealed else ""
        count = f"{len(record.statements)} 条记录"
        if record.verified:
            exported = record.header.exported if record.header else ""
            when = f"，导出于 {spell(exported)}" if exported else ""
            return f"{sealed}完整，校验值相符，{count}{when}"
        if not record.statements:
            return f"{sealed}读不出学习记录"
        return f"{sealed}无法确认文件没有改动，读出 {count}"

    def _courses(self, learner: LearnerResult) -> Iterable[str]:
        outcome = self._evidence.outcomes[learner.id]
        codes = {
            (one.course, one.completed_at): one for one in self._completions.of(learner, outcome)
        }
        for each in learner.courses:
            parts = [f"{each.title}，{STATUS_NAMES[each.status]}"]
            if each.completed_at:
                parts.append(f"完成于 {_day(each.completed_at)}")
            if each.valid_until:
                parts.append(f"有效期至 {each.valid_until}")
            if not each.completed_at and each.steps:
                parts.append(f"{each.steps_done} / {each.steps} 步")
            one = codes.get((each.course, each.completed_at or ""))
            if one:
                parts += [f"成绩 {_score(one.score)}"] if one.score is not None else []
                parts.append(f"核验码 {one.code}")
            yield "，".join(parts)

    def _attempt(self, learner: str, attempt: AttemptResult) -> str:
        name = f"{attempt.title} 第 {attempt.number} 次"
        if not attempt.submitted:
            return f"{name}，没有交卷"
        claim = self._claim(learner, attempt)
        graded = f"{_score(attempt.score)} {_PASSED[attempt.passed]}".strip()
        unknown = attempt.score is None and attempt.counts == "no"
        parts = [name, spell(attempt.submitted_at or "")]
        if claim is not None and claim.kind != "completed":
            parts.append(f"自报 {_claimed_score(claim)} {_PASSED[claim.kind == 'passed']}")
            parts.append("" if unknown else f"复核 {graded}")
        elif not unknown:
            parts.append(f"由培训端判分：{graded}")
        parts.append(f"没有计入：{attempt.reason}" if attempt.counts == "no" else "")
        parts.append(f"回执码 {attempt.receipt}")
        return "，".join(each for each in parts if each)

    def _claim(self, learner: str, attempt: AttemptResult) -> Entry | None:
        for one in self._evidence.logs[learner].statements.values():
            entry = one.entry
            if (
                entry.kind in ("passed", "failed", "completed")
                and entry.target == attempt.assessment
                and entry.registration == attempt.registration
                and attempt.submitted_at in (entry.timestamp, None)
            ):
                return entry
        return None


def spell(timestamp: str) -> str:
    """Day and time at UTC+08:00."""
    moment = instant(timestamp)
    if moment is None:
        return ""
    minutes = (moment + 8 * 3_600_000) // 60_000 % 1440
    return f"{day_of(moment).isoformat()} {minutes // 60:02}:{minutes % 60:02}"


def _day(timestamp: str | None) -> str:
    return spell(timestamp or "")[:10]


def _score(hundredths: int | None) -> str:
    return "" if hundredths is None else f"{percent(hundredths)} 分"


def _claimed_score(claim: Entry) -> str:
    if claim.raw is None or not claim.max:
        return "（没有分数）"
    return _score((20_000 * claim.raw + claim.max) // (2 * claim.max))


def _claimed_json(claim: Entry | None) -> Json:
    if claim is None or claim.kind == "completed":
        return None
    whole = {"raw": claim.raw, "max": claim.max}
    return {
        **{name: None if value is None else value / 100 for name, value in whole.items()},
        "passed": claim.kind == "passed",
    }


def _test(test: PassedTest) -> str:
    parts = [
        f"{test.title} {_score(test.score)}",
        spell(test.passed_at),
        f"作答 {test.attempts} 次",
        f"试卷版本 {test.revision}" if test.revision else "",
    ]
    return "，".join(each for each in parts if each)


def _validity(one: Completion, day: date) -> str:
    if one.valid_until is None:
        return "长期"
    state = "有效" if one.holds(day) else "已过"
    return f"至 {one.valid_until.isoformat()}，到 {day.isoformat()} {state}"


def _verified(found: Found) -> str:
    result = found.result
    if result is None:
        return "按记录复核，这门课没有开始"
    status = STATUS_NAMES[result.status]
    score = f"，成绩 {_score(result.score)}" if result.score is not None else ""
    return f"按题库重新判分，这门课{status}{score}；请以复核为准，并看 coursemark report 的异常记录"
