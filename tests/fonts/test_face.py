"""Text measured and drawn by HarfBuzz."""

from __future__ import annotations

import pytest

from drammenworks.fonts.face import Face
from drammenworks.fonts.typeface import TypefaceNotFoundError, find_font


@pytest.fixture(scope="module")
def figtree() -> Face:
    return Face(find_font("Figtree").read(), {"wght": 400})


def test_a_family_is_found_by_its_name() -> None:
    """The words of a family's name are those of its package."""
    assert find_font("Source Sans 3").path.name == "SourceSans3[wght].ttf"


def test_italics_are_found() -> None:
    """A family's italics are a file of their own."""
    assert find_font("Figtree", italic=True).path.name == "Figtree-Italic[wght].ttf"


def test_a_family_that_is_not_installed_is_an_error() -> None:
    """Whoever asks gets to know which family is missing."""
    with pytest.raises(TypefaceNotFoundError, match="Comic Sans"):
        find_font("Comic Sans")


def test_italics_that_a_family_has_not_are_an_error() -> None:
    """Bricolage Grotesque has no italics."""
    with pytest.raises(TypefaceNotFoundError, match="kursiv"):
        find_font("Bricolage Grotesque", italic=True)


def test_pairs_of_letters_are_kerned(figtree: Face) -> None:
    """«AV» is narrower than its letters apart."""
    apart = figtree.shape("A").width + figtree.shape("V").width

    assert figtree.shape("AV").width < apart


def test_bold_text_is_wider(figtree: Face) -> None:
    """The weight is one of the axes."""
    bold = Face(find_font("Figtree").read(), {"wght": 900})

    assert figtree.shape("Drammen").width < bold.shape("Drammen").width


def test_tracking_is_between_letters_only(figtree: Face) -> None:
    """Three letters have two spaces between them."""
    assert figtree.shape("ABC").width + 0.2 == pytest.approx(figtree.shape("ABC", tracking=0.1).width)


def test_a_space_has_no_outline(figtree: Face) -> None:
    """There is nothing to draw of it."""
    ((glyph, _, _),) = figtree.shape(" ").glyphs

    assert figtree.outline(glyph) == ""


def test_an_outline_is_closed_path_data(figtree: Face) -> None:
    """It begins with a move and ends where it began."""
    ((glyph, _, _),) = figtree.shape("l").glyphs

    assert (figtree.outline(glyph)[0], figtree.outline(glyph)[-1]) == ("M", "Z")


def test_signs_without_a_glyph_are_left_out(figtree: Face) -> None:
    """What remains is set as if they were not there."""
    assert figtree.drawable("Fest 🎉 i 👨‍👩‍👧 byen") == "Fest i byen"


def test_text_without_its_letters_is_nothing(figtree: Face) -> None:
    """Half a word in another script would say something else, or nothing."""
    assert figtree.drawable("Velkommen مرحبا") == ""


def test_decomposed_letters_are_drawn_as_the_letters_they_are(figtree: Face) -> None:
    """«å» as «a» and a ring is one letter."""
    assert figtree.drawable("pa\N{COMBINING RING ABOVE}") == "på"
