"""A typeface for the web: the part that pages use, as WOFF2."""

from __future__ import annotations

import io

import uharfbuzz as hb

from drammenworks.fonts.typeface import Typeface

CHARACTERS = frozenset(
    chr(code)
    for codes in (
        range(0x20, 0x7F),
        range(0xA0, 0x180),  # Latin-1 with æøå, and Extended-A with the letters of Sámi and its neighbours.
        range(0x2009, 0x2016),  # Thin spaces, hyphens that do not break, dashes.
        range(0x2018, 0x2023),  # Quotation marks, bullets.
        (0x2026, 0x202F, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044, 0x20AC, 0x2116, 0x2122),
        range(0x2190, 0x2194),  # Arrows, where the typeface has them.
        (0x2212, 0x2215, 0x2248, 0x2260, 0x2264, 0x2265),
    )
    for code in codes
)
"""What Norwegian and English are written with; a browser takes another sign from another typeface."""

RECIPE = "1"
"""Raised when typefaces are prepared in another way."""

_NAMES = {0, 13, 14}
"""Copyright and licence (OFL 1.1, § 2). The family's name may be reserved for the whole of it (§ 3)."""


def make_webfont(data: bytes, typeface: Typeface) -> bytes:
    """Return a typeface with ``CHARACTERS`` and the weights in use, as WOFF2."""
    # Half a megabyte of Python, for something that is done once.
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    face = hb.Face(hb.Blob(data))
    wanted = hb.SubsetInput()
    wanted.unicode_set.update(map(ord, CHARACTERS))
    wanted.name_id_set.clear()
    wanted.name_id_set.update(_NAMES)
    for axis, value in typeface.axes:
        wanted.pin_axis_location(face, axis, value)
    lightest, heaviest = typeface.weights
    if lightest == heaviest:
        wanted.pin_axis_location(face, "wght", lightest)
    else:
        wanted.set_axis_range(face, "wght", lightest, heaviest)
    font = TTFont(io.BytesIO(wanted.subset(face).blob.data), recalcTimestamp=False)
    font.flavor = "woff2"
    packed = io.BytesIO()
    font.save(packed)
    return packed.getvalue()
