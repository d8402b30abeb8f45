"""Read font files: TrueType and OpenType as they are, and those that are compressed for the web."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path

_COMPRESSED = (b"wOF2", b"wOFF")
"""The signatures of WOFF2 and WOFF (W3C, WOFF File Format 2.0, § 4.1)."""


@lru_cache(maxsize=8)
def read_font(path: Path, digest: str) -> bytes:
    """Return a font without its compression, which HarfBuzz and Typst do not read.

    :param digest: of the file's bytes, by which the result is kept.
    :raises OSError: if the file cannot be read.
    """
    return decompressed(path.read_bytes())


def decompressed(data: bytes) -> bytes:
    """Return the bytes of a font file without compression.

    :raises Exception: of fontTools, if they are compressed and damaged.
    """
    if data[:4] not in _COMPRESSED:
        return data
    # Imported only when needed: half a megabyte of Python.
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    font.flavor = None
    buffer = io.BytesIO()
    font.save(buffer, reorderTables=None)
    return buffer.getvalue()
