"""Strip AVIF and HEIC: nested boxes (ISO/IEC 14496-12) with offsets into the file.

Metadata is overwritten in place, so that no offset changes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from drammenworks.images.stripping.orientation_exif import EMPTY_EXIF

_IMAGE = frozenset([b"ftyp", b"meta", b"mdat", b"moov", b"mini"])
"""The top-level boxes of an image; the rest are metadata, and the video of a «live» photo."""
_EMPTY_XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"/>'


@dataclass(frozen=True, slots=True)
class _Box:
    kind: bytes
    offset: int
    """The start of its header."""
    start: int
    """The start of its contents."""
    end: int


def strip_isobmff(data: bytes, orientation: int) -> bytes:
    """Return the image. Its own ``irot`` property has the orientation, so that ``orientation`` is ignored.

    :raises ValueError: or IndexError, if the box structure is damaged.
    """
    stripped = bytearray(data)
    for box in _boxes(data, 0, len(data)):
        if box.kind not in _IMAGE:
            stripped[box.offset + 4 : box.offset + 8] = b"free"
            stripped[box.start : box.end] = bytes(box.end - box.start)
        elif box.kind == b"meta":
            for kind, extents in _metadata(data, box):
                for start, end in extents:
                    stripped[start:end] = _blank(kind, end - start)
    return bytes(stripped)


def _blank(kind: bytes, size: int) -> bytes:
    # An Exif item begins with the offset of its TIFF header (ISO/IEC 23008-12 § A.2.1), here 0.
    empty = bytes(4) + EMPTY_EXIF if kind == b"Exif" else _EMPTY_XMP
    filler = b"\0" if kind == b"Exif" else b" "
    return empty.ljust(size, filler) if len(empty) <= size else filler * size


def _metadata(data: bytes, meta: _Box) -> Iterator[tuple[bytes, list[tuple[int, int]]]]:
    """Yield the type of every metadata item, and the extents of its bytes in the file."""
    inner = {box.kind: box for box in _boxes(data, meta.start + 4, meta.end)}
    if b"iinf" not in inner or b"iloc" not in inner:
        return
    base = inner[b"idat"].start if b"idat" in inner else 0
    extents = dict(_extents(data, inner[b"iloc"], base))
    info = inner[b"iinf"]
    first = info.start + (6 if data[info.start] == 0 else 8)
    for entry in _boxes(data, first, info.end):
        # The id has two bytes in version 2 and four in version 3; two bytes of protection index precede the
        # type.
        wide = data[entry.start] >= 3
        at = entry.start + 4
        item = int.from_bytes(data[at : at + (4 if wide else 2)], "big")
        kind = data[at + (6 if wide else 4) :][:4]
        if kind in (b"Exif", b"mime", b"uri "):
            yield kind, extents.get(item, [])


def _extents(data: bytes, iloc: _Box, idat: int) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Yield the id of every item, and the extents of its bytes in the file (ISO/IEC 14496-12 § 8.11.3)."""
    version, sizes, more = data[iloc.start], data[iloc.start + 4], data[iloc.start + 5]
    reader = _IntReader(data, iloc.start + 6)
    count = reader.read_int(2 if version < 2 else 4)
    for _ in range(count):
        item = reader.read_int(2 if version < 2 else 4)
        in_idat = version > 0 and reader.read_int(2) & 15 == 1
        reader.read_int(2)
        base = reader.read_int(more >> 4) + (idat if in_idat else 0)
        extents: list[tuple[int, int]] = []
        for _ in range(reader.read_int(2)):
            if version > 0:
                reader.read_int(more & 15)
            start = base + reader.read_int(sizes >> 4)
            extents.append((start, start + reader.read_int(sizes & 15)))
        if any(end > len(data) for _, end in extents):
            raise ValueError("an item is outside the file")
        yield item, extents


@dataclass(slots=True)
class _IntReader:
    """Reads big-endian integers in sequence."""

    data: bytes
    position: int

    def read_int(self, size: int) -> int:
        """Return the next integer of ``size`` bytes; 0 for no bytes.

        :raises ValueError: if the data ends before it.
        """
        if self.position + size > len(self.data):
            raise ValueError("a truncated integer")
        value = int.from_bytes(self.data[self.position : self.position + size], "big")
        self.position += size
        return value


def _boxes(data: bytes, at: int, end: int) -> Iterator[_Box]:
    while at + 8 <= end:
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        start = at + 8
        if size == 1:
            size, start = int.from_bytes(data[start : start + 8], "big"), at + 16
        elif size == 0:
            size = end - at
        if size < start - at or at + size > end:
            raise ValueError("a truncated box")
        yield _Box(kind, at, start, at + size)
        at += size
