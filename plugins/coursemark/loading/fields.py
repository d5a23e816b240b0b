"""What may stand in each kind of file: one table of fields a kind.

The tables are the reference of our formats; `docs/formats.md` says the same in prose.
"""

from __future__ import annotations

from coursemark.loading.schema import Field, table
from coursemark.model import REVIEW_PHASES, SCORINGS, STATUSES

ITEM_METADATA = (
    Field("region"),
    Field("roles", "texts"),
    Field("topics", "texts"),
    Field("difficulty", "integer", least=1, most=5),
    Field("points", "points"),
    Field("scoring", "choice", choices=SCORINGS),
    Field("status", "choice", choices=STATUSES),
    Field("valid_until", "day"),
    Field("facts", "texts"),
    Field("domains", "texts"),
)
"""May be set once for the bank, and again by an item."""

BANK = table(
    Field("title", required=True),
    Field("description"),
    Field("items", "node", required=True),
    *ITEM_METADATA,
)

ITEM = table(
    Field("id", "identifier", required=True),
    Field("type", required=True),
    Field("stem", required=True),
    Field("feedback"),
    Field("hint"),
    Field("source"),
    *ITEM_METADATA,
)
"""Fields of every item; those of its type are in `item_types`."""

DRAW = table(
    Field("item"),
    Field("bank", "texts"),
    Field("type"),
    Field("topics", "texts"),
    Field("roles", "texts"),
    Field("difficulty", "levels"),
    Field("count", "integer", least=1, most=10_000),
    Field("points", "points"),
)

SECTION = table(
    Field("title", required=True),
    Field("description"),
    Field("points", "points"),
    Field("draw", "node", required=True),
)

REVIEW = table(
    *(Field(name, "choice", choices=REVIEW_PHASES) for name in ("marks", "key", "feedback"))
)

SHUFFLE = table(Field("items", "boolean"), Field("options", "boolean"))

ASSESSMENT = table(
    Field("title", required=True),
    Field("description"),
    Field("mode", "choice", choices=("practice", "exam")),
    Field("key", "choice", choices=("published", "withheld")),
    Field("draw", "node"),
    Field("sections", "node"),
    Field("pass_mark", "percent"),
    Field("attempts", "integer", least=1, most=1_000),
    Field("grading", "choice", choices=("best", "last", "first")),
    Field("minutes", "integer", least=1, most=1_440),
    Field("pause", "choice", choices=("never", "allowed")),
    Field("cooling", "span"),
    Field("opens", "opening"),
    Field("closes", "closing"),
    Field("sealed", "boolean"),
    Field("review", "node"),
    Field("shuffle", "node"),
)

SURVEY = table(
    Field("title", required=True),
    Field("description"),
    Field("questions", "node", required=True),
)

QUESTION = table(
    Field("id", "identifier", required=True),
    Field("type", "choice", required=True, choices=("rating", "choice", "text")),
    Field("text", required=True),
    Field("scale", "integer", least=2, most=10),
    Field("low"),
    Field("high"),
    Field("options", "texts"),
    Field("required", "boolean"),
)

PAGE = table(
    Field("title"),
    Field("description"),
    Field("kind"),
    Field("roles", "texts"),
    Field("region"),
    Field("status", "choice", choices=STATUSES),
    Field("effective", "day"),
    Field("expires", "day"),
    Field("supersedes", "texts"),
    Field("superseded_by"),
    Field("sources", "node"),
    Field("facts", "texts"),
    Field("owner"),
    Field("approved_by"),
    Field("reviewed", "day"),
    Field("review_every", "duration"),
    Field("retrain_from", "day"),
    Field("version"),
    Field("audience", "choice", choices=("职工", "患者")),
    Field("domains", "texts"),
    Field("print", "texts"),
    Field("aliases", "texts"),
    Field("symptoms", "texts"),
    Field("consequences", "node"),
    Field("change", "node"),
    Field("course", "node"),
)

CONSEQUENCES = table(Field("contract"), Field("administrative"), Field("criminal"))

CHANGE = table(
    Field("announced", "day", required=True),
    Field("urgency", "choice", choices=("minor", "normal", "major")),
    Field("until", "day"),
    Field("pages", "texts"),
    Field("items", "texts"),
    Field("interpretation"),
)

SOURCE = table(Field("title", required=True), Field("number"), Field("article"))

COURSE = table(
    Field("id", "identifier", required=True),
    Field("title"),
    Field("type", "choice", choices=("入职", "岗位", "专题", "继续教育")),
    Field("roles", "texts"),
    Field("departments", "texts"),
    Field("required", "boolean"),
    Field("requires", "texts"),
    Field("hours", "hours"),
    Field("due", "due"),
    Field("valid_for", "duration"),
    Field("renewal", "duration"),
    Field("from", "day"),
    Field("steps", "node", required=True),
)

STEP_KINDS = ("read", "accept", "pass", "practise", "attend", "survey")

STEP = table(
    *(Field(kind) for kind in STEP_KINDS),
    Field("optional", "boolean"),
    Field("due", "due"),
    Field("count", "integer", least=1, most=1_000),
    Field("hours", "hours"),
    Field("evidence"),
)
