"""Strip GIF, a sequence of blocks (GIF89a specification, 1990)."""

from __future__ import annotations

_IMAGE, _EXTENSION, _TRAILER = 0x2C, 0x21, 0x3B
_GRAPHIC_CONTROL, _APPLICATION = 0xF9, 0xFF
_LOOP_COUNTS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
"""Application extensions with the loop count of an animation; the rest are private to an application."""


def strip_gif(data: bytes, orientation: int) -> bytes:
    """Return the image without comments. GIF has no orientation, so that ``orientation`` is 1.

    :raises IndexError: or ValueError, if the block structure is damaged.
    """
    at = 13 + _table_size(data[10])
    parts = [data[:at]]
    while data[at] != _TRAILER:
        if data[at] == _IMAGE:
            end = _end_of_blocks(data, at + 10 + _table_size(data[at + 9]) + 1)
            parts.append(data[at:end])
        elif data[at] == _EXTENSION:
            end = _end_of_blocks(data, at + 2)
            label, name = data[at + 1], data[at + 3 : at + 14]
            if label == _GRAPHIC_CONTROL or (label == _APPLICATION and name in _LOOP_COUNTS):
                parts.append(data[at:end])
        else:
            raise ValueError("expected a block")
        at = end
    return b"".join([*parts, bytes([_TRAILER])])


def _table_size(flags: int) -> int:
    """Return the size in bytes of the colour table that ``flags`` describe."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _end_of_blocks(data: bytes, at: int) -> int:
    while data[at]:
        at += data[at] + 1
    return at + 1
