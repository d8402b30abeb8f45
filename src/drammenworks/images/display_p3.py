"""Build ICC colour profiles that no library provides: Display P3."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from functools import cache

_LETTERS = (b"r", b"g", b"b")
_D50 = (0.96420, 1.0, 0.82491)
"""The white of the profile connection space (ICC.1:2022 § 7.2.16)."""

_DISPLAY_P3 = (
    (0.515121, 0.241196, -0.001053),
    (0.291977, 0.692245, 0.041885),
    (0.157104, 0.066574, 0.784073),
)
"""Its primaries, adapted from D65 to D50 by the linear Bradford method (ICC.1:2022 annex E)."""
_D65_TO_D50 = (1.047882, 0.022919, -0.050217, 0.029587, 0.990479, -0.017059, -0.009232, 0.015076, 0.751678)
_SRGB_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
"""Parameters g, a, b, c and d of a curve of type 3 (§ 10.18); Display P3 shares sRGB's (IEC 61966-2-1)."""


@cache
def display_p3() -> bytes:
    """Return an ICC profile of Display P3, the gamut of phone cameras and screens."""
    return rgb_profile("Display P3", _DISPLAY_P3, _SRGB_CURVE)


def rgb_profile(name: str, primaries: Sequence[tuple[float, ...]], curve: tuple[float, ...]) -> bytes:
    """Return an ICC profile (version 4) of a display with the white point D65.

    :param primaries: X, Y and Z of red, green and blue, adapted to D50.
    :param curve: one parameter, the gamma, or five as for sRGB.
    """
    tags = {
        b"desc": _text(name),
        b"cprt": _text("CC0"),
        b"wtpt": _xyz(_D50),
        b"chad": b"sf32" + bytes(4) + _fixed(_D65_TO_D50),
        **{letter + b"XYZ": _xyz(colour) for letter, colour in zip(_LETTERS, primaries, strict=True)},
        **{letter + b"TRC": _curve(curve) for letter in _LETTERS},
    }
    table, body = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    offsets: dict[bytes, int] = {}
    for tag, data in tags.items():
        # Tags may share their data (§ 7.3.1), as the three curves do.
        if data not in offsets:
            offsets[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
        table += struct.pack(">4sII", tag, offsets[data], len(data))
    return _header(start + len(body)) + table + body


def _header(size: int) -> bytes:
    head = struct.pack(">I4xI4s4s4s", size, 0x04400000, b"mntr", b"RGB ", b"XYZ ")
    # The date is fixed, that of the standard, so that builds are reproducible.
    head += struct.pack(">6H", 2022, 1, 1, 0, 0, 0) + b"acsp"
    return (head + bytes(28) + _fixed(_D50)).ljust(128, b"\0")


def _text(text: str) -> bytes:
    data = text.encode("utf-16-be")
    return b"mluc" + struct.pack(">4xIIHHII", 1, 12, 0x656E, 0x5553, len(data), 28) + data


def _xyz(colour: tuple[float, ...]) -> bytes:
    return b"XYZ " + bytes(4) + _fixed(colour)


def _curve(parameters: tuple[float, ...]) -> bytes:
    return b"para" + struct.pack(">4xHxx", 3 if len(parameters) > 1 else 0) + _fixed(parameters)


def _fixed(values: tuple[float, ...]) -> bytes:
    return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))
