"""A plan of two months, in November and December, for the tests of its views."""

FILES = {
    "data/plan.yml": """
        title: 月度学习计划
        first_month: 11
        months:
          - month: 1
            theme: 报警<b>
            page: plan/one.md
            pages: [fire.md, exits.md]
            assessment: drill
            aim: 会报警。
          - {month: 2, theme: 疏散, page: plan/two.md, pages: [exits.md], roles: [护士]}
    """,
    "content/plan/one.md": "---\nkind: plan\n---\n# 一\n",
    "content/plan/two.md": "---\nkind: plan\n---\n# 二\n",
    "content/exits.md": "# 出口\n",
    "content/fire.md": "---\ndescription: 先报警\n---\n# 火警\n" + "火" * 900 + "\n",
    "quizzes/assessments/drill.yml": "title: 小测\ndraw: [fire/a]\n",
}
