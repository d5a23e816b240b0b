"""A small register of clauses, as tests of its views and checks want it."""

CLAUSES = """
    agreements:
      - {id: old, title: 旧协议, year: "2025", region: 甲市}
      - {id: new, title: 新协议, year: "2026", region: 甲市, note: 缺附件}
    clauses:
      - id: identity
        block: 服务
        title: 实名就医
        duty: 核验凭证
        roles: [护士, 医保办]
        evidence: 登记本
        standard: 抽10人全部相符
        page: p.md
        items: [fire/a]
        versions:
          - {agreement: old, number: 第三条, text: 核验凭证}
          - {agreement: new, number: 第四条, text: 核验凭证并登记, differs: 加一本登记}
      - id: upload
        block: 结算
        title: 上传<清单>
        duty: 按时上传
        roles: [医保办, 全员]
        items: [fire/a]
        versions:
          - {agreement: new, number: 第九条, text: 5日内上传}
"""

FILES = {
    "data/clauses.yml": CLAUSES,
    "content/p.md": "# 页\n",
    "quizzes/banks/fire.yml": """
        title: 消防
        region: 全国
        items:
          - {id: a, type: true-false, stem: 甲？, key: true, feedback: 因为。, source: p.md}
    """,
}
