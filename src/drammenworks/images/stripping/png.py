"""Strip PNG, a sequence of chunks (W3C PNG, third edition, § 5.3)."""

from __future__ import annotations

import struct
import zlib

from drammenworks.images.stripping.orientation_exif import orientation_exif

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_IMAGE = frozenset([b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"acTL", b"fcTL", b"fdAT", b"bKGD", b"pHYs"])
_COLOURS = frozenset([b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"cLLI"])
_ALLOWED = _IMAGE | _COLOURS
"""The chunks that affect rendering; text, time, Exif and private chunks are metadata."""


def strip_png(data: bytes, orientation: int) -> bytes:
    """Return the image with its colour profile and orientation, without data after its end.

    :raises ValueError: if it is truncated.
    """
    parts, at, kind = [_SIGNATURE], len(_SIGNATURE), b""
    while kind != b"IEND":
        header = data[at : at + 8]
        if len(header) < 8:
            raise ValueError("truncated")
        size, kind = struct.unpack(">I4s", header)
        if kind in _ALLOWED:
            parts.append(data[at : at + 12 + size])
        if kind == b"IHDR" and orientation != 1:
            parts.append(_chunk(b"eXIf", orientation_exif(orientation)))
        at += 12 + size
    return b"".join(parts)


def _chunk(kind: bytes, payload: bytes) -> bytes:
    return struct.pack(">I", len(payload)) + kind + payload + struct.pack(">I", zlib.crc32(kind + payload))
