"""Two pages on violations, as tests of the views on them want them."""

PAGES = {
    "content/bed.md": """
        ---
        title: 挂床
        kind: violation
        region: 全国
        aliases: [空床住院, "<b>假住</b>"]
        symptoms: [夜查人不在]
        consequences: {contract: 追回, administrative: 责令改正, criminal: 诈骗罪}
        ---
        # 挂床
    """,
    "content/swap.md": """
        ---
        title: 串换
        kind: violation
        region: 甲市
        symptoms: [发的药和单子不一样]
        consequences: {contract: 违约金}
        ---
        # 串换
    """,
    "content/way.md": "---\nkind: violation\n---\n# 流程\n",
}
