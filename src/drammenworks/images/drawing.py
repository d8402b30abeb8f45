"""Measure a drawing (SVG) by its outermost element."""

from __future__ import annotations

import io
import re
from xml.etree import ElementTree

_ROOT = "{http://www.w3.org/2000/svg}svg"
_START = re.compile(rb"\s*(?:<\?xml[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*>\s*)*<svg[\s>]", re.DOTALL)
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(px|pt|mm|cm|in|pc)?\s*")
_PIXELS = {None: 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 960 / 25.4, "in": 96.0}
"""CSS pixels in each unit (CSS Values and Units § 6.2)."""
_LARGEST = 20_000


def is_drawing(data: bytes) -> bool:
    """Tell whether the bytes are an SVG, whatever the file is called."""
    return _START.match(data.removeprefix(b"\xef\xbb\xbf")[:4096]) is not None


def measure_drawing(data: bytes) -> tuple[int, int] | None:
    """Return how wide and high a drawing is in CSS pixels, or None when it does not say or is damaged."""
    try:
        # Entities are never expanded here: nothing is read past the first element.
        _, root = next(ElementTree.iterparse(io.BytesIO(data), events=("start",)))
    except (ElementTree.ParseError, StopIteration, ValueError):
        return None
    if root.tag != _ROOT:
        return None
    box = _view_box(root.get("viewBox", ""))
    width, height = _length(root.get("width", "")), _length(root.get("height", ""))
    if box is not None:
        ratio = box[0] / box[1]
        # The size that is missing follows from the other, and both from the box.
        width = width or (height * ratio if height else box[0])
        height = height or width / ratio
    if not width or not height or max(width, height) > _LARGEST:
        return None
    return max(1, round(width)), max(1, round(height))


def _view_box(text: str) -> tuple[float, float] | None:
    try:
        _, _, width, height = (float(part) for part in re.split(r"[\s,]+", text.strip()))
    except ValueError:
        return None
    return (width, height) if 0 < width < _LARGEST and 0 < height < _LARGEST else None


def _length(text: str) -> float | None:
    match = _LENGTH.fullmatch(text)
    return float(match[1]) * _PIXELS[match[2]] if match else None
