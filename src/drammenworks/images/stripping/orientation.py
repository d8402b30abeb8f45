"""Say which way is up, and nothing else, in the form that all readers know."""

from __future__ import annotations

import struct

EMPTY_EXIF = b"MM\0*" + struct.pack(">IHI", 8, 0, 0)
"""A TIFF header and a directory without entries."""


def orientation_exif(orientation: int) -> bytes:
    """Return Exif (CIPA DC-008 § 4.5) with the one tag 274."""
    entry = struct.pack(">HHIHH", 274, 3, 1, orientation, 0)
    return b"MM\0*" + struct.pack(">IH", 8, 1) + entry + bytes(4)
