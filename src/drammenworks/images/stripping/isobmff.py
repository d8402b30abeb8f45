"""AVIF and HEIC: boxes in boxes (ISO/IEC 14496-12), which point at each other by their places in the file.

Nothing is moved, so that nothing has to be pointed at anew: what is metadata is overwritten where it lies.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from drammenworks.images.stripping.orientation import EMPTY_EXIF

_PICTURE = frozenset([b"ftyp", b"meta", b"mdat", b"moov", b"mini"])
"""The outermost boxes of a picture; others are notes, and the film of a «live» photo."""
_EMPTY_XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"/>'


@dataclass(frozen=True, slots=True)
class _Box:
    kind: bytes
    place: int
    """Where the box begins."""
    start: int
    """Where its contents do."""
    end: int


def strip_isobmff(data: bytes, orientation: int) -> bytes:
    """Return the picture; which way is up it says itself (``irot``), whatever ``orientation`` says.

    :raises ValueError: or IndexError, if its boxes do not lie in each other.
    """
    stripped = bytearray(data)
    for box in _boxes(data, 0, len(data)):
        if box.kind not in _PICTURE:
            stripped[box.place + 4 : box.place + 8] = b"free"
            stripped[box.start : box.end] = bytes(box.end - box.start)
        elif box.kind == b"meta":
            for kind, extents in _metadata(data, box):
                for start, end in extents:
                    stripped[start:end] = _nothing(kind, end - start)
    return bytes(stripped)


def _nothing(kind: bytes, size: int) -> bytes:
    # Exif begins with where its TIFF header is (ISO/IEC 23008-12 § A.2.1); here it follows at once.
    empty = bytes(4) + EMPTY_EXIF if kind == b"Exif" else _EMPTY_XMP
    filler = b"\0" if kind == b"Exif" else b" "
    return empty.ljust(size, filler) if len(empty) <= size else filler * size


def _metadata(data: bytes, meta: _Box) -> Iterator[tuple[bytes, list[tuple[int, int]]]]:
    """Yield the type of every item that is metadata, and where its bytes lie."""
    inner = {box.kind: box for box in _boxes(data, meta.start + 4, meta.end)}
    if b"iinf" not in inner or b"iloc" not in inner:
        return
    base = inner[b"idat"].start if b"idat" in inner else 0
    places = dict(_places(data, inner[b"iloc"], base))
    info = inner[b"iinf"]
    first = info.start + (6 if data[info.start] == 0 else 8)
    for entry in _boxes(data, first, info.end):
        # Version 2 has an id of two bytes, version 3 of four; a type follows after two bytes of protection.
        wide = data[entry.start] >= 3
        at = entry.start + 4
        item = int.from_bytes(data[at : at + (4 if wide else 2)], "big")
        kind = data[at + (6 if wide else 4) :][:4]
        if kind in (b"Exif", b"mime", b"uri "):
            yield kind, places.get(item, [])


def _places(data: bytes, iloc: _Box, idat: int) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Yield items and where their bytes lie in the file (ISO/IEC 14496-12 § 8.11.3)."""
    version, sizes, more = data[iloc.start], data[iloc.start + 4], data[iloc.start + 5]
    reader = _Reader(data, iloc.start + 6)
    count = reader.number(2 if version < 2 else 4)
    for _ in range(count):
        item = reader.number(2 if version < 2 else 4)
        in_idat = version > 0 and reader.number(2) & 15 == 1
        reader.number(2)
        base = reader.number(more >> 4) + (idat if in_idat else 0)
        extents: list[tuple[int, int]] = []
        for _ in range(reader.number(2)):
            if version > 0:
                reader.number(more & 15)
            start = base + reader.number(sizes >> 4)
            extents.append((start, start + reader.number(sizes & 15)))
        if any(end > len(data) for _, end in extents):
            raise ValueError("an item lies outside the file")
        yield item, extents


@dataclass(slots=True)
class _Reader:
    data: bytes
    at: int

    def number(self, size: int) -> int:
        """Return the next number of ``size`` bytes; none is 0.

        :raises ValueError: if there are not so many left.
        """
        if self.at + size > len(self.data):
            raise ValueError("a number that is not whole")
        value = int.from_bytes(self.data[self.at : self.at + size], "big")
        self.at += size
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
            raise ValueError("a box that is not whole")
        yield _Box(kind, at, start, at + size)
        at += size
