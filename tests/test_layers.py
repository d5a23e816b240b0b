"""The package keeps its shape: who may import whom, the size of files, one place a type.

`LAYERS` is the architecture. To add a module, put it in a layer; to let a layer import another,
say so here.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from textwrap import dedent

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "plugins/coursemark"

# Layer (a module, or a package with all in it): the layers it may import besides itself.
LAYERS: dict[str, set[str]] = {
    "problems": set(),
    "model": {"problems"},
    "reasons": set(),
    "codes": set(),
    "sealing": {"codes"},
    "days": set(),
    "desk_rules": {"model"},
    "analysis": set(),
    "grading": {"model"},
    "statements": {"days", "model"},
    "progress": {"days", "model"},
    "loading": {"days", "model", "problems", "reasons"},
    "checks": {"loading", "model", "problems"},
    "records": {"statements", "sealing", "codes", "model", "reasons"},
    "intake": {"records", "statements", "sealing", "days", "model", "reasons"},
    "lrs": {"records", "days", "model", "problems", "reasons"},
    "clickhouse": {"lrs", "problems", "reasons"},
    "render": {"days", "desk_rules", "grading", "progress", "loading", "model"},
    "report": {"intake", "records", "statements", "progress", "grading", "codes", "days", "model"}
    | {"analysis", "problems", "reasons"},
    "certificates": {"report", "records", "statements", "progress", "codes", "days", "model"}
    | {"problems", "reasons"},
    "audit": {"certificates", "report", "records", "statements", "render", "loading", "days"}
    | {"model", "problems"},
    "assets": set(),
    "commands": {"audit", "certificates", "checks", "loading", "report", "records", "sealing"}
    | {"clickhouse", "codes", "days", "desk_rules", "intake", "lrs", "model", "problems"}
    | {"reasons"},
    "cli": {"commands"},
    "mkdocs_plugin": {"assets", "checks", "days", "loading", "render", "model", "problems"},
}
ENGINE_EDGE = "mkdocs_plugin"
"""The only module that may import the engine."""

ENGINES = {"mkdocs", "properdocs", "material", "materialx"}
MAX_LINES = 400
LEAF_TYPES = {
    "single",
    "multiple",
    "true-false",
    "ordering",
    "matching",
    "numeric",
    "fill-in",
}
"""What a learner answers. A `case` is not among them: it is made of items, and whoever walks
into its parts may ask for it."""

ITEM_TYPES = LEAF_TYPES | {"essay"}

Sources = Mapping[str, str]
"""Module name below the package, `loading.item_types.single` → its text; `__init__` is dropped."""


def sources() -> dict[str, str]:
    found = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        parts = file.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(part for part in parts if part != "__init__")
        found[name] = file.read_text("utf-8")
    return found


def imported(module: str, text: str) -> Iterator[str]:
    """Full names of what a module imports, anywhere in it; for `from a import b`, `a.b`."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module}:{node.lineno}: import by the full name"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def layer_of(module: str) -> str:
    return module.split(".")[0]


def own_imports(module: str, files: Sources) -> set[str]:
    """Modules of ours that a module imports; a name of a module counts as the module."""
    found = set()
    for name in imported(module, files[module]):
        if not name.startswith("coursemark."):
            continue
        inner = name.removeprefix("coursemark.")
        while inner and inner not in files:
            inner = inner.rpartition(".")[0]
        found.add(inner)
    return found - {"", module}


def layer_faults(files: Sources) -> list[str]:
    """One line for each module without a layer, upward import, engine import and cycle."""
    faults = []
    graph = {}
    for module in files:
        if module and layer_of(module) not in LAYERS:
            faults.append(f"{module} belongs to no layer")
            continue
        graph[module] = own_imports(module, files)
        allowed = LAYERS.get(layer_of(module), set()) | {layer_of(module)}
        for other in sorted(graph[module]):
            if layer_of(other) not in allowed:
                faults.append(f"{module} may not import {other}")
        if module != ENGINE_EDGE:
            engines = ENGINES & {n.split(".")[0] for n in imported(module, files[module])}
            faults += [f"{module} may not import {engine}" for engine in sorted(engines)]
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        faults.append("import cycle: " + " → ".join(reversed(error.args[1])))
    return faults


def test_imports_go_one_way() -> None:
    assert layer_faults(sources()) == []


def test_the_table_itself_goes_one_way() -> None:
    TopologicalSorter(LAYERS).prepare()
    assert {name for allowed in LAYERS.values() for name in allowed} <= set(LAYERS)


def test_every_layer_exists() -> None:
    assert {layer_of(module) for module in sources()} - {""} == set(LAYERS)


@pytest.mark.parametrize(
    ("files", "fault"),
    [
        ({"model": "from coursemark.grading import grade"}, "model may not import grading"),
        ({"model": "def f():\n  import coursemark.grading"}, "model may not import grading"),
        ({"render.data": "from mkdocs import utils"}, "render.data may not import mkdocs"),
        ({"render.data": "import material.plugins"}, "render.data may not import material"),
        ({"helpers": ""}, "helpers belongs to no layer"),
        (
            {
                "loading.a": "from coursemark.loading import b",
                "loading.b": "from coursemark.loading.a import x",
            },
            "import cycle: loading.a → loading.b → loading.a",
        ),
    ],
)
def test_the_rule_sees(files: dict[str, str], fault: str) -> None:
    base = {"": "", "grading": "", "loading": ""}
    found = layer_faults(base | files)
    turned = "import cycle: loading.b → loading.a → loading.b"
    assert found == [fault] or (found == [turned] and fault.startswith("import cycle"))


WITHOUT_ENGINE = """
    import importlib, json, pkgutil, sys
    from datetime import date
    from pathlib import Path

    class Blocked:
        def find_spec(self, name, path=None, target=None):
            if name.split(".")[0] in {"mkdocs", "properdocs", "material", "materialx"}:
                raise ModuleNotFoundError(f"{name} is blocked")

    sys.meta_path.insert(0, Blocked())
    try:
        import mkdocs
    except ModuleNotFoundError as error:
        blocked = str(error)

    import coursemark
    names = [m.name for m in pkgutil.walk_packages(coursemark.__path__, "coursemark.")]
    names.remove("coursemark.mkdocs_plugin")
    for name in names:
        importlib.import_module(name)

    import markdown
    from coursemark.assets import load_assets
    from coursemark.checks import check_site
    from coursemark.grading import grade
    from coursemark.loading.config import read_config
    from coursemark.render.data import data_scripts
    from coursemark.render.markdown import CoursemarkExtension, quiz_fence

    root, today = Path(sys.argv[1]), date(2026, 11, 22)
    site, problems = check_site(root, read_config(root / "mkdocs.yml"), today)
    md = markdown.Markdown(
        extensions=["pymdownx.superfences", CoursemarkExtension(site=site, page_path="fire.md")],
        extension_configs={"pymdownx.superfences": {"custom_fences": [quiz_fence(site)]}},
    )
    text = (root / "docs/fire.md").read_text("utf-8")
    definition = site.items["fire/call"].definition
    print(json.dumps({
        "blocked": blocked,
        "modules": len(names),
        "problems": [str(p) for p in problems],
        "html": md.convert(text),
        "scripts": [s.name for s in data_scripts(site, lambda path: path, today)],
        "raw": [grade(definition, r).raw for r in ("B", "A", None)],
        "assets": bool(load_assets().script),
    }))
"""


def test_the_core_works_with_the_engine_blocked(tmp_path: Path) -> None:
    from site_folder import write_site

    write_site(
        tmp_path,
        {
            "mkdocs.yml": "site_name: 消防\nsite_url: https://f.example/\nplugins: [coursemark]\n",
            "docs/fire.md": "# 火警\n\n```quiz\nfire/call\n```\n",
            "quizzes/banks/fire.yml": """
                title: 消防
                region: 全国
                items:
                  - id: call
                    type: single
                    stem: 火警电话是多少？
                    options: {A: 110 报警台, B: 119 指挥中心}
                    key: B
                    feedback: 记住 119。
                    source: fire.md
            """,
        },
    )
    script = tmp_path / "core.py"
    script.write_text(dedent(WITHOUT_ENGINE), "utf-8")
    command = [sys.executable, str(script), str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    html = found.pop("html")
    assert found == {
        "blocked": "mkdocs is blocked",
        "modules": len(sources()) - 2,  # all but the package itself and the edge
        "problems": [],
        "scripts": ["site", "practice", "desk", "items/fire"],
        "raw": [100, 0, None],
        "assets": True,
    }
    assert 'data-item="fire/call" data-type="single"' in html
    assert "记住 119" not in html


def core_files() -> list[Path]:
    """Python, JavaScript and CSS of ours."""
    files = [f for ending in ("py", "js", "css") for f in PACKAGE.rglob(f"*.{ending}")]
    return sorted(f for f in files if "vendor" not in f.parts)


def test_no_core_file_is_long() -> None:
    lengths = {f: len(f.read_text("utf-8").splitlines()) for f in core_files()}
    assert len(lengths) > 100
    long = [f"{f.relative_to(PACKAGE)}: {n} lines" for f, n in lengths.items() if n > MAX_LINES]
    assert long == []


def type_branches(text: str) -> list[str]:
    """Comparisons of a `type` with the name of an item type, in Python."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            about = " ".join(ast.unparse(side) for side in sides)
        elif isinstance(node, ast.Match):
            sides = [p.value for p in ast.walk(node) if isinstance(p, ast.MatchValue)]
            about = ast.unparse(node.subject)
        else:
            continue
        named = {
            c.value for side in sides for c in ast.walk(side) if isinstance(c, ast.Constant)
        } & ITEM_TYPES
        if named and re.search(r"\btype\b|\btype_|item_type", about):
            found.append(f"{node.lineno}: {ast.unparse(node).splitlines()[0]}")
    return found


_NAMES = "|".join(sorted(ITEM_TYPES))
_JS_BRANCH = re.compile(
    rf"""\btype\w*\)?\s*[!=]==?\s*["'](?:{_NAMES})["']
    |["'](?:{_NAMES})["']\s*[!=]==?\s*[\w.]*\btype\b
    |\bcase\s+["'](?:{_NAMES})["']\s*:
    |["'](?:{_NAMES})["'][^\n]*\]\.includes\([^)]*\btype\b""",
    re.VERBOSE,
)


def js_type_branches(text: str) -> list[str]:
    return [
        f"{number}: {line.strip()}"
        for number, line in enumerate(text.splitlines(), 1)
        if _JS_BRANCH.search(line)
    ]


def test_only_the_files_of_a_type_ask_for_the_type() -> None:
    found = []
    for file in core_files():
        if file.stem.replace("_", "-") in ITEM_TYPES | {"case"} or file.suffix == ".css":
            continue
        branches = type_branches if file.suffix == ".py" else js_type_branches
        name = file.relative_to(PACKAGE)
        found += [f"{name}:{branch}" for branch in branches(file.read_text("utf-8"))]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "if item.type == 'single': pass",
        "if 'numeric' != item.type: pass",
        "x = 1 if definition['type'] in ('single', 'multiple') else 2",
        "match item.type:\n  case 'numeric': pass",
    ],
)
def test_the_rule_sees_a_branch_in_python(text: str) -> None:
    assert len(type_branches(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        'if (definition.type === "ordering") {',
        'return "single" !== item.type;',
        '    case "numeric":',
        'if (["single", "multiple"].includes(data.definition.type)) {',
    ],
)
def test_the_rule_sees_a_branch_in_javascript(text: str) -> None:
    assert len(js_type_branches(text)) == 1


@pytest.mark.parametrize(
    "folder",
    ["grading", "loading/item_types", "render/item_types", "browser/grading", "browser/items"],
)
def test_each_type_has_one_place_in_each_layer(folder: str) -> None:
    stems = {f.stem.replace("_", "-") for f in (PACKAGE / folder).iterdir() if f.is_file()}
    assert stems >= LEAF_TYPES
