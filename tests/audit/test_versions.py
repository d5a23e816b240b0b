"""The versions that attempts met: from the site, from its history, or not found."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from inspected_site import FILES, RIGHT, finish, load, make_site
from loading.test_history import commit, git
from record_builder import Learner
from report_builder import file_of

from coursemark.audit.papers import paper, title_of
from coursemark.audit.period import Period, attempts_within
from coursemark.audit.versions import Met, find_versions, met_versions
from coursemark.report.compose import evidence

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
ANOTHER_STEM = FILES["quizzes/banks/fire.yml"].replace("火警电话？", "发生火灾，拨打哪个电话？")
ANOTHER_RULE = FILES["quizzes/assessments/final.yml"].replace("pass_mark: 100", "pass_mark: 60")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    make_site(tmp_path)
    git(tmp_path, "init", "-q")
    commit(tmp_path, "2026-02-01")
    return tmp_path


def met_by(root: Path, *learners: Learner) -> list[Met]:
    files = [file_of(each, f"{each.id}.jsonl") for each in learners]
    return met_versions(attempts_within(evidence(load(root), files, None, YEAR.end), YEAR))


def test_what_attempts_met(repository: Path) -> None:
    site = load(repository)
    one, two = (finish(Learner(id_, site=site)) for id_ in ("001", "002"))
    one.attempt(RIGHT, assessment="final")

    (met,) = met_by(repository, one, two)

    revision = site.assessment_revision(site.assessments["final"])
    assert (met.assessment, met.revision, met.attempts) == ("final", revision, 3)
    assert met.learners == {"001", "002"}
    assert met.drawn == {(i, site.leaves[i].revision): 3 for i in RIGHT}


def test_only_attempts_of_the_period_count(repository: Path) -> None:
    site = load(repository)
    early = finish(Learner("001", site=site, start="2026-03-01T09:00:00"))
    late = finish(Learner("002", site=site, start="2026-06-01T09:00:00"))
    whole = evidence(site, [file_of(early, "a"), file_of(late, "b")], None, date(2026, 12, 31))

    def learners(start: date, end: date) -> list[str]:
        found = attempts_within(whole, Period(start, end))
        return [id_ for id_, attempts in found.items() if attempts]

    assert learners(date(2026, 3, 1), date(2026, 3, 1)) == ["001"]
    assert learners(date(2026, 3, 2), date(2026, 5, 31)) == []
    assert learners(date(2026, 3, 2), date(2026, 6, 1)) == ["002"]


def test_older_versions_come_from_the_history(repository: Path) -> None:
    learner = finish(Learner(site=load(repository)))
    make_site(repository, fire=ANOTHER_STEM, final=ANOTHER_RULE)
    commit(repository, "2026-04-01")
    site = load(repository)
    (met,) = met_by(repository, learner)

    found = find_versions(site, repository, [met], YEAR.end)

    rules = found.assessments["final", met.revision]
    assert rules.commit is not None
    assert (rules.assessment.pass_mark, rules.commit.day) == ("100", "2026-02-01")
    stems = {
        key[0]: (one.leaf.stem, one.commit and one.commit.day) for key, one in found.items.items()
    }
    assert stems == {"fire/q1": ("火警电话？", "2026-02-01"), "fire/q2": ("119 免费。", None)}
    page = paper(met, found, YEAR.end, title_of(met, found, site)).decode()
    assert "取自站点 2026-02-01 的历史版本" in page
    assert "火警电话？" in page
    assert "<td>100%</td>" in page
    assert "拨打哪个电话" not in page


def test_what_nobody_has_is_said_to_be_missing(tmp_path: Path) -> None:
    learner = finish(Learner(site=make_site(tmp_path)))
    site = make_site(tmp_path, fire=ANOTHER_STEM, final=ANOTHER_RULE)
    (met,) = met_by(tmp_path, learner)

    found = find_versions(site, tmp_path, [met], YEAR.end)

    assert found.assessments == {}
    assert list(found.items) == [("fire/q2", site.leaves["fire/q2"].revision)]
    page = paper(met, found, YEAR.end, "结业考试").decode()
    assert "未找到原版本：站点现在的内容里没有这个版本的规则。下面是记录里写明抽到的题目。" in page
    assert "抽到 1 次。未找到原版本的题目。" in page


def test_looking_stops_when_all_is_found(repository: Path) -> None:
    learner = finish(Learner(site=load(repository)))
    for number in range(3):
        make_site(repository, final=ANOTHER_RULE + f"# {number}\n")
        commit(repository, "2026-04-01")
    (met,) = met_by(repository, learner)

    assert find_versions(load(repository), repository, [met], YEAR.end).searched == 4
    make_site(repository)
    assert find_versions(load(repository), repository, [met], YEAR.end).searched == 0


def test_a_withheld_key_that_was_corrected_since(tmp_path: Path) -> None:
    """Its revision is the same whatever the key: only the history knows the key of then."""
    rules = FILES["quizzes/assessments/final.yml"]
    withheld = rules.replace("mode: exam", "mode: exam\n        key: withheld")
    wrong = FILES["quizzes/banks/fire.yml"].replace("key: B", "key: A")
    make_site(tmp_path, fire=wrong, final=withheld)
    git(tmp_path, "init", "-q")
    commit(tmp_path, "2026-02-01")
    learner = finish(Learner(site=load(tmp_path)))
    site = make_site(tmp_path, final=withheld)
    commit(tmp_path, "2027-01-05")
    (met,) = met_by(tmp_path, learner)

    found = find_versions(site, tmp_path, [met], YEAR.end)

    one = found.items["fire/q1", site.leaves["fire/q1"].revision]
    assert (one.leaf.key, one.commit) == ("B", None)
    assert one.before is not None
    assert one.before.key == "A"
    page = paper(met, found, YEAR.end, "结业考试").decode()
    assert "期末时的答案：A。后来改正，成绩按上面改正后的答案判。" in page
    assert found.items["fire/q2", site.leaves["fire/q2"].revision].before is None
