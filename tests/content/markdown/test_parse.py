"""What a body is beside its chunks, and what it depends on."""

from __future__ import annotations

import pickle

from drammenworks.content.markdown import Body, DirectiveNode, Heading, ImageNode, LinkNode, parse_markdown
from drammenworks.errors import Location


def body_of(text: str, *, lang: str = "nb") -> Body:
    body, _ = parse_markdown(text, path="x.md", first_line=1, lang=lang)
    return body


def test_an_empty_text_is_an_empty_body() -> None:
    """Nothing comes of nothing."""
    assert body_of("") == Body(chunks=(), headings=(), words=0)


def test_lines_are_counted_in_the_whole_file() -> None:
    """The first line of the body has the number ``first_line``."""
    body, findings = parse_markdown("## Mål\n\n[her](a)\n", path="news/a.md", first_line=9, lang="nb")
    link = body.chunks[1]
    assert isinstance(link, LinkNode)
    assert link.location == Location("news/a.md", 11, 1)
    assert [str(finding.location) for finding in findings] == ["news/a.md:11:1"]


def test_findings_come_in_the_order_of_the_file() -> None:
    """Findings of blocks and of running text are in document order."""
    _, findings = parse_markdown("[her](a)\n\n# A\n\n[her](b)\n\n:::\n", path="x.md", first_line=1, lang="nb")
    assert [finding.location.line for finding in findings] == [1, 3, 5, 7]


def test_neighbouring_strings_are_one() -> None:
    """Between two nodes there is at most one string."""
    body = body_of("En *to* [tre](x) fire\n\n> fem `seks`\n")
    assert [type(chunk) for chunk in body.chunks] == [str, LinkNode, str]


def test_windows_line_ends_make_no_difference() -> None:
    """A file saved on Windows gives the same body."""
    assert body_of("En\r\nto\r\n\r\n- tre\r\n") == body_of("En\nto\n\n- tre\n")


def test_headings_are_listed_in_document_order() -> None:
    """The table of contents has level, id and typeset text of every heading."""
    body = body_of('## "En" - to\n\n::: facts\n### **Tre** {#tre}\n:::\n\n## Fire[^1]\n\n[^1]: Note\n')
    assert body.headings == (
        Heading(2, "en-to", "«En» – to"),
        Heading(3, "tre", "Tre"),
        Heading(2, "fire", "Fire"),
    )


def test_words_are_those_that_a_reader_reads() -> None:
    """Markup, addresses, pictures and footnote numbers do not count; the words of directives and notes do."""
    body = body_of(
        "## Mål\n\nMinst **1 000** [ansatte](project:x)[^1]\ninnen `2020`.\n\n![Elva](elva.jpg)\n\n"
        '::: details "Hvem"?\n- en\n- to\n:::\n\n[^1]: Noten\n'
    )
    read = "Mål Minst 1 000 ansatte innen 2020. «Hvem»? en to Noten"
    assert body.words == read.count(" ") + 1


def test_a_soft_hyphen_ends_no_word() -> None:
    """It only marks where a word may break; a heading's id and text are without it."""
    body = body_of("## Nærings&shy;liv\n\nnærings&shy;utvikling\n")
    assert body.words == 2
    assert body.headings == (Heading(2, "naeringsliv", "Næringsliv"),)


def test_walk_descends_into_directives() -> None:
    """Chunks are in document order, a directive before its children."""
    body = body_of(":::: details A\n::: gallery\n![B](b.jpg)\n:::\n::::\n\n[C er her](c)\n")
    seen = [
        chunk.name if isinstance(chunk, DirectiveNode) else type(chunk).__name__
        for chunk in body.walk()
        if not isinstance(chunk, str)
    ]
    assert seen == ["details", "gallery", "ImageNode", "LinkNode"]


def test_a_body_survives_pickling() -> None:
    """Bodies are cached, and pass between processes."""
    body = body_of('## A\n\n[b](project:x "c") ![d](d.jpg)\n\n::: quote {by="E"}\nf\n:::\n')
    assert pickle.loads(pickle.dumps(body)) == body


def test_bodies_do_not_share_anything() -> None:
    """The parser is built once, and no document leaves a trace in the next one."""
    text = "## A\n\nTekst[^1] [b][c]\n\n[^1]: Note\n\n[c]: project:x\n"
    first = body_of(text)
    assert body_of("## A\n\nTekst[^1] [b][c]\n").headings == first.headings
    assert body_of(text) == first


def test_an_image_knows_whether_it_is_a_block() -> None:
    """Only a picture outside running text may become a figure."""
    body = body_of("![A](a.jpg)\n\nTekst ![B](b.jpg)\n")
    assert [chunk.block for chunk in body.walk() if isinstance(chunk, ImageNode)] == [True, False]


def test_our_own_words_are_in_the_language_of_the_document() -> None:
    """Labels of footnotes and tables are English, Nynorsk or Bokmål; other languages have those of Bokmål."""
    text = "A[^1]\n\n| B |\n|---|\n| c |\n\n[^1]: D\n"
    labels = {
        "nb": ["Fotnote 1", "Tabell 1: B", "Fotnoter", "Tilbake til fotnote 1 i teksten"],
        "nn": ["Fotnote 1", "Tabell 1: B", "Fotnotar", "Tilbake til fotnote 1 i teksten"],
        "en": ["Footnote 1", "Table 1: B", "Footnotes", "Back to footnote 1 in the text"],
        "se": ["Fotnote 1", "Tabell 1: B", "Fotnoter", "Tilbake til fotnote 1 i teksten"],
    }
    for lang, expected in labels.items():
        (html,) = body_of(text, lang=lang).chunks
        assert isinstance(html, str)
        assert [part.split('"')[0] for part in html.split('aria-label="')[1:]] == expected


def test_typography_is_that_of_the_language() -> None:
    """English quotation marks are curly."""
    assert body_of('"A" - b', lang="en").chunks == ("<p>“A” – b</p>\n",)
