"""Archive names: parts, numbers that go on, files that keep theirs, names that cannot escape."""

from __future__ import annotations

from coursemark.certificates.archive_names import ArchiveNames
from coursemark.model.archive import DEFAULT_NAME, ArchiveRule

RULE = ArchiveRule("医保培训", "某院", "10年", "医保办")
HEAD = "医保培训-某院-医保办-2026-10年-"


def test_numbers_follow_one_another():
    names = ArchiveNames(RULE, 2026, [])
    assert names.stem("培训报表") == HEAD + "0001-培训报表"
    assert names.stem("证书", id_="10023", name="张三") == HEAD + "0002-证书-10023张三"


def test_namesakes_are_told_apart_by_their_number():
    names = ArchiveNames(RULE, 2026, [])
    assert [names.stem("证书", id_=id_, name="张三") for id_ in ("1", "2")] == [
        HEAD + "0001-证书-1张三",
        HEAD + "0002-证书-2张三",
    ]


def test_a_file_that_is_there_keeps_its_number_and_others_go_on_after_the_last():
    present = [HEAD + "0007-证书-1张三.pdf", "医保培训-某院-医保办-2025-10年-0099-别的.pdf", "随便"]
    names = ArchiveNames(RULE, 2026, present)
    assert names.stem("证书", id_="2", name="李四") == HEAD + "0008-证书-2李四"
    assert names.stem("证书", id_="1", name="张三") == HEAD + "0007-证书-1张三"
    assert names.stem("证书", id_="1", name="张") == HEAD + "0009-证书-1张"


def test_a_rule_of_its_own():
    rule = ArchiveRule(
        "P",
        "U",
        "永久",
        name="{year}·{sequence}·{department}",
        key="{name}（{id}）",
        start=50,
        digits=2,
    )
    names = ArchiveNames(rule, 2027, [])
    assert names.stem("证书", id_="1", name="张三", department="心内科") == (
        "2027·50·心内科-证书-张三（1）"
    )
    assert names.stem("报表") == "2027·50·全院-报表"


def test_one_run_never_gives_a_name_twice():
    names = ArchiveNames(RULE, 2026, [HEAD + "0001-证书-1张三.pdf"])
    assert [names.stem("证书", id_="1", name="张三") for _ in range(3)] == [
        HEAD + "0001-证书-1张三",
        HEAD + "0002-证书-1张三",
        HEAD + "0003-证书-1张三",
    ]


def test_the_longest_name_is_one_that_systems_take():
    rule = ArchiveRule("类" * 10, "院" * 12, "10年", name=DEFAULT_NAME)
    names = ArchiveNames(rule, 2026, [])
    stem = names.stem("证" * 99, id_="9" * 99, name="名" * 99, department="科" * 99)
    assert len((stem + ".xlsx").encode()) < 256


def test_no_part_leaves_the_folder_or_breaks_the_name():
    names = ArchiveNames(
        ArchiveRule("../a", "b\\c", "10\n年", name="{programme}/{unit}-{sequence}"), 2026, []
    )
    stem = names.stem("证书", id_="../../etc", name="a:b\u202e")
    assert stem == "a_b_c-0001-证书-etca_b"
