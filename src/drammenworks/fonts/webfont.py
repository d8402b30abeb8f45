"""Subset a typeface to the characters and weights that pages use, as WOFF2."""

from __future__ import annotations

import io

import uharfbuzz as hb

from drammenworks.fonts.installed_fonts import Typeface

CHARACTERS = frozenset(
    chr(code)
    for codes in (
        range(0x20, 0x7F),
        range(0xA0, 0x180),  # Latin-1 with æøå, and Latin Extended-A with the letters of Sámi.
        range(0x2009, 0x2016),  # Thin spaces, no-break hyphens, dashes.
        range(0x2018, 0x2023),  # Quotation marks, bullets.
        (0x2026, 0x202F, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044, 0x20AC, 0x2116, 0x2122),
        range(0x2190, 0x2194),  # Arrows, where the typeface has them.
        (0x2212, 0x2215, 0x2248, 0x2260, 0x2264, 0x2265),
    )
    for code in codes
)
"""The characters of Norwegian and English; browsers take the rest from a fallback font."""

WEBFONT_VERSION = "1"
"""Part of every cache key: increment it when subsetting changes."""

_NAME_IDS = {0, 13, 14}
"""Copyright and licence (OFL 1.1, § 2). The family name is removed, since it may be reserved for the full
font (§ 3).
"""


def make_webfont(data: bytes, typeface: Typeface) -> bytes:
    """Return the subset of a font with ``CHARACTERS`` and the weights in use, as WOFF2."""
    # Imported only when needed: half a megabyte of Python, for a result that is cached.
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    face = hb.Face(hb.Blob(data))
    subset = hb.SubsetInput()
    subset.unicode_set.update(map(ord, CHARACTERS))
    subset.name_id_set.clear()
    subset.name_id_set.update(_NAME_IDS)
    keep_weights(subset, face, typeface)
    font = TTFont(io.BytesIO(subset.subset(face).blob.data), recalcTimestamp=False)
    font.flavor = "woff2"
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def keep_weights(subset: hb.SubsetInput, face: hb.Face, typeface: Typeface) -> None:
    """Leave of a variable font the weights in use, and of its other axes the values that the brand chose."""
    for axis, value in typeface.axes:
        subset.pin_axis_location(face, axis, value)
    lightest, heaviest = typeface.weights
    if lightest == heaviest:
        subset.pin_axis_location(face, "wght", lightest)
    else:
        subset.set_axis_range(face, "wght", lightest, heaviest)
