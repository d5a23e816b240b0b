"""The documentation names what there is: fields, types, rules, kinds, options, commands, files."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import click
import pytest
from test_layers import LAYERS

from coursemark import cli
from coursemark.checks import rules
from coursemark.loading import fields
from coursemark.loading.item_types import TYPES, UNSUPPORTED
from coursemark.loading.registers import NAMES as REGISTERS
from coursemark.loading.schema import Field
from coursemark.loading.views import VIEWS
from coursemark.mkdocs_plugin import CoursemarkConfig
from coursemark.render.banner import KIND_NAMES as PAGE_KINDS
from coursemark.report.roster import ROSTER_NAMES as ROSTER_COLUMNS
from coursemark.report.sheets import SHEETS
from coursemark.report.words import KIND_NAMES, STATUS_NAMES
from coursemark.statements.words import VERBS

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "plugins/coursemark"
PAGES = sorted(
    [*(ROOT / "docs").rglob("*.md"), *(ROOT / f for f in ("README.md", "CONTRIBUTING.md")),
     ROOT / "CHANGELOG.md"]
)  # fmt: skip
LINK = re.compile(r"(?<!`)\]\(([^)\s]+)\)|src=\"([^\"]+)\"")
FENCED = re.compile(r"^(`{3,}).*?^\1", re.MULTILINE | re.DOTALL)


@cache
def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@cache
def section(title: str) -> str:
    """The text of docs/formats.md below a heading, down to the next of the same level."""
    text = read("docs/formats.md")
    found = re.search(rf"^(#+) {re.escape(title)}$", text, re.MULTILINE)
    assert found, f"docs/formats.md has no heading {title}"
    level = len(found[1])
    end = re.search(rf"^#{{1,{level}}} ", text[found.end() :], re.MULTILINE)
    return text[found.end() : found.end() + end.start() if end else None]


def absent(names: Iterable[str], text: str) -> list[str]:
    """Names that the text does not have as code."""
    spans = set(re.findall(r"`([^`\n]+)`", text))
    words = spans | {word for span in spans for word in re.findall(r"[\w-]+", span)}
    return [name for name in names if name not in words]


TABLES = {
    "Bank": (fields.BANK, fields.ITEM),
    "Item types": tuple(module.FIELDS for module in TYPES.values()),
    "Assessment": (
        fields.ASSESSMENT,
        fields.SECTION,
        fields.DRAW,
        fields.REVIEW,
        fields.SHUFFLE,
    ),
    "Survey": (fields.SURVEY, fields.QUESTION),
    "Page": (fields.PAGE, fields.SOURCE, fields.CONSEQUENCES, fields.CHANGE),
    "Course": (fields.COURSE, fields.STEP),
}


@pytest.mark.parametrize("title", TABLES)
def test_every_field_of_the_schema_is_described(title: str) -> None:
    names = [name for table in TABLES[title] for name in table]
    choices = [c for table in TABLES[title] for field in table.values() for c in field.choices]

    assert absent([*names, *choices], section(title)) == []


def test_no_table_of_the_schema_is_left_out() -> None:
    covered = [table for tables in TABLES.values() for table in tables]
    tables = [v for v in vars(fields).values() if isinstance(v, dict) and _is_table(v)]

    assert [list(t) for t in tables if not any(t is c for c in covered)] == []


def _is_table(value: dict[str, object]) -> bool:
    return bool(value) and all(isinstance(field, Field) for field in value.values())


@pytest.mark.parametrize("name", REGISTERS)
def test_every_field_of_a_register_is_described(name: str) -> None:
    module = importlib.import_module(f"coursemark.loading.registers.{name}")
    tables = [v for v in vars(module).values() if isinstance(v, dict) and _is_table(v)]

    assert absent([field for table in tables for field in table], section(name)) == []


def test_every_view_and_its_options_are_described() -> None:
    names = [*VIEWS, *(option for table in VIEWS.values() for option in table)]
    assert absent(names, section("View fence")) == []


def test_every_item_type_is_described() -> None:
    assert absent([*TYPES, *UNSUPPORTED], section("Item types")) == []


def test_every_step_and_page_kind_is_described() -> None:
    assert absent(fields.STEP_KINDS, section("Course")) == []
    assert absent(PAGE_KINDS, section("Page")) == []


def test_every_rule_is_in_the_table_with_its_level() -> None:
    rows = re.findall(
        r"^\| `([a-z-]+)` \| (error|warning) \|", section("Check rules"), re.MULTILINE
    )

    assert dict(rows) | {rule.ID: rule.LEVEL for rule in rules()} == dict(rows)


def test_every_problem_found_while_reading_is_in_the_table_with_its_level() -> None:
    documented = {
        name: level
        for names, level in re.findall(
            r"^\| (`[^|]+`) \| (error|warning) \|", section("Check rules"), re.MULTILINE
        )
        for name in re.findall(r"`([^`]+)`", names)
    }

    assert {id_: level for id_, level in reported() if documented.get(id_) != level} == {}


def reported() -> Iterator[tuple[str, str]]:
    """Ids and levels that modules of loading write, read from their source."""
    for file in (PACKAGE / "loading").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in ("error", "warn", "Problem") and len(node.args) > 1:
                id_ = node.args[1]
                if isinstance(id_, ast.Constant) and isinstance(id_.value, str):
                    yield id_.value, "warning" if name == "warn" else "error"


def test_ids_of_yaml_faults_are_in_the_table() -> None:
    from coursemark.loading.yaml_faults import _MEANINGS

    assert absent({rule for _, rule, _ in _MEANINGS}, section("Check rules")) == []


def test_every_kind_of_problem_of_a_report_is_described() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| (\S+) \|", section("Kinds of problems"), re.MULTILINE)

    assert dict(rows) == KIND_NAMES
    assert [name for name in STATUS_NAMES.values() if name not in section("Report workbook")] == []
    assert absent(STATUS_NAMES, section("Report JSON")) == []


def test_every_kind_an_anomaly_has_is_known_to_the_workbook() -> None:
    texts = [
        f.read_text("utf-8") for d in ("records", "report") for f in (PACKAGE / d).glob("*.py")
    ]
    written = {
        kind
        for text in texts
        for kind in re.findall(r"(?:fault|Anomaly)\((?:[^()\"]|\([^()]*\))*\"([a-z-]+)\"", text)
    }

    assert written - set(KIND_NAMES) == set()
    assert len(written) > 10


def test_every_column_of_the_workbook_is_described() -> None:
    rows = dict(re.findall(r"^\| (\S+) \| [^|]+ \| ([^|]+) \|$", section("Report workbook"), re.M))

    described = {sheet: rows.get(sheet, "").split() for sheet in SHEETS}

    assert described == {
        sheet: [c.title for c in columns] for sheet, (columns, _) in SHEETS.items()
    }


def test_every_field_of_the_report_as_json_is_described() -> None:
    files = ("report/as_json.py", "report/analysis_json.py")
    keys = {
        key.value
        for file in files
        for node in ast.walk(ast.parse((PACKAGE / file).read_text("utf-8")))
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    }

    assert absent(sorted(keys), section("Report JSON")) == []


def test_every_page_hook_that_is_described_exists() -> None:
    sources = [*(PACKAGE / "render").rglob("*.py"), *(PACKAGE / "browser").rglob("*.js")]
    code = "".join(file.read_text("utf-8") for file in sources)
    hooks = set(re.findall(r"data-[a-z-]+", section("Page hooks")))

    in_script = {hook: f"dataset.{_camel(hook)}" for hook in hooks}
    assert {h for h in hooks if h not in code and in_script[h] not in code} == set()
    assert len(hooks) > 15


def _camel(attribute: str) -> str:
    first, *rest = attribute.removeprefix("data-").split("-")
    return first + "".join(word.title() for word in rest)


def test_every_roster_column_is_described() -> None:
    names = [name for names in ROSTER_COLUMNS.values() for name in names]
    words = set(re.findall(r"\w+", section("Roster")))

    assert [name for name in names if name not in words] == []


def test_every_verb_is_described() -> None:
    assert absent(VERBS, section("Statements")) == []


def test_every_option_of_the_plugin_is_described() -> None:
    options = [name for name, _ in CoursemarkConfig()._schema]

    assert absent(options, section("mkdocs.yml")) == []


def test_every_command_and_option_is_described() -> None:
    commands = section("Commands")
    missing = []
    for name in cli.main.list_commands(click.Context(cli.main)):
        command = cli.main.get_command(click.Context(cli.main), name)
        assert command is not None
        missing += [] if f"coursemark {name}" in commands else [name]
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                missing += absent_options(parameter.opts, commands)
        assert f"coursemark {name}" in read("README.md")

    assert missing == []


def absent_options(options: Iterable[str], text: str) -> list[str]:
    return [o for o in options if not re.search(rf"(?<![\w-]){re.escape(o)}(?![\w-])", text)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_relative_link_resolves(page: Path) -> None:
    text = FENCED.sub("", page.read_text("utf-8"))
    broken = []
    for target in (a or b for a, b in LINK.findall(text)):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path) if path else page
        if not file.exists() or (anchor and anchor not in anchors(file.read_text("utf-8"))):
            broken.append(target)

    assert broken == []


def anchors(text: str) -> set[str]:
    """As code forges make them: lower case, punctuation gone, spaces to hyphens."""
    titles = re.findall(r"^#+ (.+)$", FENCED.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_the_architecture_names_every_module() -> None:
    modules = [
        path.stem if path.suffix else f"{path.name}/"
        for path in sorted(PACKAGE.iterdir())
        if (path.suffix == ".py" and path.stem != "__init__")
        or (path.is_dir() and any(path.rglob("*.py")) and path.name != "__pycache__")
    ]

    spans = set(re.findall(r"`([^`\n]+)`", read("docs/architecture.md")))

    assert [module for module in modules if module not in spans] == []
    assert [m for m in modules if m not in read("docs/architecture.svg")] == []


def test_the_architecture_tells_the_layers_that_are_enforced() -> None:
    rows = re.findall(
        r"^\| `([a-z_]+)/?` \| [^|]+ \| ([^|]+) \|$", read("docs/architecture.md"), re.M
    )
    told = {name: set(re.findall(r"`([a-z_]+)`", may)) for name, may in rows}

    assert told == LAYERS


def test_the_architecture_names_every_browser_file_and_folder_of_the_top_level() -> None:
    browser = PACKAGE / "browser"
    named = {path.name for path in browser.glob("*.js")}
    named |= {f"{path.name}/" for path in browser.iterdir() if any(path.glob("*.js"))}

    assert absent_words(named, read("docs/architecture.md")) == set()


def absent_words(names: set[str], text: str) -> set[str]:
    return {name for name in names if f"`{name}`" not in text}


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_every_make_target_that_is_named_exists(name: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", read(name), re.MULTILINE))

    assert named - targets == set()
    assert named


def test_contributing_names_every_make_target() -> None:
    offered = set(re.findall(r"^([a-z]+):.*## ", read("Makefile"), re.MULTILINE)) - {"help"}

    assert {
        target for target in offered if f"make {target}" not in read("CONTRIBUTING.md")
    } == set()


def test_every_decision_is_in_the_list_and_has_its_date() -> None:
    folder = ROOT / "docs/decisions"
    files = sorted(path.name for path in folder.glob("0*.md"))

    assert re.findall(r"\]\((0[^)]+)\)", read("docs/decisions/README.md")) == files
    assert [
        f for f in files if not re.search(r"^2\d{3}-\d\d-\d\d\.", (folder / f).read_text(), re.M)
    ] == []


def test_pictures_are_small_enough_for_a_page() -> None:
    pictures = list((ROOT / "docs/pictures").glob("*.png"))

    assert pictures
    assert [p.name for p in pictures if p.stat().st_size > 250_000] == []
