"""A site with a withheld exam is built, and nothing in what it publishes tells the key.

Two ways to see it. Words that stand in keys and feedback alone are searched for in every published
byte. And the site is built again with other keys: the two must be the same to the byte, so that
neither order, letters, fingerprints nor lengths depend on a key.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from site_folder import write_site

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.slow

MKDOCS = """
    site_name: 考场
    site_url: https://exam.example/
    docs_dir: content
    site_dir: online
    theme: {name: material, language: zh, font: false}
    plugins: {search: {}, coursemark: {quizzes: content/quizzes, organisation: 某某医院}}
    nav: [index.md, course.md, book.md, my-learning.md, my-practice.md]
"""
OFFLINE = """
    INHERIT: mkdocs.yml
    site_dir: offline
    use_directory_urls: false
    plugins: {offline: {}}
"""
INDEX = """
    # 考场

    ```quiz
    assessment: final
    ```

    ```quiz
    open/shown
    ```
"""
COURSE = """
    ---
    kind: course
    course:
      id: yearly
      steps:
        - pass: final
        - {practise: 转诊, count: 1}
    ---
    # 年度
"""
EXAM = """
    title: 结业考试
    mode: exam
    key: withheld
    sections:
      - {title: 一, draw: [{bank: secret, count: 3}]}
      - {title: 二, draw: [{topics: [转诊], bank: secret}]}
"""
BOOK = "# 全站\n\n```view\nprint\n```\n"
OPEN = """
    title: 公开
    topics: [转诊]
    items:
      - {id: shown, type: true-false, stem: 公开的题, key: true, feedback: 公开的解析}
"""
SECRET = """
    title: 保密
    description: 金丝雀一
    topics: [转诊]
    items:
      - id: one
        type: single
        stem: 单选题干
        options: {A: 甲, B: 乙, C: 丙}
        key: B
        feedback: 金丝雀二
        option_feedback: {A: 金丝雀三}
        hint: 金丝雀四
        source: index.md
      - id: many
        type: multiple
        stem: 多选题干
        options: {A: 甲, B: 乙, C: 丙, D: 丁}
        key: [A, C]
        scoring: partial
        feedback: 金丝雀五
      - id: yes
        type: true-false
        stem: 判断题干
        key: true
        feedback: 金丝雀六
        option_feedback: {false: 金丝雀七}
      - id: steps
        type: ordering
        stem: 排序题干
        options: {A: 先拔销, B: 再握管, C: 后压把}
        key: [A, B, C]
        feedback: 金丝雀八
      - id: pairs
        type: matching
        stem: 配对题干
        pairs: [[油, 锅盖], [电, 干粉], [纸, 水]]
        distractors: [沙土]
        feedback: 金丝雀九
      - id: number
        type: numeric
        stem: 数值题干
        key: 73519.25
        tolerance: 0.0317
        unit: 小时
        feedback: 金丝雀十
      - {id: range, type: numeric, stem: 范围题干, key: [61837, 61939], feedback: 金丝雀十}
      - id: blanks
        type: fill-in
        stem: 填空题干 ____ 与 ____
        key: [[金丝雀甲, 金丝雀乙], [金丝雀丙]]
        feedback: 金丝雀十
      - id: ward
        type: case
        stem: 案例题干
        feedback: 金丝雀丁
        items:
          - id: a
            type: single
            stem: 小题一
            options: {A: 甲, B: 乙}
            key: A
            feedback: 金丝雀戊
            hint: 金丝雀己
          - {id: b, type: fill-in, stem: 小题二 ____, key: [金丝雀庚], scoring: partial}
          - {id: c, type: matching, stem: 小题三, pairs: [[左, 右], [上, 下]]}
"""
OTHER_KEYS = (
    ("key: B\n", "key: C\n"),
    ("key: [A, C]", "key: [B, D]"),
    ("key: true\n", "key: false\n"),
    ("{A: 先拔销, B: 再握管, C: 后压把}", "{A: 后压把, B: 先拔销, C: 再握管}"),
    ("key: [A, B, C]", "key: [B, C, A]"),
    ("[[油, 锅盖], [电, 干粉], [纸, 水]]", "[[油, 沙土], [电, 水], [纸, 锅盖]]"),
    ("distractors: [沙土]", "distractors: [干粉]"),
    ("key: 73519.25\n        tolerance: 0.0317", "key: 12\n        tolerance: 5%"),
    ("key: [61837, 61939]", "key: 7"),
    ("[[金丝雀甲, 金丝雀乙], [金丝雀丙]]", "[[一], [二, 三]]"),
    ("key: A\n", "key: B\n"),
    ("            hint: 金丝雀己\n", ""),
    ("key: [金丝雀庚]", "key: [四]"),
    ("[[左, 右], [上, 下]]", "[[左, 下], [上, 右]]"),
    ("金丝雀", "麻雀"),
)
CANARIES = re.compile("金丝雀|73519|0\\.0317|61837|61939")


@dataclass(frozen=True)
class Published:
    """Everything a visitor can get: path to bytes, unpacked where it is packed."""

    files: dict[str, bytes]

    def of(self, pattern: str) -> list[str]:
        return [name for name in self.files if re.search(pattern, name)]


def build(root: Path, secret: str) -> Published:
    write_site(
        root,
        {
            "mkdocs.yml": MKDOCS,
            "offline.yml": OFFLINE,
            "content/index.md": INDEX,
            "content/course.md": COURSE,
            "content/book.md": BOOK,
            "content/quizzes/banks/secret.yml": secret,
            "content/quizzes/banks/open.yml": OPEN,
            "content/quizzes/assessments/final.yml": EXAM,
        },
    )
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1790000000"}
    for config in ("mkdocs.yml", "offline.yml"):
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-f", config]
        done = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    pack = [sys.executable, str(ROOT / "tools/pack_offline.py"), "offline", "offline.zip"]
    subprocess.run(pack, cwd=root, check=True, capture_output=True)
    files = {
        file.relative_to(root).as_posix(): file.read_bytes()
        for folder in ("online", "offline")
        for file in (root / folder).rglob("*")
        if file.is_file()
    }
    files["offline.zip"] = (root / "offline.zip").read_bytes()
    return Published(dict(_unpacked(files)))


def _unpacked(files: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    for name, data in files.items():
        if name.endswith(".gz"):
            yield name, gzip.decompress(data)
        elif name.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                yield from (
                    (f"{name}!{entry}", archive.read(entry)) for entry in archive.namelist()
                )
        else:
            yield name, data


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    return build(tmp_path_factory.mktemp("exam"), SECRET)


@pytest.fixture(scope="module")
def with_other_keys(tmp_path_factory: pytest.TempPathFactory) -> Published:
    secret = SECRET
    for old, new in OTHER_KEYS:
        assert old in secret
        secret = secret.replace(old, new)
    return build(tmp_path_factory.mktemp("exam"), secret)


def test_there_is_something_to_search(published: Published) -> None:
    text = b"".join(published.files.values()).decode("utf-8", "replace")
    for stem in (
        "单选题干",
        "多选题干",
        "判断题干",
        "排序题干",
        "配对题干",
        "数值题干",
        "范围题干",
    ):
        assert stem in text
    assert "公开的解析" in text
    assert "案例题干" in text
    assert len(published.of(r"^online/")) > 50
    assert len(published.of(r"^offline\.zip!")) > 50
    assert published.of(r"search_index\.js")
    assert published.of(r"sitemap\.xml\.gz")


def test_no_word_of_a_key_is_published(published: Published) -> None:
    """As it is, and as JSON, HTML and URLs may write it."""
    for name, data in published.files.items():
        text = data.decode("utf-8", "replace")
        spelled = re.sub(r"\\u([0-9a-f]{4})|&#x([0-9a-f]+);", _char, text, flags=re.IGNORECASE)
        assert CANARIES.findall(text) == [], name
        assert CANARIES.findall(spelled) == [], name
        assert "%E9%87%91%E4%B8%9D%E9%9B%80" not in text, name


def _char(found: re.Match[str]) -> str:
    return chr(min(int(found[1] or found[2], 16), 0x10FFFF))


def test_no_key_of_a_withheld_item_is_published(published: Published) -> None:
    places = published.of(r"assessments/final\.js$")
    assert len(places) == 3  # online, offline, packed
    for place in places:
        text = published.files[place].decode("utf-8")
        value = json.loads(text.split(", ", 1)[1].removesuffix(");\n"))
        assert len(value["items"]) == 9
        assert _names(value["items"]).isdisjoint(
            {"key", "tolerance", "feedback", "optionFeedback", "hint", "correctResponsesPattern"}
        )
    for place in published.of(r"data/items/|data/practice\.js"):
        assert b"secret/" not in published.files[place], place
    assert published.of(r"data/items/open\.js")


def _names(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(_names, value.values()))
    return set().union(*map(_names, value)) if isinstance(value, list) else set()


def test_what_is_published_does_not_depend_on_the_keys(
    published: Published, with_other_keys: Published
) -> None:
    assert sorted(published.files) == sorted(with_other_keys.files)
    differing = [n for n, data in published.files.items() if with_other_keys.files[n] != data]
    assert differing == []


def test_neither_banks_nor_source_maps_are_published(published: Published) -> None:
    assert published.of(r"\.(ya?ml|map)$") == []
    assert published.of(r"quizzes") == []
