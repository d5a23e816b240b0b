"""Search in Chinese on http and from a folder; keys, options and feedback are not in its index."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser.conftest import ROOT, NewContext
from browser.learner import visit
from browser.places import CONFIG, Place, Workshop
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
# What is asked and the page that must come first or among the first three.
ASKED = {
    "乙类药品": "policies/drug-catalogue",
    "冒名就医": "violations/impersonation",
    "挂床": "violations/fake-admission",
    "自费告知": "guides/self-pay-consent",
    "续签": "clauses/term-and-renewal",
}
# Who asks, in which words, and the pages that answer: written before anybody searched.
QUESTIONS = Path(__file__).with_name("search_questions.tsv")
# 白鲸 and the other animals stand in parts of an item that must not be found.
BANK = """\
title: 动物
items:
- id: one
  type: single
  stem: 题干里的企鹅？
  options: {A: 选项里的白鲸, B: 选项里的海豹}
  key: B
  feedback: 解析里的长颈鹿
  option_feedback: {A: 说明里的犀牛}
  hint: 提示里的河马
  source: page.md
"""
HIDDEN = ("企鹅", "白鲸", "海豹", "长颈鹿", "犀牛", "河马")


def pages(hits: list[dict[str, Any]], place: Place) -> list[str]:
    """The pages of results, each once, as `search_questions.tsv` names them."""
    urls = (hit["url"].removeprefix(place.base) for hit in hits)
    return list(dict.fromkeys(re.sub(r"(/|(/index)?\.html)?([?#].*)?$", "", url) for url in urls))


@pytest.mark.parametrize("word", ASKED)
def test_a_word_finds_its_page(anywhere: Place, new_context: NewContext, word: str) -> None:
    page = visit(new_context(anywhere).new_page(), anywhere.url("index.md"))

    hits = page.evaluate("word => Coursemark.search(word)", word)

    assert ASKED[word] in pages(hits, anywhere)[:3]
    for hit in hits:
        assert sorted(hit) == ["excerpt", "score", "title", "url"]
        assert hit["url"].startswith(anywhere.base)
        assert hit["title"]
    scores = [hit["score"] for hit in hits]
    assert max(scores) == scores[0]


def test_questions_find_their_pages(hospital: Place, new_context: NewContext) -> None:
    with QUESTIONS.open(encoding="utf-8", newline="") as file:
        asked = list(csv.DictReader(file, delimiter="\t"))
    page = visit(new_context(hospital).new_page(), hospital.url("index.md"))

    found = page.evaluate(
        "questions => Promise.all(questions.map((text) => Coursemark.search(text)))",
        [row["question"] for row in asked],
    )

    missed = {
        row["question"]: pages(hits, hospital)[:5]
        for row, hits in zip(asked, found, strict=True)
        if not {*row["pages"].split()} & {*pages(hits, hospital)[:5]}
    }
    assert len(asked) >= 80
    assert len(missed) <= len(asked) / 10, missed


@pytest.mark.parametrize(
    ("question", "answer"),
    {
        "出院带药几天": "policies/long-term-prescriptions",
        "飞检来了怎么办": "policies/unannounced-inspection",
        "異地就醫備案": "policies/cross-region",
        # A slip of the input method.
        "特列单议": "policies/disease-based-payment",
        "令2 38条": "clauses/breach-and-disputes",
        "ＤＩＰ怎么付钱": "policies/disease-based-payment",
    }.items(),
)
def test_how_people_write(
    anywhere: Place, new_context: NewContext, question: str, answer: str
) -> None:
    page = visit(new_context(anywhere).new_page(), anywhere.url("index.md"))

    hits = page.evaluate("text => Coursemark.search(text)", question)

    assert answer in pages(hits, anywhere)[:3]


def test_a_number_is_found_as_a_whole(workshop: Workshop, new_context: NewContext) -> None:
    config = CONFIG.replace("[coursemark]", "[search, coursemark]")
    place = workshop.write(
        {
            "mkdocs.yml": config.replace("theme: {", f"theme: {{custom_dir: {ROOT / 'theme'}, "),
            "content/index.md": "# 首页\n",
            "content/one.md": "# 甲\n\n第三十八条，医保发〔2025〕14号，3<4 & “DRG”\n",
            "content/two.md": "# 乙\n\n第八条，医保发〔2025〕140号，ADRGS\n",
        }
    )
    page = visit(new_context(place).new_page(), place.url("index.md"))

    def first(text: str) -> list[str]:
        return pages(page.evaluate("text => Coursemark.search(text)", text), place)[:1]

    asked = {"one": ("38条", "第38条", "14号", "drg"), "two": ("8条", "140号")}
    for answer, questions in asked.items():
        assert {text: first(text) for text in questions} == {text: [answer] for text in questions}
    for nothing in ("*", " ", "吗"):
        assert first(nothing) == []
    (hit,) = page.evaluate("Coursemark.search('drg')")[:1]
    assert "3<4 & “DRG”" in hit["excerpt"]


def test_the_dialog_shows_what_the_seam_gives(anywhere: Place, new_context: NewContext) -> None:
    page = visit(new_context(anywhere).new_page(), anywhere.url("index.md"))
    hits = page.evaluate("Coursemark.search('耗材换型号')")
    page.get_by_label("搜索").locator("visible=true").first.click()
    page.locator("input.md-search__input").press_sequentially("耗材换型号")
    expect(page.locator(".md-search-result__item mark", has_text="换型号").first).to_be_visible()

    links = page.locator(".md-search-result__item > a:first-child")
    shown = links.evaluate_all("links => links.map((link) => ({url: link.href}))")

    assert pages(shown, anywhere)[:8] == pages(hits, anywhere)[:8]


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from texts(each)


def plain(html: str) -> str:
    return re.sub(r"<[^>]*>|[\s\u200b]", "", html)


def test_the_index_holds_no_part_of_any_item(hospital: Place) -> None:
    index = json.loads((hospital.folder / "search/search_index.json").read_text("utf-8"))
    indexed = plain(" ".join(doc["text"] for doc in index["docs"]))
    leaked = []
    for id, leaf in hospital.items().items():
        secret = [leaf.get("feedback", ""), *leaf.get("optionFeedback", {}).values()]
        # A short text may well stand on the page that teaches it.
        leaked += [(id, text) for text in map(plain, secret) if len(text) > 15 and text in indexed]

    assert indexed
    assert leaked == []


def test_nothing_of_an_item_is_found(workshop: Workshop, new_context: NewContext) -> None:
    place = workshop.write(
        {
            "mkdocs.yml": CONFIG.replace("[coursemark]", "[search, coursemark]"),
            "content/index.md": "# 首页\n",
            "content/page.md": "# 动物园\n\n正文里的大象。\n\n```quiz\nanimals/one\n```\n",
            "quizzes/banks/animals.yml": BANK,
        }
    )
    page = visit(new_context(place).new_page(), place.url("index.md"))
    found = {
        word: len(page.evaluate("word => Coursemark.search(word)", word))
        for word in (*HIDDEN, "大象")
    }

    assert found == dict.fromkeys(HIDDEN, 0) | {"大象": 1}


def test_the_dialog_leads_to_the_page(anywhere: Place, new_context: NewContext) -> None:
    page = visit(new_context(anywhere).new_page(), anywhere.url("index.md"))
    page.get_by_label("搜索").locator("visible=true").first.click()
    box = page.locator("input.md-search__input")

    box.press_sequentially("挂床")

    first = page.locator(".md-search-result__item a").first
    expect(first).to_be_visible()
    first.click()
    page.wait_for_url(re.compile("fake-admission"))
