"""Cut a picture to a shape around what matters in it: geometry, without any pixels."""

from __future__ import annotations

import math
from fractions import Fraction

from drammenworks.images.variants import Box

Focal = tuple[float, float]
"""Where the subject is: x from the left and y from the top, both 0 to 1."""

_NEAR = Fraction(1, 100)
"""How much longer a side may be than the shape asks for: less is left to the style sheet."""

_THIRDS = (1 / 3, 2 / 3)
"""Photographers put the subject in the middle, or on a line that divides the picture in thirds."""


def shape_of(text: str) -> Fraction:
    """Return the width of a shape divided by its height, from ``16:9``.

    :raises ValueError: if it is no shape.
    """
    width, colon, height = text.partition(":")
    try:
        shape = Fraction(int(width), int(height))
    except (ValueError, ZeroDivisionError):
        shape = Fraction(0)
    if not colon or shape <= 0:
        raise ValueError(f"«{text}» er ingen form; skriv for eksempel 16:9")
    return shape


def crop_around(width: int, height: int, shape: Fraction, focal: Focal) -> Box | None:
    """Return the largest part of a picture that has a shape, or None when the whole picture has it.

    The focal point is inside, and stands where it stood in the whole, but no nearer to the sides than a
    third, as far as the edges of the picture allow.
    """
    if abs(Fraction(width, height) / shape - 1) <= _NEAR:
        return None
    if width > height * shape:
        part = max(1, round(height * shape))
        left = _start(width, part, focal[0])
        return (left, 0, left + part, height)
    part = max(1, round(width / shape))
    top = _start(height, part, focal[1])
    return (0, top, width, top + part)


def focal_within(box: Box, width: int, height: int, focal: Focal) -> Focal:
    """Return where the focal point of a picture of ``width`` × ``height`` is in a part of it."""
    left, top, right, bottom = box
    return (
        _clamp((focal[0] * width - left) / (right - left), 0, 1),
        _clamp((focal[1] * height - top) / (bottom - top), 0, 1),
    )


def _start(whole: int, part: int, at: float) -> int:
    """Return where a part of a side begins so that the point ``at`` stands well in it."""
    wanted = _clamp(at, *_THIRDS)
    return int(_clamp(math.floor(at * whole - wanted * part + 0.5), 0, whole - part))


def _clamp(value: float, least: float, most: float) -> float:
    return min(max(value, least), most)
