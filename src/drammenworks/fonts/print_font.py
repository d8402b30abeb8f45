"""A typeface for typesetting: its axes are pinned as its brand uses it, and it is named by its role."""

from __future__ import annotations

import io

import uharfbuzz as hb

from drammenworks.fonts.installed_fonts import Typeface
from drammenworks.fonts.webfont import keep_weights

PRINT_FONT_VERSION = "1"
"""Part of every cache key: increment it when this module gives other bytes."""

_FAMILY_NAMES = (1, 4, 6, 16)
_NAMES = (*_FAMILY_NAMES, 2, 3, 17, 21, 22, 25)


def make_print_font(data: bytes, typeface: Typeface, family: str) -> bytes:
    """Return a font file with all its characters and the weights in use, in the TrueType format.

    :param family: what templates call it. Its own family name may be reserved for the font as it was (OFL
        1.1, § 3), and some variable fonts are named after one instance of theirs.
    """
    # Imported only when needed: half a megabyte of Python, for a result that is cached.
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    face = hb.Face(hb.Blob(data))
    subset = hb.SubsetInput()
    subset.keep_everything()
    keep_weights(subset, face, typeface)
    font = TTFont(io.BytesIO(subset.subset(face).blob.data), recalcTimestamp=False)
    names = font["name"]
    for name_id in _NAMES:
        names.removeNames(nameID=name_id)
    for name_id in _FAMILY_NAMES:
        names.setName(family, name_id, 3, 1, 0x409)
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()
