"""The report as one HTML file."""

from __future__ import annotations

import dataclasses
import re
from html.parser import HTMLParser

from record_builder import Learner, a_site, right
from report_builder import DAY, file_of, result

from coursemark.records import Anomaly
from coursemark.report import Person, Roster, report
from coursemark.report.page import report_page

HOSTILE = "<script>alert(1)</script>\"'><img src=http://x.example/ onerror=alert(1)>\x00\u202e"
FIVE = right("q0", "q1", "q2", "q3", "q4")


class Reader(HTMLParser):
    """Tags with their attributes, and the text of each heading, caption and cell."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.rows, self.titles, self.kind = [], [], [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
        if tag in ("h1", "h2", "caption"):
            self.titles.append("")
        if tag in ("td", "th", "h1", "h2", "caption", "style", "p", "dt", "dd"):
            self.kind = tag

    def handle_endtag(self, tag):
        self.kind = "" if tag == self.kind else self.kind

    def handle_data(self, data):
        if self.kind in ("td", "th") and self.rows and self.rows[-1]:
            self.rows[-1][-1] += data.strip("\n")
        if self.kind in ("h1", "h2", "caption"):
            self.titles[-1] += data.strip("\n")


def roster(*rows):
    people = [Person(*row, None, n) for n, row in enumerate(rows, 2)]
    return Roster({person.id: person for person in people}, ())


def rep():
    done, hostile = Learner("001", "甲"), Learner("002", HOSTILE)
    done.read()
    done.attempt(FIVE)
    hostile.read()
    files = [file_of(who, f"{who.id}.jsonl") for who in (done, hostile)]
    listed = roster(
        ("001", "甲", "内科", "护士"),
        ("002", HOSTILE, "外科" + HOSTILE, "护士"),
        ("003", "丙", "内科", "护士"),
    )
    found = result(done, *files, roster=listed)
    return dataclasses.replace(found, problems=(Anomaly(HOSTILE, 1, "bad-line", HOSTILE, "002"),))


def test_the_parts_and_their_order():
    page = Reader(report_page(rep()))
    assert page.titles == [
        "医保学堂 培训报表",
        "必修课程的状态",
        "各科室",
        "各岗位",
        "各课程",
        "各测评",
        "未完成名单",
        "内科",
        "外科<script>alert(1)</script>\"'><img src=http://x.example/ onerror=alert(1)>",
        "异常记录",
        "说明",
    ]


def test_the_rows():
    rows = Reader(report_page(rep())).rows
    assert ["护士", "3", "1", "3", "1", "0", "33.3%", "100.0%"] in rows
    assert ["内科", "2", "1", "2", "1", "0", "50.0%", "100.0%"] in rows
    assert ["新入职通识", "3", "1", "33.3%", "100.0%"] in rows
    assert ["003", "丙", "护士", "新入职通识", "未开始", "", "没有交"] in rows
    assert ["坏行", "1"] in rows


def test_text_of_files_stays_text_and_nothing_is_fetched():
    text = report_page(rep())
    tags = Reader(text).tags
    names = {tag for tag, _ in tags}
    attributes = {name for _, attrs in tags for name in attrs}
    assert names & {"script", "img", "link", "iframe", "object", "svg", "a"} == set()
    assert attributes == {
        *("lang", "charset", "http-equiv", "content", "name", "id", "class", "style", "scope"),
        "aria-hidden",
    }
    assert re.search(r"url\(|@import|\x00|\u202e", text) is None
    policy = next(a["content"] for _, a in tags if a.get("http-equiv"))
    assert policy.startswith("default-src 'none';")


def test_long_lists_end_and_say_so():
    people = [(f"{n:05}", "某", "内科", "护士") for n in range(3001)]
    found = report(a_site(), [], roster(*people), DAY)
    many = tuple(Anomaly(f"{n}.jsonl", 1, "bad-line", "坏") for n in range(301))
    text = report_page(dataclasses.replace(found, problems=many))
    assert "这里列出前 3000 行，共 3001 行；全部见报表的“未完成”表。" in text
    assert "这里列出前 300 行，共 301 行；全部见报表的“异常记录”表。" in text
    rows = Reader(text).rows
    assert sum(row[-1] == "没有交" for row in rows) == 3000
    assert sum(row[-1] == "坏" for row in rows) == 300


def test_an_empty_report_has_no_empty_parts():
    page = Reader(report_page(report(a_site(), [], None, DAY)))
    assert page.titles == ["医保学堂 培训报表", "说明"]
    assert page.rows == []


def test_equal_reports_make_equal_pages():
    assert report_page(rep()) == report_page(rep())
