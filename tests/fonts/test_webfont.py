"""Web fonts and their fallback fonts."""

from __future__ import annotations

import io

import pytest
from fontTools.ttLib import TTFont

from drammenworks.fonts.face import Face
from drammenworks.fonts.fallback import fallback_metrics
from drammenworks.fonts.installed_fonts import Typeface, find_font
from drammenworks.fonts.webfont import CHARACTERS, make_webfont

_DATA = find_font("Figtree").read()


def _font(typeface: Typeface) -> TTFont:
    return TTFont(io.BytesIO(make_webfont(_DATA, typeface)))


def test_a_web_font_is_woff2_and_much_smaller() -> None:
    """Unused characters and weights are removed."""
    packed = make_webfont(_DATA, Typeface("Figtree", (400, 800)))

    assert packed[:4] == b"wOF2"
    assert len(packed) < len(_DATA) / 2.5


def test_a_web_font_has_the_characters_of_norwegian() -> None:
    """Letters, quotation marks, dashes, the minus sign and no-break spaces."""
    covered = {chr(code) for code in _font(Typeface("Figtree", (400, 400))).getBestCmap()}

    assert set("æøåÆØÅéèêóòôüÜäÄöÖčđŋšž«»‘’“”–—…−\u00a0·×½°€") <= covered
    assert covered <= CHARACTERS


def test_the_weight_axis_is_limited_to_the_weights_in_use() -> None:
    """The range of the axis is exact."""
    (axis,) = _font(Typeface("Figtree", (400, 700)))["fvar"].axes

    assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", 400, 700)


def test_a_single_weight_has_no_axis() -> None:
    """The file is smaller without it."""
    assert "fvar" not in _font(Typeface("Figtree", (800, 800)))


@pytest.mark.parametrize("weights", [(1, 1000), (950, 950), (100, 200)])
def test_a_missing_weight_is_replaced_by_the_nearest(weights: tuple[int, int]) -> None:
    """As browsers do."""
    assert "glyf" in _font(Typeface("Figtree", weights))


def test_a_missing_axis_is_ignored() -> None:
    """Figtree has no optical sizes."""
    with_axis = make_webfont(_DATA, Typeface("Figtree", (400, 400), (("opsz", 12.0),)))

    assert make_webfont(_DATA, Typeface("Figtree", (400, 400))) == with_axis


def test_subsetting_is_reproducible() -> None:
    """Byte for byte, whatever the time is."""
    typeface = Typeface("Figtree", (400, 800))

    assert make_webfont(_DATA, typeface) == make_webfont(_DATA, typeface)


def test_kerning_remains() -> None:
    """«AV» is as narrow as before."""
    plain = io.BytesIO()
    font = _font(Typeface("Figtree", (400, 400)))
    font.flavor = None
    font.save(plain)

    before, after = Face(_DATA, {"wght": 400}), Face(plain.getvalue(), {})
    assert before.shape("AV").width == pytest.approx(after.shape("AV").width)


def test_a_fallback_font_has_the_metrics_of_the_web_font() -> None:
    """Its lines take the same space."""
    face = Face(_DATA, {"wght": 400})
    fallback = fallback_metrics(face, 400, serif=False)

    assert fallback.names[0] == "Arial"
    assert 0.9 < fallback.size_adjust < 1.1
    assert face.extents == pytest.approx(
        tuple(
            share * fallback.size_adjust for share in (fallback.ascent, fallback.descent, fallback.line_gap)
        )
    )


def test_a_fallback_font_has_the_style_of_the_web_font() -> None:
    """With serifs for serifs, and bold for bold."""
    fraunces = find_font("Fraunces")
    face = Face(fraunces.read(), {"wght": 650})

    assert fraunces.serif
    assert fallback_metrics(face, 650, serif=fraunces.serif).names[0] == "Times New Roman Bold"
