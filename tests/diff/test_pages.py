"""What differs between two versions of a page."""

from __future__ import annotations

import pytest

from drammenworks.diff.page_content import read_page, without_fingerprint
from drammenworks.diff.page_difference import Change, Notice, PageDifference, compare_pages
from tests.diff.pages import page


def compared(before: str, after: str) -> PageDifference:
    return compare_pages(read_page(before.encode()), read_page(after.encode()))


def test_equal_texts_in_other_markup_are_no_difference() -> None:
    """What only a template changed, no reader reads."""
    difference = compared(
        page("<p>Vi holder til i Drammen.</p>"),
        page('<div class="new"><p>Vi  holder\ntil i <b>Drammen</b>.</p></div>'),
    )
    assert not difference.is_visible


def test_a_rewritten_paragraph_stands_beside_what_it_was() -> None:
    difference = compared(
        page("<p>Først.</p><p>Vi har 12 ansatte i byen.</p><p>Sist.</p>"),
        page("<p>Først.</p><p>Nytt avsnitt her.</p><p>Vi har 14 ansatte i byen.</p><p>Sist.</p>"),
    )
    assert difference.text == (
        Change("", "Nytt avsnitt her."),
        Change("Vi har 12 ansatte i byen.", "Vi har 14 ansatte i byen."),
    )


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (page("", title="Gammel"), page("", title="Ny"), (Notice.TITLE, Change("Gammel", "Ny"))),
        (
            page('<p>Når: <time datetime="2026-12-01">1. desember</time></p>'),
            page('<p>Når: <time datetime="2026-12-02">2. desember</time></p>'),
            (Notice.DATE, Change("1. desember", "2. desember")),
        ),
        (
            page("<p>Det kom 70 gjester.</p>"),
            page("<p>Det kom 80 gjester.</p>"),
            (Notice.FIGURE, Change("Det kom 70 gjester.", "Det kom 80 gjester.")),
        ),
        (
            page(
                "",
                head='<script type="application/ld+json">{"@type":"Event","offers":{"price":"100"}}</script>',
            ),
            page(
                "",
                head='<script type="application/ld+json">{"@type":"Event","offers":{"price":"0"}}</script>',
            ),
            (Notice.PRICE, Change("100", "0")),
        ),
        (
            page("", head='<script type="application/ld+json">{"@type":"Event","eventStatus":"x"}</script>'),
            page("", head='<script type="application/ld+json">{"@type":"Event","eventStatus":"y"}</script>'),
            (Notice.STATUS, Change("x", "y")),
        ),
    ],
    ids=["title", "date", "figure", "price", "status"],
)
def test_what_a_reader_notices_first(before: str, after: str, expected: tuple[Notice, Change]) -> None:
    assert compared(before, after).notices == (expected,)


def test_a_date_is_told_once() -> None:
    """Not as a figure too, nor again from the structured data."""
    data = '<script type="application/ld+json">{{"@type":"Event","startDate":"{}"}}</script>'
    difference = compared(
        page('<p><time datetime="2026-12-01">1. desember 2026</time></p>', head=data.format("2026-12-01")),
        page('<p><time datetime="2026-12-02">2. desember 2026</time></p>', head=data.format("2026-12-02")),
    )
    assert [notice for notice, _ in difference.notices] == [Notice.DATE]


def test_the_same_number_written_otherwise_is_no_new_figure() -> None:
    difference = compared(page("<p>Vi er 1 000 i år.</p>"), page("<p>Vi er 1\u00a0000 her i år.</p>"))
    assert difference.notices == ()
    assert difference.text


def test_cards_and_menus_are_not_what_the_page_says() -> None:
    card = '<article class="card"><h3>{}</h3></article>'
    difference = compared(
        page(f"<p>Tekst.</p>{card.format('En')}", around="<nav>Meny</nav>"),
        page(f"<p>Tekst.</p>{card.format('To')}", around="<nav>Hovedmeny</nav>"),
    )
    assert not difference.is_own
    assert set(difference.teasers) == {Change("Meny", "Hovedmeny"), Change("En", "To")}


def test_a_section_that_paper_leaves_out_tells_of_other_pages() -> None:
    """A list of all that mentions an organisation is no text of its page."""
    section = '<section data-pdf="omit"><h2>Les også</h2><ul>{}</ul></section>'
    difference = compared(
        page(f"<p>Tekst.</p>{section.format('<li>En</li>')}"),
        page(f"<p>Tekst.</p>{section.format('<li>En</li><li>To</li>')}"),
    )
    assert not difference.is_own
    assert difference.teasers == (Change("", "To"),)


def test_what_a_list_counts_is_no_figure() -> None:
    data = '<script type="application/ld+json">{"@type":"CollectionPage","name":"Emner"}</script>'
    difference = compared(
        page("<ul><li>Arbeidsliv 12 sider</li></ul>", head=data),
        page("<ul><li>Arbeidsliv 11 sider</li></ul>", head=data),
    )
    assert difference.notices == ()
    assert difference.text


def test_pictures_alternatives_and_links_are_compared_without_fingerprints() -> None:
    difference = compared(
        page('<img src="/media/a.0123456789-800.jpg" alt="En by"><a href="/x.aabbccdd.pdf">Last ned</a>'),
        page('<img src="/media/a.9876543210-400.jpg" alt="Byen"><a href="/x.00112233.pdf">Last ned</a>'),
    )
    assert difference.images == ()
    assert difference.links == ()
    assert difference.alternatives == (("/media/a.jpg", Change("En by", "Byen")),)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("/assets/site.2e9bd2b4cb.css", "/assets/site.css"),
        ("/media/frokost.a775e231-1200.jpg", "/media/frokost.jpg"),
        ("/media/rapport-2017.pdf", "/media/rapport-2017.pdf"),
        ("https://a.example/v1.2.3/fil.html", "https://a.example/v1.2.3/fil.html"),
        ("", ""),
    ],
)
def test_fingerprints_are_taken_out_of_names(name: str, plain: str) -> None:
    assert without_fingerprint(name) == plain


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<main>",
        "<!doctype html><html><head><meta http-equiv=refresh content='0;url=/ny/'>",
        "<div>" * 5_000 + "dypt" + "</div>" * 5_000,
        '<script type="application/ld+json">{"@type": [1, {"a": ' + "[" * 3_000 + "</script>",
        '<script type="application/ld+json">' + "[" * 100_000 + "]" * 100_000 + "</script>",
        "<img><a><time>",
        "\x00\ufffe<p>\ud7ff</p>",
    ],
    ids=["empty", "open", "redirect", "deep", "cut", "deep data", "bare", "controls"],
)
def test_any_html_can_be_compared(html: str) -> None:
    """A page of a stranger's fork may be anything."""
    assert compared(html, html).is_visible is False
    compared(html, page("<p>Tekst.</p>"))


def test_a_text_of_thousands_of_blocks_is_compared() -> None:
    many = "".join(f"<p>Avsnitt {number}.</p>" for number in range(5_000))
    difference = compared(page(many), page(f"{many}<p>Nytt.</p>"))
    assert difference.text == (Change("", "Nytt."),)
