"""Crop an image to an aspect ratio around its focal point: geometry only."""

from __future__ import annotations

import math
from fractions import Fraction

from drammenworks.images.variants import CropBox

FocalPoint = tuple[float, float]
"""The position of the subject: x from the left and y from the top, both 0 to 1."""

_TOLERANCE = Fraction(1, 100)
"""A difference in aspect ratio that is left to the style sheet."""

_THIRDS = (1 / 3, 2 / 3)
"""The rule of thirds: the subject stays between the lines that divide the crop in thirds."""


def parse_ratio(text: str) -> Fraction:
    """Return an aspect ratio, width divided by height, from text such as ``16:9``.

    :raises ValueError: if it is not an aspect ratio.
    """
    width, colon, height = text.partition(":")
    try:
        ratio = Fraction(int(width), int(height))
    except (ValueError, ZeroDivisionError):
        ratio = Fraction(0)
    if not colon or ratio <= 0:
        raise ValueError(f"«{text}» er ingen form; skriv for eksempel 16:9")
    return ratio


def crop_box(width: int, height: int, ratio: Fraction, focal: FocalPoint) -> CropBox | None:
    """Return the largest box of an aspect ratio in an image, or None when the whole image has it.

    The focal point is inside: at the same relative position as in the image, moved between the thirds, as far
    as the edges of the image allow.
    """
    if abs(Fraction(width, height) / ratio - 1) <= _TOLERANCE:
        return None
    if width > height * ratio:
        part = max(1, round(height * ratio))
        left = _start(width, part, focal[0])
        return (left, 0, left + part, height)
    part = max(1, round(width / ratio))
    top = _start(height, part, focal[1])
    return (0, top, width, top + part)


def focal_in_crop(box: CropBox, width: int, height: int, focal: FocalPoint) -> FocalPoint:
    """Return the focal point of an image of ``width`` × ``height`` relative to a crop of it."""
    left, top, right, bottom = box
    return (
        _clamp((focal[0] * width - left) / (right - left), 0, 1),
        _clamp((focal[1] * height - top) / (bottom - top), 0, 1),
    )


def _start(whole: int, part: int, focal: float) -> int:
    """Return where a part of a side begins so that the focal point is well placed in it."""
    wanted = _clamp(focal, *_THIRDS)
    return int(_clamp(math.floor(focal * whole - wanted * part + 0.5), 0, whole - part))


def _clamp(value: float, minimum: float, maximum: float) -> float:
    return min(max(value, minimum), maximum)
