"""A brand's own font files, which lie in its theme."""

from __future__ import annotations

import io
from pathlib import Path

from drammenworks.base.digests import digest
from drammenworks.errors import Phrase
from drammenworks.fonts.installed_fonts import FontFile
from drammenworks.fonts.read_font import decompressed

_SIGNATURES = (b"\x00\x01\x00\x00", b"OTTO", b"true", b"wOF2", b"wOFF")
_COLLECTION = b"ttcf"
_LETTERS = frozenset(map(ord, "abcdefghijklmnopqrstuvwxyzæøåABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ0123456789"))
_SERIFS = (range(1, 6), range(7, 8))
"""Classes of typefaces with serifs (OpenType, OS/2, sFamilyClass)."""
_LATIN_TEXT, _WITH_SERIFS = 2, range(2, 11)
"""Of PANOSE: the kind of family, and the styles of serifs."""
_MOST = 8_000_000
"""Bytes of a file; one with all scripts of Europe takes a tenth."""


class FontUnusableError(Exception):
    """A file cannot be used as a font, for a reason."""

    def __init__(self, reason: Phrase) -> None:
        super().__init__(reason)
        self.reason = reason


def theme_font(path: Path) -> FontFile:
    """Return a font file of a theme.

    :raises FontUnusableError: if it is no font, or lacks letters of Norwegian.
    :raises OSError: if it cannot be read.
    """
    data = path.read_bytes()
    if len(data) > _MOST:
        raise FontUnusableError(Phrase("den er på over 8 MB"))
    if data[:4] == _COLLECTION:
        raise FontUnusableError(Phrase("den er en samling av skrifter (TTC); lagre den ene som TTF"))
    if data[:4] not in _SIGNATURES:
        raise FontUnusableError(Phrase("den er ikke en skrift"))
    try:
        letters, is_serif = _examine(decompressed(data))
    # Whatever fontTools makes of damaged bytes.
    except Exception as error:
        raise FontUnusableError(Phrase("den er skadet, eller bare en del av en skrift")) from error
    missing = sorted(map(chr, _LETTERS - letters))
    if missing:
        raise FontUnusableError(Phrase("den mangler {letters}", letters=" ".join(missing[:10])))
    return FontFile(path, digest(data), is_serif)


def _examine(data: bytes) -> tuple[frozenset[int], bool]:
    """Return the characters of a font, and whether its letters have serifs."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    font = TTFont(io.BytesIO(data), lazy=True)
    characters = frozenset(font.getBestCmap())
    names = font.getGlyphSet()
    # A table that is cut off is found out when it is read.
    names[font.getBestCmap().get(ord("a"), ".notdef")]
    table = font["OS/2"]
    family_class = table.sFamilyClass >> 8
    panose = table.panose
    is_serif = any(family_class in classes for classes in _SERIFS) or (
        panose.bFamilyType == _LATIN_TEXT and panose.bSerifStyle in _WITH_SERIFS
    )
    return characters, is_serif
