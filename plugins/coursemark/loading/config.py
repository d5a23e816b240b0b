"""What the core needs of `mkdocs.yml`, read without MkDocs and without obeying any tag."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from coursemark.loading.source import Source
from coursemark.loading.text_file import read_text
from coursemark.loading.yaml_source import compose
from coursemark.model import Lrs, SiteConfig
from coursemark.problems import Place, Problem

NAMES = ("mkdocs.yml", "mkdocs.yaml")
NO_ID = "http://localhost/coursemark/"
"""The site id when the configuration gives none; a check warns about it."""

_MAX_INHERIT = 10
_COMMAS = re.compile(r"[,，、]")


class ConfigFault(Exception):
    """The configuration cannot be read; `problems` says why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def find_config(start: Path, explicit: Path | None = None) -> Path | None:
    """The named file, or the nearest `mkdocs.yml` in `start` or above; None when there is none."""
    if explicit is not None:
        return explicit if explicit.is_file() else None
    here = start.resolve()
    for folder in (here, *here.parents):
        for name in NAMES:
            if (folder / name).is_file():
                return folder / name
    return None


def read_config(path: Path) -> SiteConfig:
    """Raises `ConfigFault` when the file is not YAML."""
    settings = _settings(path, path.name, depth=0)
    options = _plugin_options(settings.get("plugins"))
    site_id = _word(options.get("site_id")) or _word(settings.get("site_url"))
    return SiteConfig(
        id=_with_slash(site_id) if site_id else NO_ID,
        title=_word(settings.get("site_name")) or path.resolve().parent.name,
        content=_folder(settings.get("docs_dir"), path.resolve().parent, "docs"),
        quizzes=_folder(options.get("quizzes"), path.resolve().parent, "quizzes"),
        data=_folder(options.get("registers"), path.resolve().parent, "data"),
        roles=_names(options.get("roles")),
        departments=_names(options.get("departments")),
        organisation=_word(options.get("organisation")),
        seal_key=_word(options.get("seal_key")),
        lock_after=_number(options.get("lock_after"), SiteConfig.lock_after or 0) or None,
        reading_speed=_number(options.get("reading_speed"), SiteConfig.reading_speed),
        review_grace=_number(options.get("review_grace"), SiteConfig.review_grace),
        interpret_within=_number(options.get("interpret_within"), SiteConfig.interpret_within),
        lrs=lrs_of(options.get("lrs")),
    )


def lrs_of(written: Any) -> Lrs | None:
    """The record store an option `lrs` names, as it was written; None when it names none.

    An environment variable that is empty switches it off; a rule looks at the rest.
    """
    parts = written if isinstance(written, Mapping) else {}
    endpoint = _word(parts.get("endpoint")).rstrip("/")
    return Lrs(endpoint, _word(parts.get("token"))) if endpoint else None


def _settings(path: Path, name: str, depth: int) -> dict[str, Any]:
    """The mapping of a file over that of the file it inherits from."""
    text = read_text(path, name)
    if isinstance(text, Problem):
        raise ConfigFault(text)
    source = Source(name)
    root = compose(text, source)
    if any(problem.level == "error" for problem in source.problems):
        raise ConfigFault(*source.problems)
    own = _plain(root) if root is not None else {}
    if not isinstance(own, dict):
        raise ConfigFault(Problem(Place(name), "wrong-type", f"{name} 应由“键: 值”组成；请检查"))
    parent = _word(own.pop("INHERIT", None))
    if not parent:
        return own
    if depth >= _MAX_INHERIT:
        raise ConfigFault(Problem(Place(name), "bad-inherit", "INHERIT 循环或过深；请检查"))
    base = path.parent / parent
    if not base.is_file():
        raise ConfigFault(
            Problem(Place(name), "bad-inherit", f"INHERIT 指向的 {parent} 不存在；请改正路径")
        )
    return _merged(_settings(base, parent, depth + 1), own)


def _merged(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """As MkDocs does it: mappings are joined, anything else is replaced."""
    both = dict(base)
    for name, value in own.items():
        under = both.get(name)
        if isinstance(under, dict) and isinstance(value, dict):
            both[name] = _merged(under, value)
        else:
            both[name] = value
    return both


def _plain(node: Node) -> Any:
    """Mappings, lists and raw texts; a value with a custom tag other than `!ENV` is None."""
    if isinstance(node, MappingNode):
        return {
            key.value: _plain(value) for key, value in node.value if isinstance(key, ScalarNode)
        }
    if node.tag == "!ENV":
        return from_environment(node)
    if isinstance(node, SequenceNode):
        return [_plain(value) for value in node.value]
    if node.tag.startswith("!") or "python" in node.tag:
        return None
    return node.value


def from_environment(node: Node) -> str | None:
    """`!ENV NAME`, or `!ENV [NAME, OTHER, default]`, as MkDocs reads it."""
    if isinstance(node, ScalarNode):
        return os.environ.get(node.value)
    words = [part.value for part in node.value if isinstance(part, ScalarNode)]
    found = (os.environ[name] for name in words[:-1] if name in os.environ)
    return next(found, words[-1] if words else None)


def _plugin_options(plugins: Any) -> dict[str, Any]:
    """Our options, whether `plugins` is a list or a mapping; empty when we are not in it."""
    entries = plugins if isinstance(plugins, list) else [plugins]
    for entry in entries:
        if isinstance(entry, dict) and isinstance(entry.get("coursemark"), dict):
            options: dict[str, Any] = entry["coursemark"]
            return options
    return {}


def _word(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _number(value: Any, default: int) -> int:
    """A whole number; what is none is reported by `check_options`."""
    word = _word(value)
    return int(word) if word.isascii() and word.isdigit() and len(word) < 6 else default


def _names(value: Any) -> tuple[str, ...]:
    parts = _COMMAS.split(value) if isinstance(value, str) else value
    if not isinstance(parts, list):
        return ()
    return tuple(dict.fromkeys(word for part in parts if (word := _word(part))))


def _with_slash(iri: str) -> str:
    return iri if iri.endswith("/") else iri + "/"


def _folder(value: Any, root: Path, default: str) -> str:
    """A folder relative to the site's, with forward slashes."""
    written = _word(value) or default
    path = Path(written)
    if path.is_absolute():
        try:
            return path.resolve().relative_to(root).as_posix()
        except ValueError:
            return path.as_posix()
    return PurePosixPath(written.replace("\\", "/")).as_posix()
