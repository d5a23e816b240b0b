"""A small site on disk with the records of its learners, as an inspector would look at it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from record_builder import Learner
from site_folder import write_site

from coursemark.loading.config import read_config
from coursemark.loading.site import load_site
from coursemark.model import Site

RIGHT = {"fire/q1": "B", "fire/q2": "true"}
WRONG = {"fire/q1": "A", "fire/q2": "true"}

FILES = {
    "mkdocs.yml": """
        site_name: 消防学堂
        docs_dir: content
        plugins:
          - coursemark:
              site_id: https://fire.example/
              organisation: 示例医院
              roles: [护士, 医师]
        """,
    "content/a.md": """
        ---
        kind: guide
        status: current
        version: 2026年版
        effective: 2026-01-01
        reviewed: 2026-02-01
        sources: [{title: 消防法, number: 主席令第29号, article: 第十六条}]
        ---
        # 火警

        火警电话是 119。
        """,
    "content/c.md": """
        ---
        kind: course
        sources: [{title: 消防法, number: 主席令第29号, article: 第十六条}]
        course:
          id: newcomer
          title: 消防入门
          type: 入职
          roles: [护士]
          hours: 3
          valid_for: 12 months
          steps:
            - read: a.md
            - pass: final
        ---
        # 消防入门
        """,
    "quizzes/banks/fire.yml": """
        title: 消防
        items:
          - id: q1
            type: single
            stem: 火警电话？
            options: {A: '110', B: '119'}
            key: B
            feedback: 火警 119。
            source: a.md
          - id: q2
            type: true-false
            stem: 119 免费。
            key: true
            feedback: 免费。
            source: a.md
        """,
    "quizzes/assessments/final.yml": """
        title: 结业考试
        mode: exam
        pass_mark: 100
        draw:
          - fire/q1
          - {bank: fire, type: true-false, count: 1}
        """,
}


def load(root: Path) -> Site:
    return load_site(root, read_config(root / "mkdocs.yml")).site


def make_site(root: Path, **changes: str) -> Site:
    """The site in a folder; `changes` replace files by the last part of their names."""
    files = {
        path: changes.get(Path(path).stem.replace("-", "_"), text) for path, text in FILES.items()
    }
    write_site(root, files)
    return load(root)


def finish(learner: Learner, responses: Mapping[str, str] = RIGHT) -> Learner:
    """Reads the page and sits the test once."""
    learner.read("a.md")
    learner.attempt(responses, assessment="final")
    return learner
