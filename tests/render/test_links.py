from coursemark.render.links import page_link, resolve_links


def test_the_edge_puts_addresses_in() -> None:
    html = page_link("a&b/页.md#第一", "甲") + page_link("c.md", "乙")
    assert html == '<a href="page:a&amp;b/页.md#第一">甲</a><a href="page:c.md">乙</a>'
    shown = resolve_links(html, lambda path: "../" + path.removesuffix(".md") + "/")
    assert shown == '<a href="../a&amp;b/页/#第一">甲</a><a href="../c/">乙</a>'


def test_what_an_address_asks_for_stays() -> None:
    shown = resolve_links(page_link("a.md?topic=x#y", "甲"), lambda path: path[:1] + "/")
    assert shown == '<a href="a/?topic=x#y">甲</a>'
