"""Strip JPEG, a sequence of segments with markers (ITU-T T.81 annex B), most of which are metadata."""

from __future__ import annotations

import struct

from drammenworks.images.stripping.orientation_exif import orientation_exif

_START, _END = 0xD8, 0xD9
_SCAN, _COMMENT = 0xDA, 0xFE
_APPLICATION = range(0xE0, 0xF0)
_RESTARTS = range(0xD0, 0xD8)
_JFIF, _ICC, _ADOBE = b"JFIF\0", b"ICC_PROFILE\0", b"Adobe"
_JFIF_SIZE = 14
"""Bytes of a JFIF header without its thumbnail; the last two are the thumbnail's width and height."""


def strip_jpeg(data: bytes, orientation: int) -> bytes:
    """Return the image with its colour profile and orientation, without data after its end.

    :raises ValueError: or IndexError, if the segment structure is damaged.
    """
    parts = [b"\xff\xd8"]
    if orientation != 1:
        parts.append(_segment(0xE1, b"Exif\0\0" + orientation_exif(orientation)))
    at = 2
    while True:
        if data[at] != 0xFF:
            raise ValueError("expected a marker")
        while data[at + 1] == 0xFF:  # Padding (§ B.1.1.2).
            at += 1
        marker = data[at + 1]
        if marker == _END:
            return b"".join([*parts, b"\xff\xd9"])
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        payload, end = data[at + 4 : at + 2 + size], at + 2 + size
        if marker == _SCAN:
            end = _end_of_scan(data, end)
            parts.append(data[at:end])
        elif marker == _APPLICATION[0] and payload.startswith(_JFIF):
            parts.append(_segment(marker, payload[: _JFIF_SIZE - 2] + bytes(2)))
        elif (marker not in _APPLICATION and marker != _COMMENT) or payload.startswith((_ICC, _ADOBE)):
            parts.append(data[at:end])
        at = end


def _end_of_scan(data: bytes, at: int) -> int:
    """Return the end of the entropy-coded data: the first marker except byte stuffing and restarts."""
    while True:
        at = data.index(b"\xff", at)
        if data[at + 1] != 0 and data[at + 1] not in _RESTARTS:
            return at
        at += 2


def _segment(marker: int, payload: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload
