"""PNG: a row of chunks (W3C PNG, third edition, § 5.3)."""

from __future__ import annotations

import struct
import zlib

from drammenworks.images.stripping.orientation import orientation_exif

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PICTURE = frozenset(
    [b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"acTL", b"fcTL", b"fdAT", b"bKGD", b"pHYs"]
)
_COLOURS = frozenset([b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"cLLI"])
_KEPT = _PICTURE | _COLOURS
"""What the picture cannot do without; texts, times, Exif and everything private are not among it."""


def strip_png(data: bytes, orientation: int) -> bytes:
    """Return the picture with its colours and orientation; what follows its end is left out as well.

    :raises ValueError: if it ends too soon.
    """
    parts, at, kind = [_SIGNATURE], len(_SIGNATURE), b""
    while kind != b"IEND":
        header = data[at : at + 8]
        if len(header) < 8:
            raise ValueError("no end")
        size, kind = struct.unpack(">I4s", header)
        if kind in _KEPT:
            parts.append(data[at : at + 12 + size])
        if kind == b"IHDR" and orientation != 1:
            parts.append(_chunk(b"eXIf", orientation_exif(orientation)))
        at += 12 + size
    return b"".join(parts)


def _chunk(kind: bytes, payload: bytes) -> bytes:
    return struct.pack(">I", len(payload)) + kind + payload + struct.pack(">I", zlib.crc32(kind + payload))
