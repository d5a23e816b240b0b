"""A site of another subject works with the installed package alone.

The package comes from its wheel, so the source tree plays no part; the sites have no `theme/`
and no navigation of their own.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from site_folder import write_site

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Installed:
    """The package as installed from its wheel, apart from the source tree."""

    folder: Path

    def run(self, site: Path, *command: str) -> subprocess.CompletedProcess[str]:
        env = {
            **os.environ,
            "PYTHONPATH": str(self.folder),
            "PYTHONDONTWRITEBYTECODE": "1",
            "NO_MKDOCS_2_WARNING": "1",
        }
        return subprocess.run(
            [sys.executable, *command], cwd=site, env=env, capture_output=True, text=True
        )

    def check(self, site: Path) -> subprocess.CompletedProcess[str]:
        return self.run(site, str(self.folder / "bin/coursemark"), "check")

    def build(self, site: Path) -> subprocess.CompletedProcess[str]:
        return self.run(site, "-m", "mkdocs", "build", "--strict", "--site-dir", "out")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    offline = ["--no-deps", "--no-index"]
    subprocess.run(
        [*pip, "wheel", *offline, "--no-build-isolation", "-w", str(folder), str(ROOT)], check=True
    )
    [wheel] = folder.glob("coursemark-*.whl")
    target = folder / "installed"
    subprocess.run([*pip, "install", *offline, "--target", str(target), str(wheel)], check=True)
    return Installed(target)


FIRE = {
    "mkdocs.yml": """
        site_name: 消防安全学堂
        site_url: https://fire.example/training
        use_directory_urls: false
        docs_dir: content
        theme:
          name: material
          language: zh
        plugins: [search, coursemark]
    """,
    "content/index.md": "# 消防安全学堂\n\n先看[灭火器](extinguisher/use.md#pass)。\n",
    "content/extinguisher/use.md": """
        ---
        title: 灭火器的使用
        kind: guide
        region: 全国
        status: current
        sources: [{title: 中华人民共和国消防法, article: 第十六条}]
        reviewed: 2026-11-01
        ---

        # 灭火器的使用

        ## 提拔握压 { #pass }

        站在上风方向，对准火焰根部。

        ```quiz
        fire/oil
        fire/steps
        fire/number
        ```

        ## 考一考

        ```quiz
        assessment: fire-exam
        ```
    """,
    "quizzes/banks/fire.yml": """
        title: 消防
        region: 全国
        items:
          - id: oil
            source: extinguisher/use.md#pass
            type: single
            stem: 油锅起火时题干标记怎样处置？
            options: {A: 浇水选项标记, B: 盖上锅盖}
            key: B
            feedback: 解析标记：隔绝空气。
            option_feedback: {A: 误解标记}
            hint: 提示标记
          - id: steps
            source: extinguisher/use.md#pass
            type: ordering
            stem: 排出使用灭火器的步骤。
            options: {A: 压下压把, B: 拔掉保险销, C: 握住喷管}
            key: [B, C, A]
            feedback: 提、拔、握、压。
          - id: number
            source: extinguisher/use.md#pass
            type: fill-in
            stem: 火警电话是____。
            key: [['119', 口令标记]]
            feedback: 全国统一。
          - id: exits
            source: extinguisher/use.md#pass
            type: multiple
            stem: 安全出口不得怎样？
            options: {A: 上锁, B: 堵塞, C: 亮灯}
            key: [A, B]
            feedback: 随时畅通。
    """,
    "quizzes/assessments/fire-exam.yml": """
        title: 消防考试
        mode: exam
        draw:
          - fire/exits
          - {bank: fire, type: single, count: 1}
        pass_mark: 80
    """,
}

LAB = {
    "mkdocs.yml": """
        site_name: Laboratory safety
        theme: material
        plugins:
          - search
          - coursemark:
              quizzes: questions
              site_id: https://lab.example/safety/
              roles: [学生, 技术员]
    """,
    "docs/index.md": "# 实验室安全\n\n见[化学品](chemicals.md)。\n",
    "docs/chemicals.md": """
        # 化学品 { #chemicals }

        酸入水，慢慢加。

        ```quiz
        chem/dilute
        chem/spill
        chem/volume
        ```
    """,
    "docs/course.md": """
        ---
        title: 新生安全课
        kind: course
        course:
          id: freshers
          roles: [学生]
          steps:
            - read: chemicals.md
        ---

        # 新生安全课
    """,
    "questions/banks/chem.yml": """
        title: 化学
        region: 全国
        items:
          - id: dilute
            source: chemicals.md#chemicals
            type: true-false
            stem: 稀释浓硫酸时题干标记把水倒进酸里。
            key: false
            feedback: 解析标记：酸入水。
          - id: spill
            source: chemicals.md#chemicals
            type: matching
            stem: 泄漏物与处置。
            pairs: [[酸, 碳酸氢钠选项标记], [汞, 硫粉]]
            distractors: [干扰标记]
            feedback: 先吸附再收集。
          - id: volume
            source: chemicals.md#chemicals
            type: case
            stem: 量筒的案例题干标记。
            feedback: 综合解析标记。
            items:
              - {id: a, type: numeric, stem: 读数是多少？, key: 25.5, unit: mL, feedback: 平视。}
    """,
}

SITES = {"fire": FIRE, "lab": LAB}


@dataclass(frozen=True)
class Built:
    site: Path
    out: Path
    log: str
    status: int

    def page(self, name: str) -> str:
        return (self.out / name).read_text("utf-8")


@pytest.fixture(scope="module", params=list(SITES))
def built(
    request: pytest.FixtureRequest, installed: Installed, tmp_path_factory: pytest.TempPathFactory
) -> Built:
    site = tmp_path_factory.mktemp(request.param)
    write_site(site, SITES[request.param])
    run = installed.build(site)
    return Built(site, site / "out", run.stdout + run.stderr, run.returncode)


def test_the_package_in_use_is_the_installed_one(installed: Installed, tmp_path: Path) -> None:
    run = installed.run(tmp_path, "-c", "import coursemark; print(coursemark.__file__)")
    assert Path(run.stdout.strip()).is_relative_to(installed.folder)


def test_the_site_builds_without_a_warning(built: Built) -> None:
    assert built.status == 0, built.log
    assert "WARNING" not in built.log
    assert "ERROR" not in built.log


def test_check_finds_nothing(built: Built, installed: Installed) -> None:
    run = installed.check(built.site)
    assert (run.returncode, run.stdout) == (0, "")


def test_pages_show_quizzes(built: Built) -> None:
    if (built.out / "extinguisher").exists():
        html = built.page("extinguisher/use.html")
        names = ["fire/oil", "fire/steps", "fire/number"]
        assert re.findall(r'<section class="cm-assessment" data-assessment="([^"]+)"', html) == [
            "fire-exam"
        ]
        assert '<aside class="cm-banner" data-status="current"' in html
        assert (built.out / "my-learning.html").exists()
    else:
        html = built.page("chemicals/index.html")
        names = ["chem/dilute", "chem/spill", "chem/volume", "chem/volume/a"]
        assert (built.out / "my-learning/index.html").exists()
    assert re.findall(r'data-item="([^"]+)"', html) == names
    assert html.count('<section class="cm-quiz"') == 1
    assert "data-fence" not in html
    for name in ("coursemark.css", "coursemark.js"):
        assert re.search(rf'(?:href|src)="[./]*/assets/coursemark/{name}\?v=\w+"', html)
        assert (built.out / "assets/coursemark" / name).stat().st_size > 1000


def data(built: Built, name: str) -> dict[str, object]:
    """What a data script registers."""
    text = (built.out / f"assets/coursemark/data/{name}.js").read_text("utf-8")
    prefix = f'(globalThis.Coursemark ??= {{}}).register("{name}", '
    assert text.startswith(prefix)
    value: dict[str, object] = json.loads(text.removeprefix(prefix).removesuffix(");\n"))
    return value


def test_data_scripts_belong_to_the_site(built: Built) -> None:
    site = data(built, "site")
    if (built.out / "extinguisher").exists():
        assert (site["id"], site["title"]) == ("https://fire.example/training/", "消防安全学堂")
        assert site["deskUrl"] == "my-learning.html"
        assert sorted(data(built, "items/fire")) == [
            "fire/exits",
            "fire/number",
            "fire/oil",
            "fire/steps",
        ]
        assert data(built, "assessments/fire-exam")["passMark"] == "80"
    else:
        assert (site["id"], site["roles"]) == ("https://lab.example/safety/", ["学生", "技术员"])
        assert site["deskUrl"] == "my-learning/"
        assert sorted(data(built, "items/chem")) == ["chem/dilute", "chem/spill", "chem/volume"]


def test_the_search_index_holds_the_pages_and_nothing_of_the_items(built: Built) -> None:
    index = json.loads((built.out / "search/search_index.json").read_text("utf-8"))
    texts = "".join(doc["title"] + doc["text"] for doc in index["docs"]).replace("\u200b", "")
    assert "标记" not in texts
    for other in ("盖上锅盖", "拔掉保险销", "硫粉", "读数是多少", "我的学习"):
        assert other not in texts
    assert "上风方向" in texts or "酸入水，慢慢加" in texts


REQUEST = re.compile(
    r"""<(?:script|img|iframe|source|video|audio|embed|object)\b[^>]*?(?:src|data)=["']?((?:https?:)?//[^"'\s>]+)
    |<link\b(?=[^>]*rel=["']?(?:stylesheet|preconnect|preload|icon|dns-prefetch|modulepreload))
        [^>]*?href=["']?((?:https?:)?//[^"'\s>]+)
    |(?:url\(|@import)\s*["']?((?:https?:)?//[^"'\s)]+)""",
    re.VERBOSE | re.IGNORECASE,
)


def test_no_page_or_style_asks_another_host(built: Built) -> None:
    asked = {
        found
        for ending in ("html", "css")
        for file in built.out.rglob(f"*.{ending}")
        for match in REQUEST.findall(file.read_text("utf-8"))
        for found in match
        if found
    }
    assert asked == set()


def test_our_scripts_name_no_other_host(built: Built) -> None:
    known = (
        "http://adlnet.gov/",
        "http://activitystrea.ms/",
        "http://id.tincanapi.com/",
        "http://www.w3.org/",
        # Names of XML vocabularies in a workbook; nobody asks there.
        "http://schemas.openxmlformats.org/",
        "http://schemas.microsoft.com/office/",
        "https://fire.example/",
        "https://lab.example/",
    )
    for file in (built.out / "assets/coursemark").rglob("*.js"):
        code = re.sub(r"/\*.*?\*/", "", file.read_text("utf-8"), flags=re.DOTALL)
        addresses = re.findall(r"""["'`](https?://[^"'`\s]+)""", code)
        assert [a for a in addresses if not a.startswith(known)] == [], file.name


FAULTY = {
    "content/extinguisher/use.md": """
        ---
        kind: guide
        status: currant
        ---

        # 灭火器的使用

        ```quiz
        fire/oyl
        ```
        ```quiz
        assessment: fire-exams
        ```
    """,
    "quizzes/banks/fire.yml": """
        title: 消防
        region: 全国
        items:
          - id: oil
            type: single
            stem: 油锅起火？
            source: extinguisher/gone.md
            options: {A: 浇水, B: 盖上锅盖}
            key: C
            feedback: 隔绝空气。
          - id: oil
            type: single
            stem: 油锅起火？
            options: {A: 浇水, B: 浇水}
            key: B
            feedbak: 隔绝空气。
    """,
}


def test_the_same_faults_stop_check_and_build(installed: Installed, tmp_path: Path) -> None:
    write_site(tmp_path, FIRE | FAULTY)

    checked, built = installed.check(tmp_path), installed.build(tmp_path)

    assert (checked.returncode, built.returncode) == (1, 1), built.stderr
    line = re.compile(r"^(\S+:\d+:\d+): (错误|警告): (.*)$")
    found = [line.fullmatch(row) for row in checked.stdout.splitlines()]
    assert all(found), checked.stdout
    levels = {"错误": "ERROR", "警告": "WARNING"}
    of_check = {(levels[m[2]], m[1], m[3]) for m in found if m}
    said = re.findall(
        r"^(ERROR|WARNING) +-  coursemark: (\S+:\d+:\d+): (.*)$", built.stderr, re.MULTILINE
    )
    assert of_check == set(said)
    rules = {text.rpartition("[")[2].rstrip("]") for _, _, text in said}
    assert rules >= {
        "unknown-item",
        "unknown-assessment",
        "duplicate-id",
        "equal-options",
        "unknown-field",
        "missing-source-page",
    }
