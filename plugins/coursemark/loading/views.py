"""View fences: what a page shows of the site's data. One table of options a view.

    ```view
    clause-index
    role: 护士
    ```

`VIEWS` is the list of them; `render/views/` has a module of each name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from coursemark.loading.schema import Table, read_fields, table
from coursemark.loading.source import Source, excerpt
from coursemark.loading.yaml_source import compose
from coursemark.model import View
from coursemark.problems import Place, Problem, did_you_mean

VIEWS: Mapping[str, Table] = {
    "glossary": table(),
}


def read_view(
    lines: Iterable[tuple[str, Place]], place: Place
) -> tuple[View | None, list[Problem]]:
    """The view a fence names, with the options that could be read.

    Each line comes with the place of its first character. None when it names no view.
    """
    written = [(line, at) for line, at in lines if line.strip() and not line.startswith("#")]
    if not written:
        return None, [Problem(place, "empty-fence", "view 块是空的；第一行请写视图名")]
    (first, at), options = written[0], written[1:]
    name = first.strip()
    if name not in VIEWS:
        remedy = did_you_mean(name, VIEWS) or f"；可用的有 {'、'.join(VIEWS)}"
        return None, [Problem(at, "unknown-view", f"没有 {excerpt(name)} 这个视图{remedy}")]
    source = Source(place.path, first_line=options[0][1].line if options else place.line)
    node = compose("\n".join(line for line, _ in options), source) if options else None
    entry = read_fields(node, VIEWS[name], f"视图 {name} ", source) if node is not None else None
    return View(name, entry.values if entry else {}, place), source.problems
