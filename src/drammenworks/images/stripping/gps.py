"""Remove the position from an original, and leave everything else in it: its maker, its time, its pixels.

The bytes are changed in place, so that no offset into the file differs, whatever its format.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

_TIFF = re.compile(rb"II\*\0|MM\0\*")
_GPS = 0x8825
_ENTRY = 12
_MAX_ENTRIES = 512
"""A directory of Exif has some dozens."""
_TYPE_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
"""Bytes of a value, by the type of the entry (TIFF 6.0, and 13 of its supplement)."""
_XMP = re.compile(
    rb"""
    \s[\w-]{1,40}:(?:GPS|Gps)\w{1,40}\s*=\s*(?:"[^"<]{0,400}"|'[^'<]{0,400}')
    | <([\w-]{1,40}:(?:GPS|Gps)\w{1,40})(?:\s[^<>]{0,400})?>[^<]{0,400}</\1\s*>
    """,
    re.VERBOSE,
)
"""A property of XMP with a part of a position: an attribute or an element, of Exif or of a drone."""
_PNG = b"\x89PNG\r\n\x1a\n"


def without_position(data: bytes) -> bytes:
    """Return an image without its position; the same bytes where it has none in plain sight."""
    changed = bytearray(data)
    for header in _TIFF.finditer(data):
        _blank_gps(changed, header.start())
    for found in _XMP.finditer(data):
        changed[found.start() : found.end()] = b" " * (found.end() - found.start())
    if changed != data and data.startswith(_PNG):
        _correct_checksums(changed)
    return bytes(changed)


def _blank_gps(data: bytearray, start: int) -> None:
    """Remove the GPS directory from Exif that begins at ``start``, if these are Exif (CIPA DC-008 § 4.6)."""
    order = "<" if data[start : start + 2] == b"II" else ">"
    try:
        (offset,) = struct.unpack_from(f"{order}I", data, start + 4)
        entries = list(_entries(data, start, offset, order))
        gps = next((entry for entry in entries if entry[1] == _GPS), None)
        if gps is None:
            return
        at, _, _, _ = gps
        (directory,) = struct.unpack_from(f"{order}I", data, at + 8)
        for place, size in list(_extents(data, start, directory, order)):
            data[place : place + size] = bytes(size)
    except (struct.error, ValueError):
        # Bytes that look like the beginning of Exif by chance.
        return
    # The entries after it move up, with the offset of the next directory; what they point to stays.
    end = start + offset + 2 + len(entries) * _ENTRY + 4
    data[at : end - _ENTRY] = data[at + _ENTRY : end]
    data[end - _ENTRY : end] = bytes(_ENTRY)
    struct.pack_into(f"{order}H", data, start + offset, len(entries) - 1)


def _entries(data: bytearray, start: int, offset: int, order: str) -> Iterator[tuple[int, int, int, int]]:
    """Yield place, tag, type and count of each entry of a directory.

    :raises ValueError: if there is no directory at the offset.
    """
    (count,) = struct.unpack_from(f"{order}H", data, start + offset)
    if not 0 < count <= _MAX_ENTRIES:
        raise ValueError("not a directory")
    for number in range(count):
        at = start + offset + 2 + number * _ENTRY
        tag, kind, length = struct.unpack_from(f"{order}HHI", data, at)
        if kind not in _TYPE_SIZES:
            raise ValueError("not an entry")
        yield at, tag, kind, length


def _extents(data: bytearray, start: int, directory: int, order: str) -> Iterator[tuple[int, int]]:
    """Yield place and size of the values of a directory, and of the directory itself."""
    entries = list(_entries(data, start, directory, order))
    for at, _, kind, length in entries:
        size = _TYPE_SIZES[kind] * length
        if size > 4:
            (value,) = struct.unpack_from(f"{order}I", data, at + 8)
            if start + value + size > len(data):
                raise ValueError("a value is outside the file")
            yield start + value, size
    yield start + directory, 2 + len(entries) * _ENTRY


def _correct_checksums(data: bytearray) -> None:
    """Write the checksum of every PNG chunk again (W3C PNG, § 5.3)."""
    at = len(_PNG)
    while at + 12 <= len(data):
        (size,) = struct.unpack_from(">I", data, at)
        end = at + 8 + size
        if end + 4 > len(data):
            return
        struct.pack_into(">I", data, end, zlib.crc32(bytes(data[at + 4 : end])))
        at = end + 4
