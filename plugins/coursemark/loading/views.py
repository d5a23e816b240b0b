"""View fences: what a page shows of the site's data. One table of options a view.

    ```view
    clause-index
    role: 护士
    ```

`VIEWS` is the list of them; `render/views/` has a module of each name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from coursemark.loading.registers.rows import Rows
from coursemark.loading.schema import Field, Table, read_fields, table
from coursemark.loading.source import Source, excerpt
from coursemark.loading.yaml_source import compose
from coursemark.model import View
from coursemark.problems import Place, Problem, did_you_mean

_CLAUSES = (Field("block", refers="block"), Field("role", refers="role"))

VIEWS: Mapping[str, Table] = {
    "agreement-timeline": table(),
    "answer": table(Field("of", required=True, refers="answer")),
    "bulletin": table(Field("month", "month")),
    "campaigns": table(),
    "campaign": table(Field("id", required=True, refers="campaign")),
    "changes": table(Field("limit", "integer", least=1, most=1_000)),
    "checklist": table(Field("id", required=True, refers="checklist")),
    "clause-comparison": table(
        Field("old", refers="agreement"),
        Field("new", refers="agreement"),
        Field("block", refers="block"),
        Field("differing", "boolean"),
    ),
    "clause-index": table(*_CLAUSES),
    "competences": table(),
    "consequences": table(),
    "coverage": table(),
    "coverage-by-role": table(),
    "decision-path": table(Field("id", required=True, refers="decision")),
    "documents": table(),
    "faq-index": table(),
    "freshness": table(),
    "glossary": table(),
    "monitoring": table(),
    "patient-pages": table(),
    "plan-month": table(Field("month", "integer", required=True, least=1, most=12, refers="month")),
    "print": table(
        Field("pages", "texts"),
        Field("kind", "texts"),
        Field("contents", "integer", least=1, most=2),
    ),
    "publicity-plan": table(),
    "questions": table(),
    "responsibility-matrix": table(Field("block", refers="block")),
    "role": table(Field("role", required=True, refers="role")),
    "self-inspection": table(*_CLAUSES),
    "study-plan": table(),
    "this-month": table(),
    "violation-finder": table(),
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
    needed = [f.name for f in VIEWS[name].values() if f.required]
    if entry is None and needed and not source.problems:
        source.error(
            at, "missing-field", f"视图 {name} 没有 {needed[0]}；请在下一行写 {needed[0]}:"
        )
    if source.problems and not (entry and set(needed) <= set(entry.values)):
        return None, source.problems
    rows = Rows()
    if entry is not None:
        rows.refer(entry, VIEWS[name])
    values = entry.values if entry else {}
    return View(name, values, place, tuple(rows.references)), source.problems
