"""A record from another device: a union by statement id, and nothing in a file is trusted."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from browser.conftest import NewContext
from browser.fire_site import ALARM, CALM, STEPS, site
from browser.learner import ZHANG, practise, register, stored, visit
from browser.places import SITE_ID, Place, Workshop
from browser.record_file import Record, dump, parse
from playwright.sync_api import Page, expect
from transferring import transferred

pytestmark = pytest.mark.browser
ALARM_ITEM = {"id": "fire/alarm", "type": "single"}
CALM_ITEM = {"id": "fire/calm", "type": "true-false"}
STEPS_ITEM = {"id": "fire/steps", "type": "ordering"}
CUT = "这份记录不完整或被改动过，读得出的都已载入。"
ATTACK = "<img src=x onerror=alert(1)></script><script>alert(2)</script>"


@pytest.fixture
def fire(workshop: Workshop) -> Place:
    return workshop.write(site(ALARM, CALM, STEPS))


@pytest.fixture
def record(fire: Place, new_context: NewContext) -> bytes:
    """What 张三 did on another device: two answers."""
    page = new_context(fire).new_page()
    register(page, fire.url("my-learning.md"))
    visit(page, fire.url("fire.md"))
    practise(page, ALARM_ITEM, "B")
    practise(page, CALM_ITEM, "true")
    text: str = page.evaluate("Coursemark.record()")
    return text.encode()


def load(page: Page, content: bytes, name: str = "记录.jsonl") -> None:
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.set_input_files("#cm-load-record", file)


def says(page: Page, text: str) -> None:
    expect(page.locator("[data-message]")).to_have_text(text)


def agree(page: Page) -> None:
    page.locator("dialog").locator("button[value=load]").click()


def test_two_records_become_their_union_and_loading_twice_adds_nothing(
    fire: Place, new_context: NewContext, record: bytes
) -> None:
    page = new_context(fire).new_page()
    register(page, fire.url("my-learning.md"))
    visit(page, fire.url("fire.md"))
    practise(page, STEPS_ITEM, "A[,]B[,]C")
    visit(page, fire.url("my-learning.md"))

    load(page, record)
    says(page, "载入完成：新增 2 条，已有 0 条。")
    load(page, record)
    says(page, "载入完成：新增 0 条，已有 2 条。")

    both = parse(page.evaluate("Coursemark.record()").encode())
    assert sorted(both.story()) == [
        "answered item/fire/alarm",
        "answered item/fire/calm",
        "answered item/fire/steps",
    ]
    times = [statement["timestamp"] for statement in both.statements]
    assert times == sorted(times)
    expect(page.locator("#cm-mistakes + p")).to_have_text("最近一次答错的题有 1 道。")


def test_a_device_without_the_learner_asks_before_it_takes_the_record(
    fire: Place, new_context: NewContext, record: bytes
) -> None:
    page = visit(new_context(fire).new_page(), fire.url("my-learning.md"))

    load(page, record)
    dialog = page.locator("dialog")
    expect(dialog).to_contain_text("这是张三（10023）的记录")
    dialog.get_by_role("button", name="不载入").click()
    says(page, "没有载入。")
    assert stored(page)["learners"] == []

    load(page, record)
    agree(page)
    says(page, "载入完成：新增 2 条，已有 0 条。")
    expect(page.locator("#cm-who")).to_have_text("张三")
    assert stored(page)["learners"] == [vars(ZHANG)]


def test_a_cut_file_gives_every_whole_line_and_says_so(
    fire: Place, new_context: NewContext, record: bytes
) -> None:
    page = new_context(fire).new_page()
    register(page, fire.url("my-learning.md"))
    second = record.index(b"\n", record.index(b"\n") + 1) + 1

    load(page, record[: second + 90])

    says(page, f"载入完成：新增 1 条，已有 0 条。{CUT}")
    assert parse(page.evaluate("Coursemark.record()").encode()).story() == [
        "answered item/fire/alarm"
    ]


def test_a_record_of_another_site_is_refused(
    fire: Place, new_context: NewContext, record: bytes
) -> None:
    page = visit(new_context(fire).new_page(), fire.url("my-learning.md"))
    foreign = record.replace(SITE_ID.encode(), b"https://other.example/").replace(
        "消防学堂".encode(), "别的学堂".encode()
    )

    load(page, foreign)

    says(page, "这是另一个站点（别的学堂）的学习记录，没有载入。")
    assert stored(page)["statements"] == []


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\xff" * 99, b"[1, 2]\n", b"<html>", b'{"a": 1}\n'], ids=repr
)
def test_what_is_no_record_is_refused(fire: Place, new_context: NewContext, content: bytes) -> None:
    page = visit(new_context(fire).new_page(), fire.url("my-learning.md"))

    load(page, content, "成绩.docx")

    says(
        page,
        "“成绩.docx”不是学习记录文件，没有载入。请选“我的学习”里下载的 .jsonl 文件。",
    )
    assert stored(page)["statements"] == []


def paste(page: Page, text: str) -> None:
    field = page.locator("#cm-paste-record")
    if not field.is_visible():
        page.get_by_text("粘贴文本", exact=True).click()
    field.fill(text)
    page.locator("[data-paste]").click()


def in_parts(record: bytes) -> list[str]:
    """Several parts, whatever the record: text that does not shrink makes it longer."""
    noise = "".join(str(uuid.uuid5(uuid.NAMESPACE_OID, str(n))) for n in range(60))
    *lines, end = record.decode().splitlines()
    return transferred("\n".join([*lines, f'{{"noise": "{noise}"}}', end])).parts


def test_a_record_comes_in_as_pasted_text(
    fire: Place, new_context: NewContext, record: bytes
) -> None:
    page = new_context(fire).new_page()
    register(page, fire.url("my-learning.md"))
    parts = transferred(record.decode()).parts
    paste(page, "\n张三 09:00\n".join(["学习记录", *reversed(parts), "收到"]))
    says(page, "载入完成：新增 2 条，已有 0 条。")


def test_what_is_missing_of_a_pasted_text_is_named(
    fire: Place, new_context: NewContext, record: bytes
) -> None:
    page = new_context(fire).new_page()
    register(page, fire.url("my-learning.md"))
    first, second, *rest = in_parts(record)
    mistyped = second.replace("A", "B")
    name = first.split()[1]
    count = len(rest) + 2
    absent = "、".join(str(n) for n in range(3, count + 1))
    assert count > 2

    paste(page, f"{first}\n{mistyped}")

    says(
        page,
        f"文本 {name} 共 {count} 段，还没有载入：第 2 段抄错，缺第 {absent} 段。"
        "请补齐，和其余各段一起再粘贴一次。",
    )
    assert stored(page)["statements"] == []

    # What is there already stays in the field.
    field = page.locator("#cm-paste-record")
    expect(field).to_have_value(f"{first}\n{mistyped}")
    paste(page, "\n".join([first, mistyped, *rest, second]))
    says(page, f"载入完成：新增 2 条，已有 0 条。{CUT}")


def test_a_text_file_with_parts_is_a_record_too(
    fire: Place, new_context: NewContext, record: bytes
) -> None:
    page = new_context(fire).new_page()
    register(page, fire.url("my-learning.md"))
    load(page, "\r\n".join(transferred(record.decode()).parts).encode(), "聊天.txt")
    says(page, "载入完成：新增 2 条，已有 0 条。")


@pytest.mark.parametrize("text", ["你好", "CMR1 是什么", '{"a": 1}'])
def test_pasted_text_that_is_no_record_is_refused(
    fire: Place, new_context: NewContext, text: str
) -> None:
    page = new_context(fire).new_page()
    register(page, fire.url("my-learning.md"))
    paste(page, text)
    says(page, "粘贴的文本不是学习记录，没有载入。请粘贴“复制文本”给出的全部文字。")
    assert stored(page)["statements"] == []


def hostile(record: Record) -> bytes:
    """Names that are HTML, keys that are prototypes, one line of ten megabytes."""
    learner = {"id": ATTACK, "name": ATTACK, "department": ATTACK, "role": ATTACK}
    header = record.header | {"learner": learner}
    statements: list[dict[str, Any]] = []
    for statement in record.statements:
        text = json.dumps(statement).replace("10023", ATTACK)
        statements.append(json.loads(text) | {"id": str(uuid.uuid4())})
    statements[0]["object"]["definition"]["name"] = {"zh-CN": ATTACK}
    statements[0]["object"]["id"] += ATTACK
    statements[1]["result"]["response"] = "长" * 3_500_000
    lines = dump(header, statements).splitlines(keepends=True)
    lines.insert(1, b'{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"p": 1}}}\n')
    lines.insert(1, lines[2].replace(b'{"id"', b'{"__proto__": {"polluted": 1}, "id"', 1))
    return b"".join(lines)


def test_a_hostile_file_is_harmless(fire: Place, new_context: NewContext, record: bytes) -> None:
    page = visit(new_context(fire).new_page(), fire.url("my-learning.md"))

    load(page, hostile(parse(record)))
    agree(page)

    says(page, f"载入完成：新增 2 条，已有 1 条。{CUT}")
    expect(page.locator("#cm-who")).to_have_text(ATTACK[:40])
    for url in ("my-learning.md", "fire.md"):
        visit(page, fire.url(url))
        expect(page.locator("[onerror], img[src=x]")).to_have_count(0)
        assert page.evaluate("({}).polluted ?? ({}).p ?? null") is None
    assert page.evaluate("Coursemark.record()").count("\n") == 4
