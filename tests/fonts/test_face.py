"""Text shaped by HarfBuzz."""

from __future__ import annotations

import pytest

from drammenworks.fonts.face import Face
from drammenworks.fonts.installed_fonts import TypefaceNotFoundError, find_font


@pytest.fixture(scope="module")
def figtree() -> Face:
    return Face(find_font("Figtree").read(), {"wght": 400})


def test_a_family_is_found_by_its_name() -> None:
    """The name of the package follows from the name of the family."""
    assert find_font("Source Sans 3").path.name == "SourceSans3[wght].ttf"


def test_italics_are_found() -> None:
    """A family's italics are a separate file."""
    assert find_font("Figtree", italic=True).path.name == "Figtree-Italic[wght].ttf"


def test_a_family_that_is_not_installed_is_an_error() -> None:
    """The error names the missing family."""
    with pytest.raises(TypefaceNotFoundError, match="Comic Sans"):
        find_font("Comic Sans")


def test_missing_italics_are_an_error() -> None:
    """Bricolage Grotesque has no italics."""
    with pytest.raises(TypefaceNotFoundError, match="kursiv"):
        find_font("Bricolage Grotesque", italic=True)


def test_pairs_of_letters_are_kerned(figtree: Face) -> None:
    """«AV» is narrower than the sum of its letters."""
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
    """Its path data is empty."""
    ((glyph, _, _),) = figtree.shape(" ").glyphs

    assert figtree.outline(glyph) == ""


def test_an_outline_is_closed_path_data(figtree: Face) -> None:
    """It begins with a move and ends where it began."""
    ((glyph, _, _),) = figtree.shape("l").glyphs

    assert (figtree.outline(glyph)[0], figtree.outline(glyph)[-1]) == ("M", "Z")


def test_symbols_without_a_glyph_are_removed(figtree: Face) -> None:
    """The rest is drawn without a gap."""
    assert figtree.drawable("Fest 🎉 i 👨‍👩‍👧 byen") == "Fest i byen"


def test_text_with_a_missing_letter_is_empty(figtree: Face) -> None:
    """Part of a word would have a different meaning, or none."""
    assert figtree.drawable("Velkommen مرحبا") == ""


def test_decomposed_letters_are_composed(figtree: Face) -> None:
    """«a» with a combining ring is «å»."""
    assert figtree.drawable("pa\N{COMBINING RING ABOVE}") == "på"
