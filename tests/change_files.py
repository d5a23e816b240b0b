"""Three changes, for the tests of what shows them."""


def change(title: str, announced: str, more: str = "", fields: str = "") -> str:
    return (
        f"---\ntitle: {title}\nkind: change\n{fields}change:\n  announced: {announced}\n{more}"
        f"---\n# {title}\n"
    )


FILES = {
    "content/changes/index.md": "# 变动\n",
    "content/changes/a.md": change("甲<b>", "2026-11-03", "  urgency: major\n"),
    "content/changes/b.md": change(
        "乙",
        "2026-08-01",
        "  pages: [fire.md]\n  items: [fire/a]\n  interpretation: fire.md\n",
        "roles: [护士]\ndescription: 先报警\neffective: 2026-09-01\n",
    ),
    "content/changes/c.md": change("丙", "2026-11-20", fields="effective: 2026-04-01\n"),
    "content/fire.md": "# 火警\n",
}
