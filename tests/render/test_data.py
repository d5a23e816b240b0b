"""What the site publishes: no more than it shows, and no key that is withheld."""

import json
from datetime import date
from pathlib import Path

from site_folder import write_site

from coursemark.loading.site import load_site
from coursemark.model import Site, SiteConfig
from coursemark.render.data import data_scripts, register_script

TODAY = date(2026, 11, 22)

BANK = """
    title: 消防
    items:
      - {id: a, type: true-false, stem: 甲题, key: true, feedback: 甲解析, source: 'p.md#s'}
      - {id: b, type: true-false, stem: 乙题, key: false, feedback: 乙解析}
      - {id: c, type: true-false, stem: 丙题, key: true, feedback: 丙解析}
      - {id: d, type: true-false, stem: 丁题, key: true, feedback: 丁解析, valid_until: 2026-11-21}
"""

FENCES = """
    # 页

    ## 节 { #s }

    ```quiz
    fire/a
    ```

    ```quiz
    assessment: check
    ```
"""


def site(root: Path, assessment: str) -> Site:
    write_site(
        root,
        {
            "quizzes/banks/fire.yml": BANK,
            "quizzes/assessments/check.yml": assessment,
            "content/p.md": FENCES,
        },
    )
    return load_site(root, SiteConfig(id="https://fire.example/", title="消防")).site


def scripts(loaded: Site) -> dict[str, object]:
    """Name to value of every data script."""
    found = {}
    for script in data_scripts(loaded, lambda path: path.removesuffix(".md") + "/", TODAY):
        name, _, rest = script.text.partition(".register(")[2].partition(", ")
        assert json.loads(name) == script.name
        found[script.name] = json.loads(rest.removesuffix(");\n"))
    return found


def test_an_item_that_nothing_shows_is_not_published(tmp_path: Path) -> None:
    found = scripts(site(tmp_path, "title: 测\ndraw: [fire/b]\n"))
    assert sorted(found) == ["assessments/check", "desk", "items/fire", "practice", "site"]
    assert sorted(found["items/fire"]) == ["fire/a", "fire/b"]  # type: ignore[call-overload]


def test_an_expired_item_is_not_drawn(tmp_path: Path) -> None:
    found = scripts(site(tmp_path, "title: 测\ndraw: [{bank: fire}]\n"))
    assert found["assessments/check"]["draw"] == [  # type: ignore[index]
        {"pool": ["fire/a", "fire/b", "fire/c"], "section": 0}
    ]


def test_a_withheld_assessment_ships_neither_key_nor_feedback(tmp_path: Path) -> None:
    found = scripts(site(tmp_path, "title: 测\nkey: withheld\ndraw: [fire/b, fire/c]\n"))
    text = json.dumps(found, ensure_ascii=False)
    assert sorted(found["items/fire"]) == ["fire/a"]  # type: ignore[call-overload]
    assert sorted(found["assessments/check"]["items"]) == ["fire/b", "fire/c"]  # type: ignore[index]
    assert "乙解析" not in text
    assert '"key"' not in json.dumps(found["assessments/check"]["items"])  # type: ignore[index]


def test_a_withheld_item_is_without_its_key_wherever_it_stands(tmp_path: Path) -> None:
    exam = {"quizzes/assessments/final.yml": "title: 考\nkey: withheld\ndraw: [fire/a, fire/b]\n"}
    write_site(tmp_path, exam)
    found = scripts(site(tmp_path, "title: 测\ndraw: [{bank: fire}]\n"))
    # A page shows fire/a, and the other assessment would draw both.
    assert sorted(found["items/fire"]) == ["fire/c"]  # type: ignore[call-overload]
    assert found["assessments/check"]["draw"] == [  # type: ignore[index]
        {"pool": ["fire/c"], "section": 0}
    ]
    assert list(found["practice"]["items"]) == ["fire/c"]  # type: ignore[index]
    assert sorted(found["assessments/final"]["items"]) == ["fire/a", "fire/b"]  # type: ignore[index]


def test_practice_has_what_may_be_shown_at_any_time(tmp_path: Path) -> None:
    course = """
        ---
        kind: course
        course: {id: c, steps: [{practise: 转诊, count: 1}]}
        ---
    """
    bank = """
        title: 转诊
        roles: [护士]
        topics: [转诊]
        items:
          - id: ward
            type: case
            stem: 病房。
            valid_until: 2027-01-01
            items:
              - {id: x, type: true-false, stem: 甲。, key: true, topics: [急诊]}
          - {id: old, type: true-false, stem: 乙。, key: true, valid_until: 2026-11-21}
    """
    more = {"quizzes/banks/ward.yml": bank, "content/c.md": course}
    write_site(tmp_path, more)
    loaded = site(tmp_path, "title: 测\nmode: exam\nreview: {key: after-pass}\ndraw: [fire/b]\n")
    found = scripts(loaded)
    assert found["practice"] == {
        "items": {
            "fire/a": {
                "item": "fire/a",
                "bank": "fire",
                "topics": [],
                "roles": [],
                "revision": loaded.leaves["fire/a"].revision,
            },
            "ward/ward/x": {
                "item": "ward/ward",
                "bank": "ward",
                "topics": ["急诊"],
                "roles": ["护士"],
                "revision": loaded.leaves["ward/ward/x"].revision,
                "validUntil": "2027-01-01",
            },
        }
    }
    assert sorted(found["items/ward"]) == ["ward/ward"]  # type: ignore[call-overload]


def test_an_exam_with_sections_and_times(tmp_path: Path) -> None:
    text = """
        title: 测
        mode: exam
        sections:
          - {title: 一, description: 每题 2 分, points: 2, draw: [{bank: fire, count: 2}]}
          - {title: 二, draw: [fire/a]}
        minutes: 30
        pause: allowed
        cooling: 1 day
        opens: 2026-12-01 08:00
        closes: 2026-12-02
        sealed: true
        review: {key: after-close}
    """
    found = scripts(site(tmp_path, text))
    assert found["assessments/check"] == {
        "id": "check",
        "title": "测",
        "revision": found["site"]["assessments"]["check"]["revision"],  # type: ignore[index]
        "mode": "exam",
        "key": "published",
        "sections": [
            {"title": "一", "description": "每题 2 分"},
            {"title": "二", "description": ""},
        ],
        "draw": [
            {"pool": ["fire/a", "fire/b", "fire/c"], "section": 0, "count": 2, "points": 200},
            {"pool": ["fire/a"], "section": 1},
        ],
        "passMark": "60",
        "attempts": None,
        "grading": "best",
        "minutes": 30,
        "pause": "allowed",
        "cooling": 1440,
        "opens": "2026-12-01T08:00:00+08:00",
        "closes": "2026-12-02T23:59:59+08:00",
        "sealed": True,
        "review": {"marks": "after-submit", "key": "after-close", "feedback": "after-submit"},
        "shuffleItems": False,
        "shuffleOptions": False,
    }


def test_a_survey(tmp_path: Path) -> None:
    survey = """
        title: 问卷
        questions:
          - {id: useful, type: rating, text: 有用？, low: 没用, required: true}
          - {id: hard, type: choice, text: 难？, options: [难, 不难]}
    """
    write_site(tmp_path, {"quizzes/surveys/after.yml": survey})
    loaded = site(tmp_path, "title: 测\ndraw: [fire/b]\n")
    blank = {"scale": 5, "low": "", "high": "", "options": [], "required": False}
    assert scripts(loaded)["surveys/after"] == {
        "id": "after",
        "title": "问卷",
        "description": "",
        "revision": loaded.surveys["after"].revision,
        "questions": [
            blank
            | {"id": "useful", "type": "rating", "text": "有用？", "low": "没用", "required": True},
            blank | {"id": "hard", "type": "choice", "text": "难？", "options": ["难", "不难"]},
        ],
    }


def test_an_item_links_to_the_passage_that_teaches_it(tmp_path: Path) -> None:
    found = scripts(site(tmp_path, "title: 测\ndraw: [fire/b]\n"))
    item = found["items/fire"]["fire/a"]  # type: ignore[index]
    assert item["source"] == {"url": "p/#s", "title": "页 · 节"}


def test_data_cannot_end_its_script_element() -> None:
    script = register_script("x", "</script>\u2028\u2029")
    assert "<" not in script.text
    assert "\u2028" not in script.text
    assert json.loads(script.text.split(", ", 1)[1].removesuffix(");\n")) == "</script>\u2028\u2029"


def test_a_part_of_a_case_has_what_it_lacks_from_the_case(tmp_path: Path) -> None:
    case = """
        title: 消防
        items:
          - id: ward
            type: case
            stem: 病房起火。
            feedback: 先救人。
            source: p.md#s
            items:
              - {id: x, type: true-false, stem: 先报警。, key: true}
              - {id: y, type: true-false, stem: 开窗。, key: false, feedback: 关门阻烟。}
    """
    files = {"quizzes/banks/fire.yml": case, "content/p.md": "# 页\n\n```quiz\nfire/ward\n```\n"}
    write_site(tmp_path, files)
    found = scripts(load_site(tmp_path, SiteConfig(id="https://x.example/", title="消防")).site)
    parts = found["items/fire"]["fire/ward"]["parts"]  # type: ignore[index]
    assert [part["feedback"] for part in parts] == [
        "先救人。",
        "<p>关门阻烟。</p>\n<p>先救人。</p>",
    ]
    assert parts[0]["source"]["title"] == "页"


def test_a_name_keeps_its_blanks(tmp_path: Path) -> None:
    bank = """
        title: 消防
        items:
          - {id: n, type: fill-in, stem: 火警拨 ____，急救拨 ____。, key: [[119], [120]]}
    """
    files = {"quizzes/banks/fire.yml": bank, "content/p.md": "# 页\n\n```quiz\nfire/n\n```\n"}
    write_site(tmp_path, files)
    found = scripts(load_site(tmp_path, SiteConfig(id="https://x.example/", title="消防")).site)
    assert found["items/fire"]["fire/n"]["name"] == "火警拨 ＿＿，急救拨 ＿＿。"  # type: ignore[index]
