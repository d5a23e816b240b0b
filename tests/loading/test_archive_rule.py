"""The rule of archive names: what is read, and what is said of faults."""

from __future__ import annotations

from coursemark.loading.archive_rule import read_archive_rule
from coursemark.model.archive import ArchiveRule

HEAD = "programme: 医保培训\nunit: 某院\nretention: 10年\n"


def read(text):
    rule, problems = read_archive_rule(text, "a.yml")
    return rule, [str(problem) for problem in problems]


def test_every_field():
    text = (
        HEAD + "department: 医保办\nname: '{year}-{sequence}'\nkey: '{id}'\nstart: 5\ndigits: 3\n"
    )
    assert read(text) == (
        ArchiveRule("医保培训", "某院", "10年", "医保办", "{year}-{sequence}", "{id}", 5, 3),
        [],
    )
    assert read(HEAD)[0] == ArchiveRule("医保培训", "某院", "10年")


def test_faults():
    assert read(HEAD + "name: '{yaer}-{sequence}'\n") == (
        None,
        [
            "a.yml:4:7: 错误: name 里没有 {yaer}；可用的有 {programme}、{unit}、{department}、"
            "{year}、{retention}、{sequence} [bad-name]"
        ],
    )
    assert read(HEAD + "name: '{year}'\nkey: '{name}'\n")[1] == [
        "a.yml:4:7: 错误: name 里要有一个 {sequence}，同名的才分得开；请补上 [bad-name]",
        "a.yml:5:6: 错误: key 里要有一个 {id}，同名的才分得开；请补上 [bad-name]",
    ]
    assert read(HEAD + "name: '{sequence'\n")[1] == [
        "a.yml:4:7: 错误: name 的大括号不成对；可用的有 {programme}、{unit}、{department}、"
        "{year}、{retention}、{sequence} [bad-name]"
    ]
    assert read(HEAD + "department: " + "科" * 30 + "\n")[1] == [
        "a.yml:1:1: 错误: 各部分加起来超过 30 个字，文件名放不下；请用简称 [bad-name]"
    ]
    assert read("")[0] is None
    assert read("unit: 某院\n")[0] is None
