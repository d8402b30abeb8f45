"""GIF: a row of blocks (GIF89a specification, 1990)."""

from __future__ import annotations

_IMAGE, _EXTENSION, _TRAILER = 0x2C, 0x21, 0x3B
_GRAPHIC_CONTROL, _APPLICATION = 0xF9, 0xFF
_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
"""How often an animation is shown; other applications' blocks are notes to themselves."""


def strip_gif(data: bytes, orientation: int) -> bytes:
    """Return the picture without comments; GIF cannot say which way is up, so that ``orientation`` is 1.

    :raises IndexError: or ValueError, if its blocks do not follow each other.
    """
    at = 13 + _table(data[10])
    parts = [data[:at]]
    while data[at] != _TRAILER:
        if data[at] == _IMAGE:
            end = _end_of_blocks(data, at + 10 + _table(data[at + 9]) + 1)
            parts.append(data[at:end])
        elif data[at] == _EXTENSION:
            end = _end_of_blocks(data, at + 2)
            label, name = data[at + 1], data[at + 3 : at + 14]
            if label == _GRAPHIC_CONTROL or (label == _APPLICATION and name in _LOOPS):
                parts.append(data[at:end])
        else:
            raise ValueError("no block where one is due")
        at = end
    return b"".join([*parts, bytes([_TRAILER])])


def _table(flags: int) -> int:
    """Return how many bytes the colour table takes that ``flags`` tell of."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _end_of_blocks(data: bytes, at: int) -> int:
    while data[at]:
        at += data[at] + 1
    return at + 1
