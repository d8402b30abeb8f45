"""Exif with an orientation and nothing else."""

from __future__ import annotations

import struct

EMPTY_EXIF = b"MM\0*" + struct.pack(">IHI", 8, 0, 0)
"""A TIFF header and an empty directory."""


def orientation_exif(orientation: int) -> bytes:
    """Return Exif (CIPA DC-008 § 4.5) with the orientation, tag 274, alone."""
    entry = struct.pack(">HHIHH", 274, 3, 1, orientation, 0)
    return b"MM\0*" + struct.pack(">IH", 8, 1) + entry + bytes(4)
