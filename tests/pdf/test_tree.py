"""The tree that a PDF is typeset from."""

from __future__ import annotations

from typing import Any

import pytest

from drammenworks.pdf.tree import TreeBuilder, breakable, walk


def _tree(article: str) -> list[Any]:
    builder = TreeBuilder(
        lambda href: f"https://a.example{href}" if href.startswith("/") else href,
        lambda node: "media/a.jpg" if node.attributes.get("src") == "/media/a.jpg" else None,
    )
    tree = builder.build(f'<main><article class="document">{article}</article></main>')
    assert tree is not None
    children: list[Any] = tree["children"]
    return children


def test_a_page_without_an_article_has_no_tree() -> None:
    """Such as a front page."""
    assert TreeBuilder(str, lambda _: None).build("<main><p>Hei</p></main>") is None


@pytest.mark.parametrize(
    "markup",
    [
        "<nav><a href='#a'>Innhold</a></nav>",
        "<button>Spill av</button>",
        '<p data-pdf="omit">Last ned</p>',
        "<p hidden>Skjult</p>",
        '<div popover id="x">Stort</div>',
        '<span class="visually-hidden">bare opplest</span>',
        '<svg aria-hidden="true"><path d="M0 0"/></svg>',
        "<script>1</script>",
        "<iframe src='x'></iframe>",
    ],
)
def test_what_only_a_browser_can_use_is_left_out(markup: str) -> None:
    """A paper has no buttons, and nothing on it leads to another part of the site."""
    assert _tree(f"<p>Før</p>{markup}<p>Etter</p>") == _tree("<p>Før</p><p>Etter</p>")


def test_space_is_that_of_a_line_of_text() -> None:
    """Single inside, none at the ends, and no-break spaces as they are."""
    assert _tree("<p>\n  Ett \n <strong> to</strong>\u00a0tre  </p>") == [
        {"name": "p", "children": ["Ett ", {"name": "strong", "children": ["to"]}, "\u00a0tre"]}
    ]


def test_text_beside_blocks_becomes_a_paragraph() -> None:
    """So that an element holds either text or blocks."""
    [element] = _tree("<ul><li>Punkt <em>a</em><ul><li>Inni</li></ul></li></ul>")
    assert [child["name"] for child in element["children"][0]["children"]] == ["p", "ul"]


def test_a_picture_is_the_file_that_the_page_shows() -> None:
    """With its alternative text; one that the page cannot show is left out."""
    assert _tree('<picture><source srcset="x"><img src="/media/a.jpg" alt="En bro"></picture>') == [
        {"name": "img", "src": "media/a.jpg", "alt": "En bro"}
    ]
    assert _tree('<p>Tekst</p><img src="/assets/x.png" alt="">') == _tree("<p>Tekst</p>")


def test_a_drawing_becomes_a_file_with_its_title_as_alternative_text() -> None:
    """As a chart has: role="img" and a title."""
    [drawing] = _tree(
        '<svg role="img" viewBox="0 0 4 4"><title>Flere\n medlemmer</title><path d="M0 0"/></svg>'
    )
    assert drawing["alt"] == "Flere medlemmer"
    assert drawing["svg"].startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert 'viewBox="0 0 4 4"' in drawing["svg"]


def test_links_lead_to_the_published_site_or_within_the_document() -> None:
    """One to a place that the document lacks is no link."""
    first, second, third = _tree(
        '<p><a href="/om/">Om</a></p><p><a href="#a">A</a> <a href="#b">B</a></p><h2 id="a">A</h2>'
    )
    assert first["children"][0]["href"] == "https://a.example/om/"
    assert [child.get("href") for child in second["children"] if child != " "] == ["#a", None]
    assert third["id"] == "a"


def test_a_footnote_stands_where_it_is_referred_to() -> None:
    """Once in full, and then by its name; the list of notes and the ways back are left out."""
    [paragraph] = _tree(
        '<p>A<sup class="footnote-ref"><a href="#fn:1" id="r1">1</a></sup>'
        'B<sup class="footnote-ref"><a href="#fn:1" id="r2">1</a></sup></p>'
        '<section class="footnotes"><ol><li id="fn:1"><p>Noten. <a class="footnote-back" href="#r1">Opp</a></p>'
        "</li></ol></section>"
    )
    notes = [element for element in walk(paragraph) if element["name"] == "footnote"]
    assert notes[0]["id"] == notes[1]["of"] == "fn:1"
    assert notes[0]["children"] == ["Noten."]


@pytest.mark.parametrize("word", ["a" * 120, "https://a.example/" + "sti/" * 30, "æ" * 41])
def test_a_word_longer_than_a_line_may_be_broken(word: str) -> None:
    """By zero-width spaces, which are not read out; a long compound is left to hyphenation."""
    broken = breakable(word)
    assert broken.replace("\u200b", "") == word
    assert max(map(len, broken.split("\u200b"))) <= 20
    assert breakable("næringsutviklingsprosjektene") == "næringsutviklingsprosjektene"


def test_a_drawing_as_wide_as_its_place_gets_a_width() -> None:
    """And room for the tails of its last line, which a page would show outside of it."""
    [drawing] = _tree(
        '<svg role="img" width="100%" height="40"><title>A</title><text x="50%">1&nbsp;000</text></svg>'
    )
    assert 'width="567" height="46"' in drawing["svg"]
    assert "1\u00a0000" in drawing["svg"]
