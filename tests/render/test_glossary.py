"""Notes at first uses, and synonyms that only the search sees."""

from xml.etree.ElementTree import fromstring, tostring

from hypothesis import given
from hypothesis import strategies as st

from coursemark.model import Page, Term
from coursemark.render.glossary import Glossary, add_search_words, without_synonyms

CLASS_B = Term("b", "乙类", "先自付", ("二类药",))
CLASS_B_DRUG = Term("bd", "乙类药品", "目录里的一种")
OFFICE = Term("o", "医保办", "科室", ("医保科",), plain=True)
GLOSSARY = Glossary((CLASS_B, CLASS_B_DRUG, OFFICE), "g.md")


def annotated(html: str, page: str = "p.md") -> str:
    root = fromstring(f"<div>{html}</div>")
    GLOSSARY.annotate(root, page)
    return tostring(root, encoding="unicode")[5:-6]


def link(term: Term) -> str:
    return (
        f'<a class="cm-term" href="page:g.md#{term.id}" data-note="{term.definition}">'
        f"{term.term}</a>"
    )


def test_the_first_use_and_the_longest_name() -> None:
    html = "<h2>乙类</h2><p>乙类药品和<b>乙类</b>。乙类药品，医保办、二类药。</p><p>乙类</p>"
    assert annotated(html) == (
        f'<h2>乙类</h2><p class="cm-has-term">{link(CLASS_B_DRUG)}和'
        f'<b class="cm-has-term">{link(CLASS_B)}</b>。乙类药品，医保办、二类药。</p><p>乙类</p>'
    )


def test_latin_letters_are_whole_words() -> None:
    grouped = Term("drg", "DRG", "一种付费", ("dip",))
    glossary = Glossary((grouped,), "g.md")
    root = fromstring("<p>DRGs、xDRG、DRG2、CHS-DRG付费</p>")
    glossary.annotate(root, "p.md")
    assert "".join(root.itertext()) == "DRGs、xDRG、DRG2、CHS-DRG付费"
    assert [(link.text, link.tail) for link in root] == [("DRG", "付费")]
    assert [found.start for found in glossary.find("diploma，dip，a_dip")] == [8]


def test_a_term_comes_before_a_synonym_of_another() -> None:
    first = Term("a", "甲类药", "一", ("乙类",))
    root = fromstring("<p>乙类</p>")
    Glossary((first, CLASS_B), "g.md").annotate(root, "p.md")
    assert [link.get("data-note") for link in root] == ["先自付"]


def test_several_in_one_text_and_none_in_links() -> None:
    assert annotated("<p>甲 <a>乙类</a>、乙类与乙类药品。</p>") == (
        f'<p class="cm-has-term">甲 <a>乙类</a>、{link(CLASS_B)}与{link(CLASS_B_DRUG)}。</p>'
    )


def test_none_on_the_page_of_the_glossary_or_without_one() -> None:
    assert annotated("<p>乙类</p>", "g.md") == "<p>乙类</p>"
    root = fromstring("<p>乙类</p>")
    Glossary((CLASS_B,)).annotate(root, "p.md")
    assert tostring(root, encoding="unicode") == "<p>乙类</p>"


def test_synonyms_end_each_section_and_leave_the_page() -> None:
    before = "<p>医保办</p><h2>二类药</h2><p>甲</p><h2>别的</h2><p>乙</p>"
    root = fromstring(f"<div>{before}</div>")
    GLOSSARY.add_synonyms(root)
    html = tostring(root, encoding="unicode")[5:-6]
    assert html == (
        '<p>医保办</p><p class="cm-synonyms">医保科</p>'
        '<h2>二类药</h2><p>甲</p><p class="cm-synonyms">乙类</p><h2>别的</h2><p>乙</p>'
    )
    assert without_synonyms(html) == before


def test_what_a_page_is_about_is_found_too() -> None:
    root = fromstring("<div><h1>挂床</h1><p>甲</p></div>")
    add_search_words(root, Page("p.md", "挂床", description="人不在", symptoms=("空床",)))
    html = tostring(root, encoding="unicode")[5:-6]
    assert html == '<h1>挂床</h1><p class="cm-synonyms">人不在。空床</p><p>甲</p>'
    add_search_words(root, Page("p.md", "页"))
    assert tostring(root, encoding="unicode")[5:-6] == html


@given(st.text(alphabet="乙类药品二医保办科甲", max_size=40))
def test_a_note_changes_no_word(text: str) -> None:
    root = fromstring("<p/>")
    root.text = text
    GLOSSARY.annotate(root, "p.md")
    assert "".join(root.itertext()) == text
