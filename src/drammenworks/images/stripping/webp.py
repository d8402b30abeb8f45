"""Strip WebP, a RIFF file of chunks (RFC 9649 § 2)."""

from __future__ import annotations

import struct

from drammenworks.images.stripping.orientation_exif import orientation_exif

_ALLOWED = frozenset([b"VP8 ", b"VP8L", b"VP8X", b"ICCP", b"ALPH", b"ANIM", b"ANMF"])
_HAS_EXIF, _HAS_XMP = 0x08, 0x04
"""Flags in the first byte of VP8X."""


def strip_webp(data: bytes, orientation: int) -> bytes:
    """Return the image with its colour profile and orientation, without data after its end."""
    end = 8 + int.from_bytes(data[4:8], "little")
    parts, at = [b"WEBP"], 12
    exif = orientation != 1 and data[12:16] == b"VP8X"
    while at + 8 <= end:
        kind, size = struct.unpack("<4sI", data[at : at + 8])
        payload = data[at + 8 : at + 8 + size]
        if kind == b"VP8X":
            flags = payload[0] & ~(_HAS_EXIF | _HAS_XMP) | (_HAS_EXIF if exif else 0)
            payload = bytes([flags]) + payload[1:]
        if kind in _ALLOWED:
            parts.append(_chunk(kind, payload))
        at += 8 + size + size % 2
    if exif:
        parts.append(_chunk(b"EXIF", orientation_exif(orientation)))
    body = b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _chunk(kind: bytes, payload: bytes) -> bytes:
    return kind + struct.pack("<I", len(payload)) + payload + bytes(len(payload) % 2)
